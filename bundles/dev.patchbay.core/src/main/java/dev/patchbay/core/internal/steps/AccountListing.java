package dev.patchbay.core.internal.steps;

import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.connections.Words;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.steps.Accounts.AccountView;
import dev.patchbay.host.steps.Accounts.Listed;
import dev.patchbay.host.steps.Accounts.Query;
import dev.patchbay.host.store.StoreReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the accounts that are described or have a connection. Thread-safe. */
final class AccountListing {
    private static final String LISTING = "accounts";
    private static final int BATCH = 200;
    private static final int LOOKED_AT = 10_000;
    private static final int LOGOS = 1 << 20;

    private final Database database;
    private final AccountRecords records;
    private final Cursors cursors;

    AccountListing(Database database, AccountRecords records, Cursors cursors) {
        this.database = database;
        this.records = records;
        this.cursors = cursors;
    }

    Page<Listed> list(Caller caller, Query query) {
        Permissions.require(caller, Scope.READ);
        int limit = Cursors.checkedLimit(query.limit());
        List<String> words = Words.of(query.words());
        Cursors.Position after = cursors.read(LISTING, query.cursor());
        String start = after == null ? "" : after.id();
        String own = caller.account();
        return own == null ? page(words, limit, start) : only(own, words, start);
    }

    private Page<Listed> only(String id, List<String> words, String after) {
        List<Listed> one = database.read(r -> {
            AccountView view = view(r, id);
            long connections = r.countConnectionsOfAccount(id);
            boolean listed = (r.findAccount(id).isPresent() || connections > 0) && id.compareTo(after) > 0;
            return listed && Words.occur(words, id, view.label()) ? List.of(new Listed(view, connections)) : List.of();
        });
        return new Page<>(one, null);
    }

    private Page<Listed> page(List<String> words, int limit, String after) {
        List<Listed> shown = new ArrayList<>();
        String last = after;
        long logos = 0;
        for (int seen = 0; seen < LOOKED_AT; seen += BATCH) {
            String from = last;
            List<String> ids = database.read(r -> r.listAccounts(from, BATCH));
            for (String id : ids) {
                Listed found = database.read(r -> find(r, id, words));
                last = id;
                if (found != null) {
                    shown.add(found);
                    logos += logo(found);
                }
                if (shown.size() == limit || logos >= LOGOS) {
                    return new Page<>(shown, next(last));
                }
            }
            if (ids.size() < BATCH) {
                return new Page<>(shown, null);
            }
        }
        return new Page<>(shown, cursors.write(LISTING, new Cursors.Position(0, last)));
    }

    /** A next page only where there is one. */
    private @Nullable String next(String last) {
        boolean more = !database.read(r -> r.listAccounts(last, 1)).isEmpty();
        return more ? cursors.write(LISTING, new Cursors.Position(0, last)) : null;
    }

    private @Nullable Listed find(StoreReader reader, String id, List<String> words) {
        AccountView view = view(reader, id);
        return Words.occur(words, id, view.label()) ? new Listed(view, reader.countConnectionsOfAccount(id)) : null;
    }

    private AccountView view(StoreReader reader, String id) {
        return reader.findAccount(id).filter(records::isGenuine).map(AccountRecords::view)
                .orElseGet(() -> AccountRecords.undescribed(id));
    }

    private static int logo(Listed listed) {
        String url = listed.account().branding().logoUrl();
        return url == null ? 0 : url.length();
    }
}
