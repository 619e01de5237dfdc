package dev.patchbay.host.steps;

import dev.patchbay.host.access.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The accounts: one that nobody described has its id as label and nothing else. Thread-safe. */
@ProviderType
public interface Accounts {
    /** How the account's pages look: a name, an https URL of a logo, a colour {@code #rrggbb}; each may be null. */
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

    /** One account; needs {@code read}. */
    AccountView get(Caller caller, String id);

    /** Describes an account anew; needs {@code admin}. */
    AccountView put(Caller caller, String id, Description description);

    /** Forgets the description; needs {@code admin}. {@code CONFLICT} while it has connections, unless {@code force}. */
    void delete(Caller caller, String id, boolean force);
}
