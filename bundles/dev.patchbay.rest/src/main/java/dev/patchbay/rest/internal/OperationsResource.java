package dev.patchbay.rest.internal;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.state.HostState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the host lives, whether it serves, and what it can do; without a key. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class OperationsResource {
    private static final byte[] ALIVE = Json.bytes(Map.of("alive", true));
    private static final byte[] READY = Json.bytes(Map.of("phase", "ready"));

    private final HostServices host;
    private final byte[] openApi = openApi();

    OperationsResource(HostServices host) {
        this.host = host;
    }

    /** 200 as long as requests are answered at all. */
    @GET
    @Path("healthz")
    public Response health(@Context HttpServletRequest request) {
        Exchange.of(request).query();
        return Response.ok(ALIVE).build();
    }

    /** 200 when everything is served, else 503 with the phase. */
    @GET
    @Path("readyz")
    public Response ready(@Context HttpServletRequest request) {
        Exchange.of(request).query();
        HostState.Phase phase = host.findState().map(HostState::phase).orElse(HostState.Phase.STARTING);
        List<String> missing = host.missing();
        if (phase == HostState.Phase.READY && missing.isEmpty()) {
            return Response.ok(READY).build();
        }
        String detail = phase == HostState.Phase.READY || host.findState().isEmpty()
                ? "Waiting for: " + String.join(", ", missing) + "."
                : host.findState().map(HostState::detail).orElse("");
        ProblemException problem = new ProblemException(ProblemType.NOT_READY, detail);
        Response.ResponseBuilder response =
                Response.status(503).entity(Problems.bytes(problem, phase.name().toLowerCase(Locale.ROOT)));
        Problems.headers(problem).forEach(response::header);
        return response.build();
    }

    /** The OpenAPI document. */
    @GET
    @Path("openapi.json")
    public Response description(@Context HttpServletRequest request) {
        Exchange.of(request).query();
        return Response.ok(openApi).build();
    }

    private static byte[] openApi() {
        try (InputStream in = OperationsResource.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not in the bundle");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
