package dev.patchbay.rest.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether apps can send people back to this host. */
@Path("api/v1/admin/callback-doctor")
@Produces(MediaType.APPLICATION_JSON)
public final class CallbackDoctorResource {
    private final HostServices host;

    CallbackDoctorResource(HostServices host) {
        this.host = host;
    }

    /** Asks itself through the public URL. */
    @POST
    public Response diagnose(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        return Response.ok(Json.bytes(host.callbackDoctor().diagnose(exchange.caller()))).build();
    }
}
