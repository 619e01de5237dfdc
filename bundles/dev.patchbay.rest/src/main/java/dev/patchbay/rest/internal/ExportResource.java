package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Everything about connections that is no secret, in one document of any length. */
@Path("api/v1/connections/export")
@Produces(MediaType.APPLICATION_JSON)
public final class ExportResource {
    private final HostServices host;

    ExportResource(HostServices host) {
        this.host = host;
    }

    /** Streams the connections, oldest first. */
    @GET
    public void export(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("secrets", "account");
        if (query.flag("secrets")) {
            query.fault("secrets", "unsupported", "Secrets are not exported; a backup keeps them.");
        }
        query.check();
        HttpServletResponse response = exchange.response();
        response.setContentType(MediaType.APPLICATION_JSON);
        if (exchange.isHead()) {
            response.flushBuffer();
            return;
        }
        JsonGenerator json = Json.generator(response.getOutputStream());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        json.writeStartObject();
        json.writeArrayFieldStart("connections");
        host.directory().export(exchange.caller(), query.text("account"), view -> {
            try {
                Bodies.connection(json, view);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        response.flushBuffer();
    }
}
