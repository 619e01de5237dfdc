package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.api.Secret;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.operations.Maintenance;
import dev.patchbay.host.operations.Maintenance.KeyStanding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;

/** Backup and keys of the running host. */
@Path("api/v1/admin")
@Produces(MediaType.WILDCARD)
public final class MaintenanceResource {
    private final HostServices host;

    MaintenanceResource(HostServices host) {
        this.host = host;
    }

    /** Streams a sealed backup. */
    @POST
    @Path("backup")
    public void backup(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Caller caller = exchange.caller();
        Maintenance maintenance = host.maintenance();
        BodyFields body = JsonBody.read(exchange);
        String passphrase = body.requiredText("passphrase");
        body.check();
        HttpServletResponse response = exchange.response();
        maintenance.backup(caller, Secret.of(passphrase), name -> {
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM);
            response.setHeader("Content-Disposition", ContentDisposition.attachment(name));
            return response.getOutputStream();
        });
        response.flushBuffer();
    }

    /** How it stands with the keys. */
    @GET
    @Path("keys")
    @Produces(MediaType.APPLICATION_JSON)
    public Response keys(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(host.maintenance().keys(exchange.caller()))).build();
    }

    /** Makes a new key now. */
    @POST
    @Path("keys/rotate")
    @Produces(MediaType.APPLICATION_JSON)
    public Response rotate(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        KeyStanding standing = host.maintenance().rotateKeys(exchange.caller());
        return Response.status(202).entity(Json.bytes(Map.of("remaining", standing.remaining()))).build();
    }

    static void write(JsonGenerator json, KeyStanding standing) throws IOException {
        json.writeStartObject();
        json.writeStringField("active", standing.active());
        json.writeStringField("createdAt", standing.createdAt().toString());
        json.writeNumberField("remaining", standing.remaining());
        json.writeNumberField("sessions", standing.sessions());
        json.writeEndObject();
    }
}
