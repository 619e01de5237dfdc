package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.provider.Lifetimes;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.base.RowCache;
import dev.patchbay.core.internal.connections.Loaded;
import dev.patchbay.host.store.OAuthRows.RenewalRow;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import dev.patchbay.host.vault.VaultException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how connections stand, and keeps it at hand until something is written to them. Thread-safe. */
final class Standings {
    private record Rows(@Nullable TokenRow tokens, @Nullable RenewalRow renewal) {}

    private final Database database;
    private final TokenSealing sealing;
    private final RenewalTimes times;
    private final SpillFolder spill;
    private final SteadyClock clock;
    private final RowCache<Standing> cache;

    Standings(
            Database database,
            TokenSealing sealing,
            RenewalTimes times,
            SpillFolder spill,
            SteadyClock clock,
            long cacheBytes) {
        this.database = database;
        this.sealing = sealing;
        this.times = times;
        this.spill = spill;
        this.clock = clock;
        this.cache = new RowCache<>(cacheBytes, Standing::weight);
    }

    /**
     * From memory where it is there; no statement on a hit. While a renewal is due or fails it is read again every second,
     * since another host may have done it.
     */
    Standing get(Loaded connection) {
        String key = connection.row().id();
        Standing standing = cache.get(key, id -> Optional.of(read(connection)));
        if (standing != null && !standing.isToBeReadAgain(clock.millis())) {
            return standing;
        }
        forget(key);
        standing = cache.get(key, id -> Optional.of(read(connection)));
        return standing == null ? read(connection) : standing;
    }

    /** As it is stored now. */
    Standing read(Loaded connection) {
        String id = connection.row().id();
        long now = clock.millis();
        Rows rows = database.read(r -> new Rows(r.findTokens(id).orElse(null), r.findRenewal(id).orElse(null)));
        Reply spilled = spill.findDurable(id).orElse(null);
        boolean newer = spilled != null && rows.tokens() != null && spilled.row().version() > rows.tokens().version();
        HeldTokens held = open(connection, newer ? spilled.row() : rows.tokens());
        RenewalRow renewal = rows.renewal();
        if (newer || renewal == null) {
            return new Standing(held, RenewalState.ACTIVE, newer ? spilled.dueAt() : due(held), null, now);
        }
        return new Standing(held, RenewalState.of(renewal.state()), renewal.dueAt(), sentence(renewal.failure()), now);
    }

    private @Nullable Long due(@Nullable HeldTokens held) {
        return held == null ? null : times.dueAt(held, Lifetimes.unknown());
    }

    /** To be read anew. */
    void forget(String connection) {
        cache.invalidate(connection);
    }

    private @Nullable HeldTokens open(Loaded connection, @Nullable TokenRow tokens) {
        try {
            return tokens == null ? null : sealing.open(connection, tokens);
        } catch (VaultException e) {
            throw Problems.integrity();
        }
    }

    /** Before the line break stands the reason word. */
    private static @Nullable String sentence(@Nullable String failure) {
        return failure == null ? null : failure.substring(failure.indexOf('\n') + 1);
    }
}
