package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.ProviderHealth;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.rest.internal.ProviderAdminBodies.Approved;
import dev.patchbay.rest.internal.ProviderAdminBodies.ProviderHealthList;
import dev.patchbay.rest.internal.ProviderAdminBodies.ProviderState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** How it goes with the providers: calls, quarantine, what of an update is still to be done, what waits for an approval. */
@Path("api/v1/admin")
@Produces(MediaType.APPLICATION_JSON)
public final class ProviderAdminResource {
    private final HostServices host;

    ProviderAdminResource(HostServices host) {
        this.host = host;
    }

    /** The providers that are here, and the threads that did not come back from any. */
    @GET
    @Path("providers")
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        ProviderHealth health = host.health();
        ProviderUpdates updates = host.updates();
        List<ProviderState> items = health.health(caller).stream()
                .map(each -> new ProviderState(each, updates.standing(each.provider())))
                .toList();
        return Response.ok(Json.bytes(new ProviderHealthList(items, health.lostThreads(caller)))).build();
    }

    /** Lets calls to a quarantined provider in again. */
    @POST
    @Path("providers/{id}/release")
    public Response release(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        host.health().release(exchange.caller(), id);
        return Response.noContent().build();
    }

    /** What waits for an approval, by provider. */
    @GET
    @Path("approvals")
    public Response approvals(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(new Page<>(host.updates().approvals(exchange.caller()), null))).build();
    }

    /** Approves what a provider's present definition wants. */
    @POST
    @Path("approvals/{id}")
    public Response approve(@Context HttpServletRequest request, @PathParam("id") String provider) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        ProviderUpdates updates = host.updates();
        long connections = updates.approveGrants(exchange.caller(), provider);
        long reconnect = updates.findApproval(provider).map(ProviderUpdates.Approval::reconnect).orElse(0L);
        return Response.ok(Json.bytes(new Approved(provider, connections, reconnect))).build();
    }
}
