package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.host.connections.ConnectionDraft.StepName;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.StepRow;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.StoreWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps of workflows, as connections are bound to them within the transaction that stores the connection. */
public final class StepBinding {
    private static final int NAMED = 100;

    private StepBinding() {}

    /** What is wrong with the names. */
    public static List<FieldError> faults(@Nullable StepName name) {
        List<FieldError> errors = new ArrayList<>();
        if (name != null) {
            check("workflow", name.workflow(), errors);
            check("step", name.step(), errors);
        }
        return errors;
    }

    private static void check(String field, String name, List<FieldError> errors) {
        if (!Ids.isStepName(name)) {
            errors.add(new FieldError(field, "pattern", "This is 1 to 128 letters, digits and the characters . _ : @ -."));
        }
    }

    /**
     * Binds a connection, in place of what was bound; what the step is for stays.
     *
     * @throws ProblemException {@code INVALID} for a step that is for another provider
     */
    public static void bind(StoreWriter writer, ConnectionRow connection, StepName name, long now) {
        Optional<StepRow> before = writer.findStep(connection.account(), name.workflow(), name.step());
        String provider = before.map(StepRow::provider).orElse(connection.provider());
        if (!provider.equals(connection.provider())) {
            throw Problems.invalid(List.of(new FieldError("step", "provider", "This step is for " + provider + ".")));
        }
        writer.putStep(new StepRow(
                connection.account(), name.workflow(), name.step(), provider, before.map(StepRow::shop).orElse(null),
                connection.id(), now, now));
    }

    /** Refuses to go on, with {@code CONFLICT} naming the steps, where a connection is in use. */
    static void requireUnused(StoreReader reader, String connection) {
        List<StepRow> steps = reader.stepsOf(connection);
        List<FieldError> errors = steps.stream()
                .limit(NAMED)
                .map(s -> new FieldError(
                        "uses", "in-use", "The step " + s.step() + " of the workflow " + s.workflow() + " uses it."))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.CONFLICT, "The connection is in use by " + steps.size()
                    + (steps.size() == 1 ? " step" : " steps") + "; delete it with force to leave them without one.", errors);
        }
    }
}
