package dev.patchbay.core.internal.people;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.connect.ReturnTargets;
import dev.patchbay.core.internal.connect.SessionFields;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.access.Sessions.Link;
import dev.patchbay.host.access.Sessions.Request;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.AccessRows.PersonSessionRow;
import dev.patchbay.host.store.Rows.ApiKeyRow;
import dev.patchbay.host.store.Rows.IdempotencyRow;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.Vault.Purpose;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the links that open people's sessions. The token stands in the fragment of the URL, which no browser sends and no server
 * logs; what is stored of it is its hash. Thread-safe.
 */
public final class PersonLinks {
    /** What a person reads where an operator's session was opened by a link. */
    static final String LABEL = "One-time link";

    private static final String CREATE = "session.link";
    private static final long LIFETIME = Duration.ofMinutes(10).toMillis();
    private static final long REMEMBERED = Duration.ofHours(24).toMillis();

    private final PeopleGround ground;
    private final PersonSessionRows rows;
    private final PersonKeys keys;
    private final Ids ids;
    private final UnaryOperator<String> accountLabel;
    private final Supplier<ReturnTargets> returnTo;

    /** A link as it is stored, and the text of its token. */
    private record Made(PersonSessionRow row, Secret token) {}

    /**
     * @param accountLabel what a person reads for an account
     * @param returnTo where people may be sent afterwards
     */
    public PersonLinks(PeopleGround ground, UnaryOperator<String> accountLabel, Supplier<ReturnTargets> returnTo) {
        this.ground = ground;
        this.rows = new PersonSessionRows(ground.vault());
        this.keys = new PersonKeys(ground.random());
        this.ids = new Ids(ground.random());
        this.accountLabel = accountLabel;
        this.returnTo = returnTo;
    }

    /** Where only operators' links are made. */
    public static PersonLinks forOperators(PeopleGround ground) {
        return new PersonLinks(ground, UnaryOperator.identity(), () -> ReturnTargets.of(""));
    }

    /** See {@link dev.patchbay.host.access.Sessions#operatorLink}. */
    public Link operatorLink(Caller caller) {
        if (caller.kind() != Caller.Kind.COMMAND_LINE && caller.kind() != Caller.Kind.HOST) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Links for operators are made on the host's machine only.");
        }
        Secret token = keys.link();
        long now = ground.clock().millis();
        PersonSessionRow row = rows.operatorLink(
                ids.next(Ids.SESSION), PersonKeys.hash(token.reveal()), LABEL, now, now + LIFETIME);
        ground.database().write(w -> {
            w.insertPersonSession(row);
            return ground.audit().append(w, caller, CREATE, row.id(), null, Map.of("kind", row.kind()));
        });
        return link(new Made(row, token));
    }

    /** See {@link dev.patchbay.host.access.Sessions#accountLink}. */
    Link accountLink(Caller caller, Request request, @Nullable Idempotency idempotency) {
        Permissions.require(caller, Scope.SESSIONS);
        if (caller.kind() == Caller.Kind.ACCOUNT_SESSION) {
            /* or a session could outlive its end by making the next one */
            throw new ProblemException(ProblemType.FORBIDDEN, "An account's session makes no other.");
        }
        Permissions.requireAccount(caller, request.account());
        byte[] digest = idempotency == null ? new byte[0] : fingerprint(idempotency);
        if (idempotency != null) {
            Optional<String> before = ground.database().read(r -> answered(r, caller, idempotency, digest));
            if (before.isPresent()) {
                return link(again(caller, before.get()));
            }
        }
        check(request);
        String account = Objects.requireNonNull(request.account());
        Secret token = keys.link();
        long now = ground.clock().millis();
        PersonSessionRow row = rows.accountLink(
                ids.next(Ids.SESSION), PersonKeys.hash(token.reveal()), keyOf(caller), accountLabel.apply(account), request, now,
                now + LIFETIME);
        String id = store(caller, row, idempotency, digest);
        return link(id.equals(row.id()) ? new Made(row, token) : again(caller, id));
    }

    /** The API key that stands behind a call, by itself or by the session it opened; null where none does. */
    private @Nullable String keyOf(Caller caller) {
        return switch (caller.kind()) {
            case API_KEY -> ground.database().read(r -> r.findApiKeyById(caller.id())).map(ApiKeyRow::id).orElse(null);
            case OPERATOR_SESSION -> ground.database().read(r -> r.findPersonSession(caller.id()))
                    .map(PersonSessionRow::apiKey).orElse(null);
            default -> null;
        };
    }

    private void check(Request request) {
        List<FieldError> errors = new ArrayList<>();
        SessionFields.account(request.account(), errors);
        SessionFields.step(request.workflow(), request.step(), errors);
        SessionFields.returnTo(request.returnTo(), returnTo.get(), errors);
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    /** The id of the session there is then. */
    private String store(Caller caller, PersonSessionRow row, @Nullable Idempotency idempotency, byte[] digest) {
        return ground.database().write(w -> {
            Optional<String> before = idempotency == null ? Optional.empty() : answered(w, caller, idempotency, digest);
            if (before.isPresent()) {
                return before.get();
            }
            w.insertPersonSession(row);
            ground.audit().append(w, caller, CREATE, row.id(), row.account(), detail(row));
            if (idempotency != null) {
                w.insertIdempotency(new IdempotencyRow(
                        caller.id(), idempotency.key(), digest, row.id(), ground.clock().millis() + REMEMBERED));
            }
            return row.id();
        });
    }

    /** The same session with a new link; the one given before opens nothing any more. */
    private Made again(Caller caller, String id) {
        while (true) {
            PersonSessionRow row = ground.database().read(r -> r.findPersonSession(id))
                    .filter(rows::isGenuine)
                    .filter(r -> r.openedAt() == null && ground.clock().millis() < r.linkUntil())
                    .orElseThrow(() -> new ProblemException(ProblemType.CONFLICT,
                            "The link made with this idempotency key was used or has ended; use another key for another link."));
            Secret token = keys.link();
            PersonSessionRow next = rows.relinked(
                    row, PersonKeys.hash(token.reveal()), ground.clock().millis() + LIFETIME);
            boolean saved = ground.database().write(w -> {
                boolean same = w.updatePersonSession(next, row.version());
                if (same) {
                    ground.audit().append(w, caller, CREATE, id, row.account(), Map.of("again", "true"));
                }
                return same;
            });
            if (saved) {
                return new Made(next, token);
            }
        }
    }

    private Link link(Made made) {
        return new Link(
                made.row().id(), URI.create(ground.publicUrl().get() + "/console/enter#" + made.token().reveal()),
                Instant.ofEpochMilli(made.row().linkUntil()));
    }

    private Optional<String> answered(StoreReader reader, Caller caller, Idempotency idempotency, byte[] digest) {
        Optional<IdempotencyRow> before = reader.findIdempotency(caller.id(), idempotency.key());
        if (before.isPresent() && before.get().expiresAt() <= ground.clock().millis()) {
            if (reader instanceof StoreWriter writer) {
                writer.purgeIdempotency(ground.clock().millis());
            }
            return Optional.empty();
        }
        if (before.isPresent() && !MessageDigest.isEqual(before.get().bodyDigest(), digest)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_MISMATCH, "This idempotency key came with another body before.", List.of());
        }
        return before.map(IdempotencyRow::result);
    }

    private byte[] fingerprint(Idempotency idempotency) {
        return ground.vault().mac(Purpose.FINGERPRINT,
                new Frame("idempotency-account-session").bytes(idempotency.bodyDigest()).toBytes());
    }

    private static Map<String, String> detail(PersonSessionRow row) {
        Map<String, String> detail = new TreeMap<>(Map.of("kind", row.kind()));
        if (row.workflow() != null && row.step() != null) {
            detail.put("workflow", row.workflow());
            detail.put("step", row.step());
        }
        return detail;
    }
}
