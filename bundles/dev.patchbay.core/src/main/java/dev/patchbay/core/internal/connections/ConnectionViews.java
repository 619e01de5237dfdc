package dev.patchbay.core.internal.connections;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.time.Instant;
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

    private final Providers providers;
    private final Sealing sealing;
    private final Availability availability;

    public ConnectionViews(Providers providers, Sealing sealing, Availability availability) {
        this.providers = providers;
        this.sealing = sealing;
        this.availability = availability;
    }

    ConnectionView view(ConnectionRow row) {
        return view(row, List.of());
    }

    ConnectionView view(ConnectionRow row, List<FieldError> warnings) {
        Values values = open(row);
        String problem = values == null ? INTEGRITY : availability.problem(row);
        Map<String, Object> shown = values == null ? Map.of() : masked(row, values);
        return new ConnectionView(
                row.id(), row.account(), row.provider(), row.method(), row.label(),
                problem == null ? stored(row) : Status.UNAVAILABLE,
                problem == null ? row.reason() : problem,
                shown, row.schemaVersion(), row.version(),
                Instant.ofEpochMilli(row.createdAt()), Instant.ofEpochMilli(row.updatedAt()),
                instant(row.expiresAt()), instant(row.deletedAt()), instant(row.purgeAt()),
                lastTest(row), warnings);
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

    private Map<String, Object> masked(ConnectionRow row, Values values) {
        Optional<ConnectionMethod> method = providers.find(row.provider())
                .map(Providers.Live::definition)
                .or(() -> providers.definition(row.provider()))
                .flatMap(definition -> method(definition, row));
        Map<String, Object> shown = new TreeMap<>();
        values.asMap().forEach((name, value) -> {
            Optional<Field<?>> field = method.flatMap(m -> m.field(name));
            boolean open = !(value instanceof Secret) && field.isPresent() && !field.get().isSecret();
            shown.put(name, open ? value : MASK);
        });
        return Collections.unmodifiableMap(shown);
    }

    private static Optional<ConnectionMethod> method(ConnectionDefinition definition, ConnectionRow row) {
        return definition.method(row.method());
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
