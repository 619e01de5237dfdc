package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.store.ConnectionRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The next version of a connection's row, before it is sealed. For one thread. */
public final class RowDraft {
    final String id;
    final String account;
    final String provider;
    String method = "";
    String label = "";
    String status = "";
    @Nullable String reason;
    String owner = "";
    int schemaVersion = 1;
    long version = 1;
    String grant = "";
    String kekId = "";
    byte[] dataKey = {};
    byte[] payload = {};
    byte[] mac = {};
    long createdAt;
    long updatedAt;
    public @Nullable Long expiresAt;
    @Nullable Long deletedAt;
    @Nullable Long purgeAt;
    @Nullable Long testedAt;
    @Nullable String testResult;

    /** A new row. */
    RowDraft(String id, String account, String provider, long now) {
        this.id = id;
        this.account = account;
        this.provider = provider;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The version after this one. */
    public static RowDraft after(ConnectionRow row, long now) {
        RowDraft next = new RowDraft(row.id(), row.account(), row.provider(), row.createdAt());
        next.method = row.method();
        next.label = row.label();
        next.status = row.status();
        next.reason = row.reason();
        next.owner = row.owner();
        next.schemaVersion = row.schemaVersion();
        next.version = row.version() + 1;
        next.grant = row.grant();
        next.kekId = row.kekId();
        next.dataKey = row.dataKey();
        next.payload = row.payload();
        next.mac = row.mac();
        next.updatedAt = now;
        next.expiresAt = row.expiresAt();
        next.deletedAt = row.deletedAt();
        next.purgeAt = row.purgeAt();
        next.testedAt = row.testedAt();
        next.testResult = row.testResult();
        return next;
    }

    /** Another status, and why. */
    public RowDraft status(String word, @Nullable String why) {
        status = Objects.requireNonNull(word);
        reason = why;
        return this;
    }

    /** Another schema version, by this method. */
    public RowDraft schema(String methodId, int schema) {
        method = methodId;
        schemaVersion = schema;
        return this;
    }

    /** Another grant. */
    public RowDraft granted(Grant next) {
        grant = next.toJson();
        return this;
    }

    ConnectionRow row() {
        return new ConnectionRow(
                id, account, provider, method, label, status, reason, owner, schemaVersion, version, grant, kekId, dataKey,
                payload, mac, createdAt, updatedAt, expiresAt, deletedAt, purgeAt, testedAt, testResult);
    }
}
