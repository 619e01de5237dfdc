package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.provider.Lifetimes;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.RenewalRow;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import dev.patchbay.host.store.StoreWriter;

/**
 * Stores what a person's sign-in gave, in the transaction that stores the connection. A renewal of the former tokens that is
 * under way finds its fence moved and throws its reply away. Thread-safe.
 */
public final class FirstTokens {
    private final TokenSealing sealing;
    private final RenewalTimes times;

    public FirstTokens(TokenSealing sealing, RenewalTimes times) {
        this.sealing = sealing;
        this.times = times;
    }

    /**
     * Stores the tokens. The transaction must go through {@code ConnectionLookup.write}, which makes the host forget what it
     * held in memory.
     *
     * @param row the connection as stored by this transaction
     * @param facts how long its method's credentials last
     */
    public void store(StoreWriter writer, ConnectionRow row, HeldTokens held, Lifetimes facts) {
        long before = writer.findTokens(row.id()).map(TokenRow::version).orElse(0L);
        if (!writer.putTokens(sealing.seal(row, held, before + 1), before)) {
            throw new IllegalStateException("the connection is not stored");
        }
        writer.resetRenewal(new RenewalRow(
                row.id(), 1, 0, "", null, null, 0, times.dueAt(held, facts), RenewalState.ACTIVE.word(), null));
    }
}
