package dev.patchbay.rest.internal;

import dev.patchbay.api.provider.ConnectionDefinition.Icon;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.ProviderCatalog.ProviderQuery;
import dev.patchbay.host.connections.ProviderCatalog.ProviderView;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** The catalogue. */
@Path("api/v1/providers")
@Produces(MediaType.APPLICATION_JSON)
public final class ProvidersResource {
    private static final Set<String> DRAWINGS = Set.of("image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif");

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

    /** A provider's drawing, as it stands in its definition; shown as an image, where nothing in it runs. */
    @GET
    @Path("{id}/icon")
    @Produces(MediaType.WILDCARD)
    public Response icon(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Icon icon = host.catalog().get(exchange.caller(), id).definition().icon()
                .filter(found -> DRAWINGS.contains(found.mediaType()))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "This provider has no icon."));
        return Response.ok(icon.bytes(), icon.mediaType())
                .header("Cache-Control", "private, max-age=3600")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .build();
    }
}
