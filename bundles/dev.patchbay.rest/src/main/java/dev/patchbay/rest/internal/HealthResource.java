package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.install.InstallPolicy;
import dev.patchbay.host.operations.HostHealth;
import dev.patchbay.host.state.HostState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the host does, in numbers. */
@Path("api/v1/admin/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    /** All that is shown; without a policy where the installer is away. */
    record Shown(String phase, String java, HostHealth.Health health, @Nullable InstallPolicy policy) {}

    private final HostServices host;

    HealthResource(HostServices host) {
        this.host = host;
    }

    /** All of it, at this moment. */
    @GET
    public Response health(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        HostHealth.Health health = host.numbers().health(exchange.caller());
        String phase = host.findState().map(HostState::phase).orElse(HostState.Phase.STARTING).name().toLowerCase(Locale.ROOT);
        InstallPolicy policy = host.installer == null ? null : host.installer().policy();
        return Response.ok(Json.bytes(new Shown(phase, Runtime.version().toString(), health, policy))).build();
    }

    static void write(JsonGenerator json, Shown shown) throws IOException {
        HostHealth.Health health = shown.health();
        json.writeStartObject();
        json.writeStringField("phase", shown.phase());
        json.writeStringField("version", health.version());
        json.writeStringField("java", shown.java());
        json.writeStringField("startedAt", health.startedAt().toString());
        json.writeObjectFieldStart("database");
        json.writeStringField("kind", health.database().kind());
        json.writeNumberField("bytes", health.database().bytes());
        json.writeNumberField("free", health.database().free());
        json.writeEndObject();
        numbers(json, "data", "free", health.dataFree());
        json.writeObjectFieldStart("connections");
        for (Status status : Status.values()) {
            json.writeNumberField(status.word(), health.connections().getOrDefault(status, 0L));
        }
        json.writeEndObject();
        numbers(json, "renewals", "planned", health.renewals().planned(), "due", health.renewals().due(),
                "overdue", health.renewals().overdue(), "backoff", health.renewals().backoff());
        numbers(json, "providers", "here", health.providers().here(), "refused", health.providers().refused(),
                "quarantined", health.providers().quarantined());
        numbers(json, "calls", "running", health.calls().running(), "transfers", health.calls().transfers());
        audit(json, health);
        numbers(json, "waiting", "approvals", health.waiting().approvals(), "sweeps", health.waiting().sweeps());
        if (shown.policy() != null) {
            json.writePOJOField("trust", shown.policy());
        }
        json.writeEndObject();
    }

    private static void audit(JsonGenerator json, HostHealth.Health health) throws IOException {
        json.writeObjectFieldStart("audit");
        json.writeNumberField("entries", health.auditEntries());
        HostHealth.Verified verified = health.verified();
        if (verified != null) {
            json.writeStringField("verifiedAt", verified.at().toString());
            json.writeBooleanField("intact", verified.intact());
        }
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, Object... namesAndNumbers) throws IOException {
        json.writeObjectFieldStart(name);
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            json.writeNumberField((String) namesAndNumbers[i], (Long) namesAndNumbers[i + 1]);
        }
        json.writeEndObject();
    }
}
