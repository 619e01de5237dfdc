package dev.patchbay.core.internal.updates;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.declaration.DefinitionJson;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.store.UpdateRows.ProviderWorkRow;
import dev.patchbay.host.vault.Vault.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is under way for all connections of providers: durable and signed, since an approval is among it. Thread-safe. */
final class WorkLedger {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLedger.class);

    /** What is done; in the order in which it is done. */
    enum Kind {
        RESTORE,
        APPROVE,
        SWEEP
    }

    /** How far it is; what is waiting is for a person's approval. */
    enum State {
        RUNNING,
        RUNNING_WITH_WAITING,
        DONE,
        DONE_WITH_WAITING;

        boolean isDone() {
            return this == DONE || this == DONE_WITH_WAITING;
        }

        boolean isWaiting() {
            return this == RUNNING_WITH_WAITING || this == DONE_WITH_WAITING;
        }

        static State of(boolean done, boolean waiting) {
            return done ? waiting ? DONE_WITH_WAITING : DONE : waiting ? RUNNING_WITH_WAITING : RUNNING;
        }
    }

    /** One work and where it goes on. */
    record Work(
            String provider, Kind kind, String digest, State state, @Nullable Long afterCreatedAt, @Nullable String afterId) {
        /** From the beginning. */
        static Work begin(ConnectionDefinition definition, Kind kind) {
            return new Work(definition.id(), kind, digestOf(definition), State.RUNNING, null, null);
        }

        Work at(State now, @Nullable Long createdAt, @Nullable String id) {
            return new Work(provider, kind, digest, now, createdAt, id);
        }

        boolean isFor(ConnectionDefinition definition) {
            return digest.equals(digestOf(definition));
        }
    }

    private final Database database;
    private final UnlockedVault vault;

    WorkLedger(Database database, UnlockedVault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** SHA-256, hexadecimal, of the definition's JSON form. */
    static String digestOf(ConnectionDefinition definition) {
        return HexFormat.of().formatHex(Frame.sha256(DefinitionJson.write(definition).getBytes(StandardCharsets.UTF_8)));
    }

    /** Everything that is noted and intact. */
    List<Work> list() {
        return database.read(r -> r.providerWork()).stream().flatMap(row -> work(row).stream()).toList();
    }

    void put(StoreWriter writer, Work work) {
        ProviderWorkRow bare = row(work, new byte[0]);
        writer.putProviderWork(row(work, vault.mac(Purpose.ROW, message(bare))));
    }

    void put(Work work) {
        database.write(w -> {
            put(w, work);
            return true;
        });
    }

    static void remove(StoreWriter writer, String provider, Kind kind) {
        writer.deleteProviderWork(provider, word(kind));
    }

    void remove(String provider, Kind kind) {
        database.write(w -> {
            remove(w, provider, kind);
            return true;
        });
    }

    private Optional<Work> work(ProviderWorkRow row) {
        if (!vault.isMac(Purpose.ROW, message(row), row.mac())) {
            LOG.error("what is noted of the provider {} was changed outside of the host and is not done", row.provider());
            return Optional.empty();
        }
        return Optional.of(new Work(row.provider(), Kind.valueOf(row.kind().toUpperCase(Locale.ROOT)), row.digest(),
                State.valueOf(row.state().toUpperCase(Locale.ROOT).replace('-', '_')), row.afterCreatedAt(), row.afterId()));
    }

    private static ProviderWorkRow row(Work work, byte[] mac) {
        String state = work.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new ProviderWorkRow(
                work.provider(), word(work.kind()), work.digest(), state, work.afterCreatedAt(), work.afterId(), mac);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] message(ProviderWorkRow row) {
        return new Frame("provider-work/1").text(row.provider()).text(row.kind()).text(row.digest()).text(row.state())
                .number(row.afterCreatedAt()).text(row.afterId()).toBytes();
    }
}
