package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.connections.Idempotency;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** One-time links that lead a person to the connections of one account. */
@Path("api/v1/account-sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountSessionsResource {
    private final HostServices host;

    AccountSessionsResource(HostServices host) {
        this.host = host;
    }

    /** Makes a link; it is in this answer and in none after. */
    @POST
    public Response create(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        Sessions sessions = host.sessions();
        BodyFields body = JsonBody.read(exchange);
        body.readOnly("id", "url", "expiresAt");
        Sessions.Request wanted = new Sessions.Request(
                body.requiredText("account"), body.optionalText("returnTo"), body.optionalText("workflow"),
                body.optionalText("step"));
        Idempotency once = Preconditions.idempotency(exchange, body);
        body.check();
        return Response.status(Response.Status.CREATED).entity(Json.bytes(sessions.accountLink(caller, wanted, once))).build();
    }
}
