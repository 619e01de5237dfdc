package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
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
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored connections and their credentials. */
@Path("api/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
public final class ConnectionsResource {
    static final String PATH = "/api/v1/connections/";

    private final HostServices host;

    ConnectionsResource(HostServices host) {
        this.host = host;
    }

    /** One page, newest first or as {@code sort} says. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("account", "provider", "status", "q", "deleted", "sort", "limit", "cursor");
        ConnectionQuery wanted = new ConnectionQuery(
                query.text("account"), query.text("provider"), status(query), query.text("q"),
                query.flag("deleted"), order(query), query.limit(), query.text("cursor"));
        query.check();
        return Response.ok(Json.bytes(host.directory().list(exchange.caller(), wanted))).build();
    }

    private static @Nullable Status status(QueryParameters query) {
        return choice(query, "status", Status.values(), Status::word);
    }

    private static ConnectionOrder order(QueryParameters query) {
        ConnectionOrder order = choice(query, "sort", ConnectionOrder.values(), ConnectionOrder::word);
        return order == null ? ConnectionOrder.CREATED : order;
    }

    private static <T> @Nullable T choice(QueryParameters query, String name, T[] choices, Function<T, String> words) {
        String given = query.text(name);
        if (given == null) {
            return null;
        }
        for (T choice : choices) {
            if (words.apply(choice).equals(given)) {
                return choice;
            }
        }
        query.fault(name, "choice", "The value is one of " + Stream.of(choices).map(words).toList() + ".");
        return null;
    }

    /** Stores a connection. */
    @POST
    public Response create(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        ConnectionDirectory directory = host.directory();
        BodyFields body = JsonBody.read(exchange);
        ConnectionDraft draft = ConnectionBodies.draft(body);
        Idempotency once = Preconditions.idempotency(exchange, body);
        List<FieldError> faults = body.faults();
        if (!faults.isEmpty()) {
            BodyFields.refuse(ConnectionBodies.together(faults, directory.faults(caller, draft)));
        }
        ConnectionView view = directory.create(caller, draft, once);
        return tagged(Response.created(URI.create(PATH + view.id())), view);
    }

    /** One connection, masked. */
    @GET
    @Path("{id}")
    public Response get(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return tagged(Response.ok(), host.directory().get(exchange.caller(), id));
    }

    /** Changes label or values. */
    @PATCH
    @Path("{id}")
    public Response edit(@Context HttpServletRequest request, @PathParam("id") String id) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        ConnectionDirectory directory = host.directory();
        Long version = Preconditions.version(exchange);
        BodyFields body = JsonBody.read(exchange);
        ConnectionEdit edit = ConnectionBodies.edit(body, version);
        List<FieldError> faults = body.faults();
        if (!faults.isEmpty()) {
            BodyFields.refuse(ConnectionBodies.together(faults, directory.faults(caller, id, edit)));
        }
        return tagged(Response.ok(), directory.edit(caller, id, edit));
    }

    /** Deletes; can be taken back for a while unless {@code now=true}. */
    @DELETE
    @Path("{id}")
    public Response delete(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("force", "now");
        boolean force = query.flag("force");
        boolean now = query.flag("now");
        query.check();
        host.directory().delete(exchange.caller(), id, force, now, Preconditions.version(exchange));
        return Response.noContent().build();
    }

    /** Takes a deletion back. */
    @POST
    @Path("{id}/restore")
    public Response restore(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return tagged(Response.ok(), host.directory().restore(exchange.caller(), id));
    }

    /** The credential in clear; most such requests do not come this far, but end in {@link CredentialRoute}. */
    @GET
    @Path("{id}/credential")
    public Response credential(@Context HttpServletRequest request, @PathParam("id") String id) {
        return Response.ok(CredentialRoute.body(host, Exchange.of(request), id)).build();
    }

    private static Response tagged(Response.ResponseBuilder response, ConnectionView view) {
        return response.header("ETag", "\"" + view.version() + "\"").entity(Json.bytes(view)).build();
    }
}
