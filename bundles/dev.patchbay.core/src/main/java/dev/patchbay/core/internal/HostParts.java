package dev.patchbay.core.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.Vault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The parts of a host whose database is open and whose vault is unlocked, put together. */
final class HostParts {
    private static final long CACHE_LEAST = 4L << 20;

    final Database database;
    final AuditChain chain;
    final ChainedAudit audit;
    final StoredApiKeys apiKeys;
    final FirstKey firstKey;
    final Uses uses;
    final ConnectionLookup lookup;
    final SchemaLift lift;
    final ConnectionRemoval removal;
    final KeyRotation rotation;
    final StoredConnections connections;
    final ProviderUse use;
    final FileTransfers files;
    private final Clock clock;

    /** What the parts stand on. */
    record Ground(Store store, Vault vault, Clock clock, SecureRandom random, Path data) {
        UnlockedVault unlocked() {
            return new UnlockedVault(vault);
        }

        AuditChain chain() {
            return new AuditChain(unlocked(), clock);
        }

        StoredApiKeys apiKeys() {
            return new StoredApiKeys(
                    new Database(store), new ApiKeyRows(unlocked()), chain(), new Cursors(unlocked()), clock, random);
        }
    }

    HostParts(Ground ground, Providers providers, Supplier<Duration> deleteGrace) {
        clock = ground.clock();
        UnlockedVault vault = ground.unlocked();
        database = new Database(ground.store());
        chain = ground.chain();
        Cursors cursors = new Cursors(vault);
        audit = new ChainedAudit(database, chain, cursors);
        apiKeys = ground.apiKeys();
        firstKey = new FirstKey(database, apiKeys, ground.data());
        uses = new Uses(database, chain, clock);
        Sealing sealing = new Sealing(vault);
        lookup = new ConnectionLookup(database, sealing, Math.max(CACHE_LEAST, Runtime.getRuntime().maxMemory() / 8));
        lift = new SchemaLift(database, lookup, sealing, chain, clock);
        ActiveKek kek = new ActiveKek(database, vault, chain, clock, ActiveKek.WRAPS);
        rotation = new KeyRotation(database, lookup, sealing, vault, chain, kek);
        UsableConnections usable = new UsableConnections(lookup, providers, sealing, lift);
        ConnectionViews views = new ConnectionViews(providers, sealing, new Availability(providers));
        DraftCheck check = new DraftCheck(providers);
        removal = new ConnectionRemoval(database, lookup, sealing, chain, clock, deleteGrace, views);
        connections = new StoredConnections(
                lookup,
                views,
                new ConnectionListing(database, cursors, views, chain),
                new ConnectionCreation(database, vault, kek, sealing, check, chain, new Ids(ground.random()), clock, views),
                new ConnectionChange(lookup, usable, sealing, kek, chain, clock, views),
                removal);
        use = new ProviderUse(usable, check, uses, new TestNotes(lookup, sealing, chain, clock));
        files = new FileTransfers(usable, uses, database, chain, new Uploads(ground.random()));
    }

    /** Forgets answered creates whose day is over. */
    void forgetAnswers() {
        database.write(w -> {
            w.purgeIdempotency(clock.millis());
            return true;
        });
    }

    /** Notes that the host serves from now on. */
    void noteStart(Caller host) {
        database.write(w -> chain.append(w, host, "host.start", "host", null, Map.of()));
    }
}
