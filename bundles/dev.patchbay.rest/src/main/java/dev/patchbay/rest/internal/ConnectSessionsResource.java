package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connections.Idempotency;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** One-time links that let a person connect an app. */
@Path("api/v1/connect-sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class ConnectSessionsResource {
    private final HostServices host;

    ConnectSessionsResource(HostServices host) {
        this.host = host;
    }

    /** Makes a session; its link is in this answer and in none after. */
    @POST
    public Response create(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        ConnectSessions sessions = host.connectSessions();
        BodyFields body = JsonBody.read(exchange);
        body.readOnly("id", "url", "expiresAt");
        ConnectSessions.Request wanted = new ConnectSessions.Request(
                body.requiredText("account"), body.optionalText("provider"), body.optionalText("connection"),
                body.optionalText("workflow"), body.optionalText("step"), body.optionalText("returnTo"));
        Idempotency once = Preconditions.idempotency(exchange, body);
        body.check();
        return created(sessions.create(caller, wanted, once));
    }

    static Response created(ConnectSessions.Link link) {
        return Response.status(Response.Status.CREATED).entity(Json.bytes(link)).build();
    }
}
