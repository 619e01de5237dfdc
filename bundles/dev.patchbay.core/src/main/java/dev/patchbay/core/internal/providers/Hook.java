package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.signing.RequestSigning;

/** What an author can mix into a provider. */
public enum Hook {
    /** {@link RequestSigning}. */
    SIGNING("signing", RequestSigning.class),
    /** {@link ConnectionProvider.Refreshable}. */
    REFRESH("refresh", ConnectionProvider.Refreshable.class),
    /** {@link ConnectionProvider.Revocable}. */
    REVOKE("revoke", ConnectionProvider.Revocable.class),
    /** {@link ConnectionProvider.Interactive}. */
    INTERACTIVE("interactive", ConnectionProvider.Interactive.class);

    private final String word;
    private final Class<?> type;

    Hook(String word, Class<?> type) {
        this.word = word;
        this.type = type;
    }

    /** The capability, a word of {@code ProviderCatalog.ProviderView}. */
    public String word() {
        return word;
    }

    boolean isMixedInto(ConnectionProvider provider) {
        return type.isInstance(provider);
    }
}
