package dev.patchbay.rest.internal;

import dev.patchbay.api.files.FileEntry;
import dev.patchbay.host.connections.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Files through a connection. Nothing is kept here: bytes go from socket to socket. */
@Path("api/v1/connections/{id}/files")
public final class FilesResource {
    private static final String JSON = "application/json";

    private final HostServices host;

    FilesResource(HostServices host) {
        this.host = host;
    }

    /** The entries of a folder ({@code list=true}), or a file's bytes. */
    @GET
    public @Nullable Response read(@Context HttpServletRequest request, @PathParam("id") String id) throws IOException {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("path", "list");
        boolean list = query.flag("list");
        String path = list && query.text("path") == null ? "/" : query.required("path");
        query.check();
        if (list) {
            var entries = host.files().list(exchange.caller(), id, path);
            return Response.ok(Json.bytes(new Page<>(entries, null)), JSON).build();
        }
        new Download(exchange, host.files(), id, path).run();
        return null;
    }

    /** Uploads a file of any size; 201 where it is surely new, else 200. */
    @PUT
    public Response write(@Context HttpServletRequest request, @PathParam("id") String id) throws IOException {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("path");
        String path = query.required("path");
        query.check();
        boolean mustBeNew = Preconditions.mustBeNew(exchange);
        FileEntry entry = host.files().upload(exchange.caller(), id, path, exchange.request().getInputStream(), !mustBeNew);
        return answer(mustBeNew ? 201 : 200, entry);
    }

    /** Makes a folder ({@code mkdir=true}), or renames ({@code rename-to=}). */
    @POST
    public Response change(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("path", "mkdir", "rename-to");
        String path = query.required("path");
        boolean makeFolder = query.flag("mkdir");
        String target = query.text("rename-to");
        if (makeFolder == (target != null)) {
            query.fault("mkdir", "choice", "Either mkdir=true or rename-to= says what to do.");
        }
        query.check();
        return target == null
                ? answer(201, host.files().makeFolder(exchange.caller(), id, path))
                : answer(200, host.files().rename(exchange.caller(), id, path, target));
    }

    /** Deletes a file or an empty folder. */
    @DELETE
    public Response delete(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("path");
        String path = query.required("path");
        query.check();
        host.files().delete(exchange.caller(), id, path);
        return Response.noContent().build();
    }

    private static Response answer(int status, FileEntry entry) {
        return Response.status(status).type(JSON).entity(Json.bytes(entry)).build();
    }
}
