package dev.patchbay.core.internal.audit;

import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.TextMap;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.store.Rows;
import dev.patchbay.host.store.StoreWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit over {@link AuditChain}: what other bundles append to, and what an operator reads. Thread-safe. */
public final class ChainedAudit implements AuditLog, AuditTrail {
    private static final String LISTING = "audit";

    private final Database database;
    private final AuditChain chain;
    private final Cursors cursors;
    private final Clock clock;
    private volatile @Nullable Checked verified;

    public ChainedAudit(Database database, AuditChain chain, Cursors cursors, Clock clock) {
        this.clock = clock;
        this.database = database;
        this.chain = chain;
        this.cursors = cursors;
    }

    @Override
    public void append(
            StoreWriter writer,
            Caller caller,
            String action,
            String subject,
            @Nullable String account,
            Map<String, String> detail) {
        chain.append(writer, caller, action, subject, account, detail);
    }

    @Override
    public Page<Entry> list(Caller caller, Query query) {
        Permissions.require(caller, Scope.ADMIN);
        int limit = Cursors.checkedLimit(query.limit());
        Cursors.Position after = cursors.read(LISTING, query.cursor());
        if (query.account() != null && !Permissions.maySee(caller, query.account())) {
            return new Page<>(List.of(), null);
        }
        String account = caller.account() == null ? query.account() : caller.account();
        long before = after == null ? Long.MAX_VALUE : after.number();
        List<Rows.CountedAuditRow> rows = database.read(
                r -> r.listAudit(account, query.subject(), query.action(), before, limit + 1));
        return cursors.page(LISTING, rows, limit, r -> new Cursors.Position(r.entry().seq(), ""), ChainedAudit::entry);
    }

    @Override
    public Verification verify(Caller caller) {
        Permissions.require(caller, Scope.ADMIN);
        Permissions.requireAllAccounts(caller);
        Verification found = database.read(reader -> AuditCheck.run(chain, reader));
        verified = new Checked(clock.instant(), found.firstBad() < 0);
        return found;
    }

    /** When the audit was checked last since the start, and whether it was right. */
    public Optional<Checked> lastCheck() {
        return Optional.ofNullable(verified);
    }

    /** A check of the whole chain. */
    public record Checked(Instant at, boolean intact) {}

    private static Entry entry(Rows.CountedAuditRow counted) {
        Rows.AuditRow row = counted.entry();
        return new Entry(
                row.seq(), Instant.ofEpochMilli(row.at()), row.caller(), row.callerLabel(), row.address(), row.action(),
                row.subject(), row.account(), TextMap.read(row.detail()), counted.count());
    }
}
