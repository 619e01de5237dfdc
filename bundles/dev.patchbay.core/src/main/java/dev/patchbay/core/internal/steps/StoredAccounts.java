package dev.patchbay.core.internal.steps;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.steps.Accounts;
import dev.patchbay.host.store.OAuthRows.AccountRow;
import dev.patchbay.host.store.StoreWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts in the store. Thread-safe. */
public final class StoredAccounts implements Accounts {
    private final Database database;
    private final AccountRecords records;
    private final AccountListing listing;
    private final AuditChain audit;
    private final Clock clock;

    public StoredAccounts(Database database, AccountRecords records, Cursors cursors, AuditChain audit, Clock clock) {
        this.listing = new AccountListing(database, records, cursors);
        this.database = database;
        this.records = records;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Page<Listed> list(Caller caller, Query query) {
        return listing.list(caller, query);
    }

    @Override
    public AccountView get(Caller caller, String id) {
        Permissions.require(caller, Scope.READ);
        requireSeen(caller, id);
        requireAccount(id);
        return database.read(r -> r.findAccount(id))
                .map(this::genuine)
                .map(AccountRecords::view)
                .orElseGet(() -> AccountRecords.undescribed(id));
    }

    /** The same for the host's own use; a description that was changed outside of the host counts as none. */
    public AccountView describe(String id) {
        return database.read(r -> r.findAccount(id))
                .filter(records::isGenuine)
                .map(AccountRecords::view)
                .orElseGet(() -> AccountRecords.undescribed(id));
    }

    @Override
    public AccountView put(Caller caller, String id, Description description) {
        Permissions.require(caller, Scope.ADMIN);
        requireSeen(caller, id);
        Description sound = AccountRules.checked(id, description);
        return AccountRecords.view(database.write(w -> put(w, caller, id, sound)));
    }

    private AccountRow put(StoreWriter writer, Caller caller, String id, Description description) {
        Optional<AccountRow> former = writer.findAccount(id).map(this::genuine);
        long version = former.map(AccountRow::version).orElse(0L);
        AccountRow next = records.sign(id, description, version + 1, clock.millis());
        boolean expected = description.expectedVersion() == null || description.expectedVersion() == version;
        if (!expected || !writer.putAccount(next, version)) {
            throw Problems.changed();
        }
        audit.append(writer, caller, "account.put", id, id, Map.of("version", Long.toString(version + 1)));
        return next;
    }

    @Override
    public void delete(Caller caller, String id, boolean force) {
        Permissions.require(caller, Scope.ADMIN);
        requireSeen(caller, id);
        requireAccount(id);
        database.write(w -> delete(w, caller, id, force));
    }

    private boolean delete(StoreWriter writer, Caller caller, String id, boolean force) {
        if (writer.findAccount(id).isEmpty()) {
            return false;
        }
        long connections = writer.countConnectionsOfAccount(id);
        if (connections > 0 && !force) {
            String sentence = "The account has " + connections + (connections == 1 ? " connection" : " connections")
                    + "; delete them first, or delete the description with force=true: the connections stay.";
            throw new ProblemException(
                    ProblemType.CONFLICT, sentence, List.of(new FieldError("connections", "in-use", sentence)));
        }
        writer.deleteAccount(id);
        audit.append(writer, caller, "account.delete", id, id, Map.of("connections", Long.toString(connections)));
        return true;
    }

    private static void requireSeen(Caller caller, String id) {
        if (!Permissions.maySee(caller, id)) {
            throw Permissions.notFound();
        }
    }

    private static void requireAccount(String id) {
        if (!Ids.isAccount(id)) {
            throw Permissions.notFound();
        }
    }

    private AccountRow genuine(AccountRow row) {
        if (!records.isGenuine(row)) {
            throw Problems.integrity();
        }
        return row;
    }
}
