package dev.patchbay.rest.internal;

import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Page;
import jakarta.servlet.http.HttpServletRequest;
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
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What is done with a connection beside editing it: signing, renewing, connecting again; what happened, where it is used. */
@Path("api/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
public final class LifecycleResource {
    private static final Pattern METHOD = Pattern.compile("[A-Za-z]{1,20}");
    private static final int LONGEST_URL = 8_192;
    private static final URI NONE = URI.create("");

    private final HostServices host;

    LifecycleResource(HostServices host) {
        this.host = host;
    }

    /** The headers that sign a request. */
    @POST
    @Path("{id}/sign")
    public Response sign(@Context HttpServletRequest request, @PathParam("id") String id) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        ConnectionUse use = host.use();
        BodyFields body = JsonBody.read(exchange);
        String method = method(body);
        URI url = url(body);
        RequestSigning.Request wanted = new RequestSigning.Request(method, url, body.lists("form"));
        body.check();
        Map<String, String> headers = use.sign(caller, id, wanted);
        return Response.ok(Json.bytes(Map.of("headers", headers))).build();
    }

    private static String method(BodyFields body) {
        String method = body.requiredText("method");
        if (body.isSound("method") && !METHOD.matcher(method).matches()) {
            body.fault("method", "pattern", "The value is an HTTP method, such as GET.");
        }
        return method.toUpperCase(Locale.ROOT);
    }

    private static URI url(BodyFields body) {
        String text = body.requiredText("url");
        URI url = body.isSound("url") && text.length() <= LONGEST_URL ? parsed(text) : NONE;
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean web = (scheme.equals("https") || scheme.equals("http")) && url.getHost() != null && url.getRawUserInfo() == null;
        if (!web && body.isSound("url")) {
            body.fault("url", "url",
                    "The value is an https or http URL of at most 8,192 characters, with a host and without user and password.");
        }
        return url;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return NONE;
        }
    }

    /** Renews the tokens now. */
    @POST
    @Path("{id}/refresh")
    public Response refresh(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        ConnectionView view = host.use().refresh(exchange.caller(), id);
        return Response.ok(Json.bytes(view)).header("ETag", "\"" + view.version() + "\"").build();
    }

    /** A one-time link that lets a person connect it again. */
    @POST
    @Path("{id}/reconnect")
    public Response reconnect(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return ConnectSessionsResource.created(host.connectSessions().reconnect(exchange.caller(), id));
    }

    /** What happened to it, newest first. */
    @GET
    @Path("{id}/events")
    public Response events(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("limit", "cursor");
        int limit = query.limit();
        query.check();
        return Response.ok(Json.bytes(host.directory().events(exchange.caller(), id, limit, query.text("cursor")))).build();
    }

    /** The steps it is bound to. */
    @GET
    @Path("{id}/uses")
    public Response uses(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(new Page<>(host.steps().uses(exchange.caller(), id), null))).build();
    }
}
