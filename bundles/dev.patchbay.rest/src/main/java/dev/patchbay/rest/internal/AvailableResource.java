package dev.patchbay.rest.internal;

import dev.patchbay.host.connections.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Apps that came with the host and are not installed. */
@Path("api/v1/admin/available")
@Produces(MediaType.APPLICATION_JSON)
public final class AvailableResource {
    private final HostServices host;

    AvailableResource(HostServices host) {
        this.host = host;
    }

    /** The apps, by label; each is installed by its id as name. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("q", "category");
        return Response.ok(Json.bytes(new Page<>(
                host.installer().available(exchange.caller(), query.text("q"), query.text("category")), null))).build();
    }
}
