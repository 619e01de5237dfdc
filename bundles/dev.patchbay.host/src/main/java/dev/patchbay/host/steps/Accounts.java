package dev.patchbay.host.steps;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The accounts: one that nobody described has its id as label and nothing else. Thread-safe. */
@ProviderType
public interface Accounts {
    /**
     * How the account's pages look: a name, a logo, a colour {@code #rrggbb}; each may be null. The logo is a data URL, which
     * pages of the host may show, or an https URL, which they never do: it is for the product alone.
     */
    record Branding(@Nullable String name, @Nullable String logoUrl, @Nullable String color) {}

    /**
     * An account.
     *
     * @param label what a person reads
     * @param ownShop the {@code myshopify.com} domain of the shop the product runs in for this account, or null: steps with
     *     that very shop need no connection
     * @param notRequired providers this account's steps need no connection for
     * @param version the HTTP entity tag; 0 for one that nobody described
     */
    record AccountView(
            String id,
            String label,
            Branding branding,
            @Nullable String ownShop,
            List<String> notRequired,
            long version,
            @Nullable Instant updatedAt) {}

    /** What to set; null label: the id. */
    record Description(
            @Nullable String label, Branding branding, @Nullable String ownShop, List<String> notRequired, @Nullable Long expectedVersion) {}

    /** An account in a list, and how many connections it has, deleted ones left out. */
    record Listed(AccountView account, long connections) {}

    /**
     * Which accounts; null means any.
     *
     * @param words word prefixes of id and label, all of which must occur
     * @param limit accounts a page, 1 to 500
     */
    record Query(@Nullable String words, int limit, @Nullable String cursor) {}

    /**
     * The accounts that are described or have a connection, by id; needs {@code read}. One answer looks at a bounded number of
     * accounts and holds a bounded amount of logos: a page may be short, or empty, and still have a next one. A description that
     * was changed outside of the host counts as none.
     */
    Page<Listed> list(Caller caller, Query query);

    /** One account; needs {@code read}. */
    AccountView get(Caller caller, String id);

    /** Describes an account anew; needs {@code admin}. */
    AccountView put(Caller caller, String id, Description description);

    /** Forgets the description; needs {@code admin}. {@code CONFLICT} while it has connections, unless {@code force}. */
    void delete(Caller caller, String id, boolean force);
}
