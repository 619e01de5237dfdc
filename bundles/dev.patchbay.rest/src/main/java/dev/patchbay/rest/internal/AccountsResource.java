package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.steps.Accounts;
import dev.patchbay.host.steps.Accounts.AccountView;
import dev.patchbay.host.steps.Accounts.Description;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Accounts: label, branding, own shop, providers that need no connection. */
@Path("api/v1/accounts/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource {
    private final HostServices host;

    AccountsResource(HostServices host) {
        this.host = host;
    }

    /** One account; one that nobody described has its id as label. */
    @GET
    public Response get(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return tagged(host.accounts().get(exchange.caller(), id));
    }

    /** Describes it anew. */
    @PUT
    public Response put(@Context HttpServletRequest request, @PathParam("id") String id) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        Accounts accounts = host.accounts();
        Long version = Preconditions.version(exchange);
        BodyFields body = JsonBody.read(exchange);
        Description description = StepBodies.description(body, version);
        body.check();
        return tagged(accounts.put(caller, id, description));
    }

    /** Forgets the description. */
    @DELETE
    public Response delete(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("force");
        boolean force = query.flag("force");
        query.check();
        host.accounts().delete(exchange.caller(), id, force);
        return Response.noContent().build();
    }

    private static Response tagged(AccountView view) {
        return Response.ok(Json.bytes(view)).header("ETag", "\"" + view.version() + "\"").build();
    }
}
