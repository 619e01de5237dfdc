package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connect.OAuthClients.OAuthClientView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;

/** What was registered at the apps, with the redirect URI to register. */
@Path("api/v1/oauth-clients")
@Produces(MediaType.APPLICATION_JSON)
public final class OAuthClientsResource {
    private static final String PATH = "/api/v1/oauth-clients/";
    private static final String[] WRITTEN_BY_HOST = {
        "id", "redirectUri", "complete", "connections", "version", "createdAt", "updatedAt"
    };

    private final HostServices host;

    OAuthClientsResource(HostServices host) {
        this.host = host;
    }

    /** One page, newest first. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("account", "provider", "limit", "cursor");
        int limit = query.limit();
        query.check();
        return Response.ok(Json.bytes(host.oauthClients().list(
                exchange.caller(), query.text("account"), query.text("provider"), limit, query.text("cursor")))).build();
    }

    /** Makes one; without values it is begun, so that its redirect URI can be registered. */
    @POST
    public Response create(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        OAuthClients clients = host.oauthClients();
        BodyFields body = JsonBody.read(exchange);
        body.readOnly(WRITTEN_BY_HOST);
        OAuthClients.Draft draft = new OAuthClients.Draft(
                body.optionalText("account"), body.requiredText("provider"), body.optionalText("method"),
                body.requiredText("label"), body.values("values"));
        body.check();
        OAuthClientView made = clients.create(caller, draft);
        return tagged(Response.created(URI.create(PATH + made.id())), made);
    }

    /** One client, masked. */
    @GET
    @Path("{id}")
    public Response get(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return tagged(Response.ok(), host.oauthClients().get(exchange.caller(), id));
    }

    /** Changes label or values. */
    @PATCH
    @Path("{id}")
    public Response edit(@Context HttpServletRequest request, @PathParam("id") String id) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        OAuthClients clients = host.oauthClients();
        Long version = Preconditions.version(exchange);
        BodyFields body = JsonBody.read(exchange);
        body.readOnly(WRITTEN_BY_HOST).readOnly("account", "provider", "method");
        OAuthClients.Edit edit = new OAuthClients.Edit(body.text("label"), body.values("values"), version);
        body.check();
        return tagged(Response.ok(), clients.edit(caller, id, edit));
    }

    /** Deletes one that no connection uses. */
    @DELETE
    @Path("{id}")
    public Response delete(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        host.oauthClients().delete(exchange.caller(), id, Preconditions.version(exchange));
        return Response.noContent().build();
    }

    private static Response tagged(Response.ResponseBuilder response, OAuthClientView view) {
        return response.header("ETag", "\"" + view.version() + "\"").entity(Json.bytes(view)).build();
    }
}
