package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.host.connections.ConnectionSummary;
import dev.patchbay.host.connections.Status;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** How many connections there are. */
@Path("api/v1/connections/summary")
@Produces(MediaType.APPLICATION_JSON)
public final class SummaryResource {
    private final HostServices host;

    SummaryResource(HostServices host) {
        this.host = host;
    }

    /** By status and provider. */
    @GET
    public Response summary(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("account", "provider", "q");
        query.check();
        ConnectionSummary summary = host.directory().summary(
                exchange.caller(), query.text("account"), query.text("provider"), query.text("q"));
        return Response.ok(Json.bytes(summary)).build();
    }

    static void write(JsonGenerator json, ConnectionSummary summary) throws IOException {
        json.writeStartObject();
        json.writeNumberField("total", summary.total());
        json.writeObjectFieldStart("byStatus");
        for (Status status : Status.values()) {
            json.writeNumberField(status.word(), summary.byStatus().getOrDefault(status, 0L));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("byProvider");
        for (ConnectionSummary.OfProvider each : summary.byProvider()) {
            json.writeStartObject();
            json.writeStringField("provider", each.provider());
            json.writeStringField("label", each.label());
            json.writeNumberField("count", each.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
