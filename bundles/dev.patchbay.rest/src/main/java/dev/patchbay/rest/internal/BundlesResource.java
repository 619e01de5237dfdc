package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
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

    /** The bundles, by symbolic name, and by what policy they are trusted. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Installer installer = host.installer();
        return Response.ok(Json.bytes(new InstallBodies.BundleList(installer.list(exchange.caller()), installer.policy()))).build();
    }

    /** Installs the jar or the declaration that is the body, the one file of a form, or lies where the body says. */
    @POST
    public Response install(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        Caller caller = exchange.caller();
        Installer installer = host.installer();
        InstalledBundle bundle = InstallRequest.bundle(exchange, exchange.query("sha256"),
                (source, sha256) -> installer.install(caller, source, sha256));
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

    /** Replaces an installed bundle, or says what that would do. */
    @PUT
    @Path("{symbolicName}")
    public Response update(@Context HttpServletRequest request, @PathParam("symbolicName") String symbolicName)
            throws IOException {
        Exchange exchange = Exchange.of(request);
        Caller caller = exchange.caller();
        Installer installer = host.installer();
        QueryParameters query = exchange.query("sha256", "dryRun", "approve");
        boolean dryRun = query.flag("dryRun");
        boolean approve = query.flag("approve");
        query.check();
        return Response.ok(Json.bytes(InstallRequest.<Object>bundle(exchange, query, (source, sha256) -> dryRun
                ? installer.forecast(caller, symbolicName, source, sha256)
                : installer.update(caller, symbolicName, source, sha256, approve)))).build();
    }

    /** Puts the version before the present one back. */
    @POST
    @Path("{symbolicName}/rollback")
    public Response rollback(@Context HttpServletRequest request, @PathParam("symbolicName") String symbolicName) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(host.installer().rollback(exchange.caller(), symbolicName))).build();
    }

    /** Ends the way back. */
    @POST
    @Path("{symbolicName}/close-rollback")
    public Response closeRollback(@Context HttpServletRequest request, @PathParam("symbolicName") String symbolicName) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(host.installer().closeRollback(exchange.caller(), symbolicName))).build();
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
