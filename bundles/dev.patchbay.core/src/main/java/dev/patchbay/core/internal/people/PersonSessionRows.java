package dev.patchbay.core.internal.people;

import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.access.Sessions.Kind;
import dev.patchbay.host.store.AccessRows.PersonSessionRow;
import dev.patchbay.host.vault.Vault.Purpose;
import org.jspecify.annotations.Nullable;

/** The rows of people's sessions, from one state to the next; every row is signed. Thread-safe. */
final class PersonSessionRows {
    private static final Sessions.Request NOTHING = new Sessions.Request(null, null, null, null);

    private final UnlockedVault vault;

    PersonSessionRows(UnlockedVault vault) {
        this.vault = vault;
    }

    /** A link to an operator's session. */
    PersonSessionRow operatorLink(String id, byte[] linkHash, String label, long now, long until) {
        return link(id, Kind.OPERATOR, linkHash, null, label, NOTHING, now, until);
    }

    /** A link to an account's session, which ends with the API key it is made with. */
    PersonSessionRow accountLink(
            String id, byte[] linkHash, @Nullable String apiKey, String label, Sessions.Request request, long now, long until) {
        return link(id, Kind.ACCOUNT, linkHash, apiKey, label, request, now, until);
    }

    private PersonSessionRow link(
            String id, Kind kind, byte[] linkHash, @Nullable String apiKey, String label, Sessions.Request request, long now, long until) {
        return signed(new PersonSessionRow(
                id, kind.word(), linkHash, null, apiKey, request.account(), label, request.workflow(), request.step(),
                request.returnTo(), 1, now, until, null, now, new byte[0]));
    }

    /** A session that an API key opens. */
    PersonSessionRow ofApiKey(String id, byte[] keyHash, String apiKey, @Nullable String account, String label, long now) {
        return signed(new PersonSessionRow(
                id, Kind.OPERATOR.word(), null, keyHash, apiKey, account, label, null, null, null, 1, now, now, now, now,
                new byte[0]));
    }

    /** The session that a link opens. */
    PersonSessionRow opened(PersonSessionRow row, byte[] keyHash, long now) {
        return after(row, row.linkHash(), keyHash, row.linkUntil(), now, now);
    }

    /** The same link with another token. */
    PersonSessionRow relinked(PersonSessionRow row, byte[] linkHash, long until) {
        return after(row, linkHash, null, until, null, row.seenAt());
    }

    /** The session in which something happened. */
    PersonSessionRow seen(PersonSessionRow row, long now) {
        return after(row, row.linkHash(), row.keyHash(), row.linkUntil(), row.openedAt(), now);
    }

    private PersonSessionRow after(
            PersonSessionRow row,
            byte @Nullable [] linkHash,
            byte @Nullable [] keyHash,
            long linkUntil,
            @Nullable Long openedAt,
            long seenAt) {
        return signed(new PersonSessionRow(
                row.id(), row.kind(), linkHash, keyHash, row.apiKey(), row.account(), row.label(), row.workflow(), row.step(),
                row.returnTo(), row.version() + 1, row.createdAt(), linkUntil, openedAt, seenAt, new byte[0]));
    }

    boolean isGenuine(PersonSessionRow row) {
        return vault.isMac(Purpose.ROW, message(row), row.mac());
    }

    private PersonSessionRow signed(PersonSessionRow row) {
        byte[] mac = vault.mac(Purpose.ROW, message(row));
        return new PersonSessionRow(
                row.id(), row.kind(), row.linkHash(), row.keyHash(), row.apiKey(), row.account(), row.label(), row.workflow(),
                row.step(), row.returnTo(), row.version(), row.createdAt(), row.linkUntil(), row.openedAt(), row.seenAt(), mac);
    }

    private static byte[] message(PersonSessionRow row) {
        Frame frame = new Frame("person-session/1").text(row.id()).text(row.kind());
        for (byte[] hash : new byte[][] {row.linkHash(), row.keyHash()}) {
            frame.number(hash == null ? 0 : 1).bytes(hash == null ? new byte[0] : hash);
        }
        return frame.text(row.apiKey()).text(row.account()).text(row.label())
                .text(row.workflow()).text(row.step()).text(row.returnTo())
                .number(row.version()).number(row.createdAt()).number(row.linkUntil())
                .number(row.openedAt()).number(row.seenAt()).toBytes();
    }
}
