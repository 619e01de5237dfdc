package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of what every link for a person is asked for with; each adds its faults. Stateless. */
public final class SessionFields {
    private SessionFields() {}

    /** The account, which must be there. */
    public static void account(@Nullable String account, List<FieldError> errors) {
        if (account == null) {
            errors.add(new FieldError("account", "required", "This field is required."));
        } else if (!Ids.isAccount(account)) {
            errors.add(new FieldError("account", "pattern",
                    "An account is 1 to 128 letters, digits and the characters . _ : @ -, beginning with a letter or digit."));
        }
    }

    /** Workflow and step, both or none. */
    public static void step(@Nullable String workflow, @Nullable String step, List<FieldError> errors) {
        name("workflow", workflow, step, errors);
        name("step", step, workflow, errors);
    }

    private static void name(String field, @Nullable String name, @Nullable String other, List<FieldError> errors) {
        if (name == null && other != null) {
            errors.add(new FieldError(field, "required", "Workflow and step are named together or not at all."));
        } else if (name != null && !Ids.isStepName(name)) {
            errors.add(new FieldError(field, "pattern", "A name is 1 to 128 letters, digits and the characters . _ : @ -."));
        }
    }

    /** Where the person goes afterwards, if anywhere. */
    public static void returnTo(@Nullable String returnTo, ReturnTargets listed, List<FieldError> errors) {
        if (returnTo != null && listed.find(returnTo).isEmpty()) {
            errors.add(new FieldError("returnTo", "not-listed",
                    "The operator allows no way to this URL; connect.return-to lists where people may be sent."));
        }
    }
}
