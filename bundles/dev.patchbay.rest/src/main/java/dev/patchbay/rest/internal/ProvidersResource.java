package dev.patchbay.rest.internal;

import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.ProviderCatalog.ProviderQuery;
import dev.patchbay.host.connections.ProviderCatalog.ProviderView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The catalogue. */
@Path("api/v1/providers")
@Produces(MediaType.APPLICATION_JSON)
public final class ProvidersResource {
    private final HostServices host;

    ProvidersResource(HostServices host) {
        this.host = host;
    }

    /** The providers, by label. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("q", "category", "auth");
        ProviderQuery wanted = new ProviderQuery(query.text("q"), query.text("category"), query.text("auth"));
        var rows = host.catalog().list(exchange.caller(), wanted).stream().map(v -> new ProviderBody(v, null)).toList();
        return Response.ok(Json.bytes(new Page<>(rows, null))).build();
    }

    /** One provider with its definition. */
    @GET
    @Path("{id}")
    public Response get(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        ProviderView view = host.catalog().get(exchange.caller(), id);
        return Response.ok(Json.bytes(new ProviderBody(view, host.updates().standing(id)))).build();
    }
}
