package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.install.FeatureInstaller;
import dev.patchbay.host.install.InstalledFeature;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;

/** Features: several bundles and their configuration, all or none. */
@Path("api/v1/admin/features")
@Produces(MediaType.APPLICATION_JSON)
public final class FeaturesResource {
    private final HostServices host;

    FeaturesResource(HostServices host) {
        this.host = host;
    }

    /** The features, by id. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(new Page<>(host.features().list(exchange.caller()), null))).build();
    }

    /** Installs or replaces the feature that is the body, the one file of a form, or lies where the body says; or says what that would do. */
    @POST
    public Response install(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        Caller caller = exchange.caller();
        FeatureInstaller installer = host.features();
        QueryParameters query = exchange.query("sha256", "dryRun", "approve");
        boolean dryRun = query.flag("dryRun");
        boolean approve = query.flag("approve");
        query.check();
        if (dryRun) {
            return Response.ok(Json.bytes(InstallRequest.feature(exchange, query,
                    (source, sha256) -> installer.forecast(caller, source, sha256)))).build();
        }
        InstalledFeature feature = InstallRequest.feature(exchange, query,
                (source, sha256) -> installer.install(caller, source, sha256, approve));
        URI location = URI.create("/api/v1/admin/features/" + feature.id());
        return Response.created(location).entity(Json.bytes(feature)).build();
    }

    /** One feature. */
    @GET
    @Path("{id}")
    public Response get(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(host.features().get(exchange.caller(), id))).build();
    }

    /** Removes a feature with the bundles that no other has; their connections stay, unavailable. */
    @DELETE
    @Path("{id}")
    public Response uninstall(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        host.features().uninstall(exchange.caller(), id);
        return Response.noContent().build();
    }
}
