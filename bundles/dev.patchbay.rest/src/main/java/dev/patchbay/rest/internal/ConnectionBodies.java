package dev.patchbay.rest.internal;

import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Connections as requests describe them. */
final class ConnectionBodies {
    private static final String[] WRITTEN_BY_HOST = {
        "id", "status", "reason", "schemaVersion", "version", "createdAt", "updatedAt", "expiresAt", "deletedAt", "purgeAt",
        "lastTest", "oauth", "uses", "warnings"
    };

    private ConnectionBodies() {}

    /** A new connection. */
    static ConnectionDraft draft(BodyFields body) {
        body.readOnly(WRITTEN_BY_HOST);
        return new ConnectionDraft(
                body.text("account"), body.text("provider"), body.optionalText("method"), body.text("label"), body.values("values"),
                body.optionalText("client"), step(body));
    }

    private static ConnectionDraft.@Nullable StepName step(BodyFields body) {
        String workflow = body.optionalText("workflow");
        String step = body.optionalText("step");
        if (workflow != null && step == null) {
            body.fault("step", "required", "A workflow is named, and not its step.");
        } else if (step != null && workflow == null) {
            body.fault("workflow", "required", "A step is named, and not its workflow.");
        }
        return workflow == null || step == null ? null : new ConnectionDraft.StepName(workflow, step);
    }

    /** A change. */
    static ConnectionEdit edit(BodyFields body, @Nullable Long expectedVersion) {
        body.readOnly(WRITTEN_BY_HOST).readOnly("account", "provider", "method");
        return new ConnectionEdit(body.text("label"), body.values("values"), expectedVersion);
    }

    /** The faults of the body's form, and those of its values that are not known by it already. */
    static List<FieldError> together(List<FieldError> form, List<FieldError> values) {
        Set<String> named = form.stream().map(FieldError::field).collect(Collectors.toSet());
        List<FieldError> all = new ArrayList<>(form);
        values.stream().filter(fault -> !named.contains(fault.field())).forEach(all::add);
        return all;
    }
}
