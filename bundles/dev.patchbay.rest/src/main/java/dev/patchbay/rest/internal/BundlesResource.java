package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.Installer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;

/** Integration bundles: what is here, and install, update, uninstall while the host runs. */
@Path("api/v1/admin/bundles")
@Produces(MediaType.APPLICATION_JSON)
public final class BundlesResource {
    private final HostServices host;

    BundlesResource(HostServices host) {
        this.host = host;
    }

    /** The bundles, by symbolic name. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(new Page<>(host.installer().list(exchange.caller()), null))).build();
    }

    /** Installs the jar that is the body, or the one file of a form. */
    @POST
    public Response install(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        Caller caller = exchange.caller();
        Installer installer = host.installer();
        InstalledBundle bundle = BundleUpload.read(exchange, (jar, sha256) -> installer.install(caller, jar, sha256));
        URI location = URI.create("/api/v1/admin/bundles/" + bundle.symbolicName());
        return Response.created(location).entity(Json.bytes(bundle)).build();
    }

    /** One bundle. */
    @GET
    @Path("{symbolicName}")
    public Response get(@Context HttpServletRequest request, @PathParam("symbolicName") String symbolicName) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(host.installer().get(exchange.caller(), symbolicName))).build();
    }

    /** Replaces an installed bundle. */
    @PUT
    @Path("{symbolicName}")
    public Response update(@Context HttpServletRequest request, @PathParam("symbolicName") String symbolicName)
            throws IOException {
        Exchange exchange = Exchange.of(request);
        Caller caller = exchange.caller();
        Installer installer = host.installer();
        return Response.ok(Json.bytes(BundleUpload.read(
                exchange, (jar, sha256) -> installer.update(caller, symbolicName, jar, sha256)))).build();
    }

    /** Removes an installed bundle; its connections stay, unavailable. */
    @DELETE
    @Path("{symbolicName}")
    public Response uninstall(@Context HttpServletRequest request, @PathParam("symbolicName") String symbolicName) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        host.installer().uninstall(exchange.caller(), symbolicName);
        return Response.noContent().build();
    }
}
