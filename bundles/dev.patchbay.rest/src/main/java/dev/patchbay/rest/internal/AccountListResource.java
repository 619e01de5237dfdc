package dev.patchbay.rest.internal;

import dev.patchbay.host.steps.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The accounts there are. */
@Path("api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountListResource {
    private final HostServices host;

    AccountListResource(HostServices host) {
        this.host = host;
    }

    /** One page, by id. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("q", "limit", "cursor");
        Accounts.Query wanted = new Accounts.Query(query.text("q"), query.limit(), query.text("cursor"));
        query.check();
        return Response.ok(Json.bytes(host.accounts().list(exchange.caller(), wanted))).build();
    }
}
