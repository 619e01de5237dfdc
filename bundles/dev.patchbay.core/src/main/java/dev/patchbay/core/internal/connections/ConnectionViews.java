package dev.patchbay.core.internal.connections;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Connections as anyone with {@code read} sees them. A value is shown only where a definition, the provider's or the stored
 * one, knows its field as no secret; all else is a mask. Thread-safe.
 */
public final class ConnectionViews {
    static final String INTEGRITY =
            "integrity: the stored record was changed outside of the host; it can only be deleted.";
    private static final Map<String, Boolean> MASK = Map.of("set", true);

    /** What is known of connections beside their rows: when their access tokens end, and how many steps they are bound to. */
    record Beside(Map<String, Long> ends, Map<String, Long> uses) {}

    private final Database database;
    private final Providers providers;
    private final Sealing sealing;
    private final Availability availability;
    private final SignInFacts signIns;

    public ConnectionViews(
            Database database, Providers providers, Sealing sealing, Availability availability, SignInFacts signIns) {
        this.database = database;
        this.providers = providers;
        this.sealing = sealing;
        this.availability = availability;
        this.signIns = signIns;
    }

    ConnectionView view(ConnectionRow row) {
        return view(row, List.of());
    }

    /** A connection alone, with what its sign-in came to. */
    ConnectionView view(ConnectionRow row, List<FieldError> warnings) {
        return view(row, beside(List.of(row)), true, warnings);
    }

    /** A connection among others: its tokens are not opened. */
    ConnectionView listed(ConnectionRow row, Beside beside) {
        return view(row, beside, false, List.of());
    }

    /** What is known of these connections beside their rows, of all at once. */
    Beside beside(List<ConnectionRow> rows) {
        List<String> ids = rows.stream().map(ConnectionRow::id).toList();
        return new Beside(signIns.ends(ids), database.read(r -> r.countSteps(ids)));
    }

    private ConnectionView view(
            ConnectionRow row, Beside beside, boolean alone, List<FieldError> warnings) {
        Values values = open(row);
        String problem = values == null ? INTEGRITY : availability.problem(row);
        Optional<ConnectionMethod> method = method(row);
        Map<String, Object> shown = values == null ? Map.of() : masked(method, values);
        boolean signedIn = alone && values != null && method.filter(Availability::needsEngine).isPresent();
        return new ConnectionView(
                row.id(), row.account(), row.provider(), row.method(), row.label(),
                problem == null ? stored(row) : Status.UNAVAILABLE,
                problem == null ? row.reason() : problem,
                shown, row.schemaVersion(), row.version(),
                Instant.ofEpochMilli(row.createdAt()), Instant.ofEpochMilli(row.updatedAt()),
                instant(beside.ends().get(row.id())), instant(row.deletedAt()), instant(row.purgeAt()),
                lastTest(row), signedIn ? oauth(row, method.orElseThrow(), values) : null,
                beside.uses().getOrDefault(row.id(), 0L), warnings);
    }

    /** The status as shown, without opening the values. */
    Status status(ConnectionRow row) {
        boolean usable = sealing.load(row).intact() && availability.problem(row) == null;
        return usable ? stored(row) : Status.UNAVAILABLE;
    }

    private @Nullable Values open(ConnectionRow row) {
        try {
            return sealing.open(sealing.load(row));
        } catch (VaultException e) {
            return null;
        }
    }

    private ConnectionView.OAuth oauth(ConnectionRow row, ConnectionMethod method, Values values) {
        String client = Grant.parse(row.grant()).client();
        Optional<SignInFacts.SignedIn> found = signIns.find(row);
        if (found.isEmpty()) {
            List<String> asked = method.auth() instanceof OAuth2 oauth ? Grants.requested(oauth, values) : List.of();
            return new ConnectionView.OAuth(client, asked, null, List.of(), null);
        }
        SignInFacts.SignedIn signIn = found.get();
        List<String> granted = signIn.granted() == null ? signIn.requested() : signIn.granted();
        List<String> missing = new ArrayList<>(signIn.requested());
        missing.removeAll(granted);
        if (method.auth() instanceof OAuth2 oauth) {
            missing.removeAll(oauth.optionalScopes());
        }
        return new ConnectionView.OAuth(client, signIn.requested(), granted, missing, signIn.appAccount());
    }

    private Optional<ConnectionMethod> method(ConnectionRow row) {
        return providers.find(row.provider())
                .map(Providers.Live::definition)
                .or(() -> providers.definition(row.provider()))
                .flatMap(definition -> definition.method(row.method()));
    }

    /** The values as they are shown: what a method does not know as open is a mask. */
    public static Map<String, Object> masked(Optional<ConnectionMethod> method, Values values) {
        Map<String, Object> shown = new TreeMap<>();
        values.asMap().forEach((name, value) -> {
            Optional<Field<?>> field = method.flatMap(m -> m.field(name));
            boolean open = !(value instanceof Secret) && field.isPresent() && !field.get().isSecret();
            shown.put(name, open ? value : MASK);
        });
        return Collections.unmodifiableMap(shown);
    }

    private static Status stored(ConnectionRow row) {
        return Status.valueOf(row.status().toUpperCase(Locale.ROOT));
    }

    private static ConnectionView.@Nullable LastTest lastTest(ConnectionRow row) {
        if (row.testedAt() == null || row.testResult() == null) {
            return null;
        }
        TestResult result = TestResult.read(row.testResult());
        return new ConnectionView.LastTest(Instant.ofEpochMilli(row.testedAt()), result.passed(), result.reason());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
