package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Labels;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionDraft.StepName;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.Rows;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.Vault.Purpose;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates connections, once for each idempotency key. Thread-safe. */
public final class ConnectionCreation {
    private static final long REMEMBERED = Duration.ofHours(24).toMillis();

    private final Database database;
    private final UnlockedVault vault;
    private final ActiveKek kek;
    private final Sealing sealing;
    private final DraftCheck check;
    private final AuditChain audit;
    private final Ids ids;
    private final Clock clock;
    private final ConnectionViews views;

    public ConnectionCreation(
            Database database,
            UnlockedVault vault,
            ActiveKek kek,
            Sealing sealing,
            DraftCheck check,
            AuditChain audit,
            Ids ids,
            Clock clock,
            ConnectionViews views) {
        this.database = database;
        this.vault = vault;
        this.kek = kek;
        this.sealing = sealing;
        this.check = check;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.views = views;
    }

    ConnectionView create(Caller caller, ConnectionDraft draft, @Nullable Idempotency idempotency) {
        Permissions.require(caller, Scope.WRITE);
        Permissions.requireAccount(caller, draft.account());
        byte[] digest = idempotency == null ? new byte[0] : fingerprint(idempotency);
        if (idempotency != null) {
            Optional<ConnectionRow> before = database.read(r -> answered(r, caller, idempotency, digest));
            if (before.isPresent()) {
                return again(caller, before.get());
            }
        }
        DraftCheck.Sound sound = check.forCreate(draft);
        ConnectionRow row = row(draft, sound);
        Optional<ConnectionRow> done = storeOnce(caller, row, draft, sound, idempotency, digest);
        while (done.isEmpty()) {
            kek.adopt();
            row = row(draft, sound);
            done = storeOnce(caller, row, draft, sound, idempotency, digest);
        }
        ConnectionRow stored = done.get();
        return stored == row ? views.view(row, sound.warnings()) : again(caller, stored);
    }

    /** What {@link #create} would refuse as not valid. */
    List<FieldError> faults(Caller caller, ConnectionDraft draft) {
        Permissions.require(caller, Scope.WRITE);
        Permissions.requireAccount(caller, draft.account());
        return check.faults(draft);
    }

    /** The answer to a create that was answered before; what became of the connection since is part of it. */
    private ConnectionView again(Caller caller, ConnectionRow stored) {
        return views.view(Permissions.resolve(caller, Optional.of(stored), ConnectionRow::account));
    }

    private ConnectionRow row(ConnectionDraft draft, DraftCheck.Sound sound) {
        RowDraft next = new RowDraft(
                ids.next(Ids.CONNECTION),
                Objects.requireNonNull(draft.account()),
                Objects.requireNonNull(draft.provider()),
                clock.millis());
        next.method = sound.method().id();
        next.label = Labels.canonical(Objects.requireNonNull(draft.label()));
        next.owner = sound.live().owner();
        next.schemaVersion = sound.live().definition().version();
        next.grant = sound.grant().toJson();
        if (SignIns.needPerson(sound.method())) {
            next.status(Status.PENDING.word(), SignIns.NOBODY_YET);
        } else {
            next.status(Status.READY.word(), null);
        }
        return sealing.seal(next, sound.values());
    }

    /** Empty where the KEK was replaced since the row was sealed: nothing new may come under one that is to be destroyed. */
    private Optional<ConnectionRow> storeOnce(
            Caller caller,
            ConnectionRow row,
            ConnectionDraft draft,
            DraftCheck.Sound sound,
            @Nullable Idempotency idempotency,
            byte[] digest) {
        return database.write(w -> {
            Optional<ConnectionRow> before =
                    idempotency == null ? Optional.empty() : answered(w, caller, idempotency, digest);
            if (before.isPresent() || !w.isActiveKey(row.kekId())) {
                return before;
            }
            store(w, caller, row, draft.step(), sound.client());
            if (idempotency != null) {
                w.insertIdempotency(new Rows.IdempotencyRow(
                        caller.id(), idempotency.key(), digest, row.id(), clock.millis() + REMEMBERED));
            }
            return Optional.of(row);
        });
    }

    private void store(
            StoreWriter writer,
            Caller caller,
            ConnectionRow row,
            @Nullable StepName step,
            ClientSource.@Nullable Client client) {
        Map<String, String> detail = new HashMap<>(
                Map.of("provider", row.provider(), "method", row.method(), "label", row.label()));
        writer.insertConnection(row);
        if (client != null) {
            link(writer, row, client);
            detail.put("client", client.id());
        }
        if (step != null) {
            StepBinding.bind(writer, row, step, clock.millis());
            detail.put("workflow", step.workflow());
            detail.put("step", step.step());
        }
        audit.append(writer, caller, "connection.create", row.id(), row.account(), detail);
    }

    /** It may have been deleted since the draft was checked. */
    private static void link(StoreWriter writer, ConnectionRow row, ClientSource.Client client) {
        if (writer.findClient(client.id()).isEmpty()) {
            throw Problems.invalid(List.of(new FieldError("client", "unknown", "This OAuth client was deleted meanwhile.")));
        }
        writer.linkClient(row.id(), client.id());
    }

    /** What the same call made before; nothing where it never came, or longer ago than it is remembered. */
    private Optional<ConnectionRow> answered(
            StoreReader reader, Caller caller, Idempotency idempotency, byte[] digest) {
        Optional<Rows.IdempotencyRow> before = reader.findIdempotency(caller.id(), idempotency.key());
        if (before.isPresent() && before.get().expiresAt() <= clock.millis()) {
            if (reader instanceof StoreWriter writer) {
                writer.purgeIdempotency(clock.millis());
            }
            return Optional.empty();
        }
        if (before.isPresent() && !MessageDigest.isEqual(before.get().bodyDigest(), digest)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_MISMATCH, "This idempotency key came with another body before.", List.of());
        }
        return before.map(b -> reader.findConnection(b.result()).orElseThrow(Permissions::notFound));
    }

    /** The body may hold a secret that can be guessed, so its bare digest is not stored. */
    private byte[] fingerprint(Idempotency idempotency) {
        return vault.mac(Purpose.FINGERPRINT, new Frame("idempotency").bytes(idempotency.bodyDigest()).toBytes());
    }
}
