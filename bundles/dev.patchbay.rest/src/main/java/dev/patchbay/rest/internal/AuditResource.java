package dev.patchbay.rest.internal;

import dev.patchbay.host.access.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Who did what. */
@Path("api/v1/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private final HostServices host;

    AuditResource(HostServices host) {
        this.host = host;
    }

    /** The entries, newest first. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("account", "subject", "action", "limit", "cursor");
        AuditLog.Query wanted = new AuditLog.Query(
                query.text("account"), query.text("subject"), query.text("action"), query.limit(), query.text("cursor"));
        query.check();
        return Response.ok(Json.bytes(host.auditLog().list(exchange.caller(), wanted))).build();
    }

    /** Checks the whole chain. */
    @GET
    @Path("verify")
    public Response verify(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(host.auditLog().verify(exchange.caller()))).build();
    }
}
