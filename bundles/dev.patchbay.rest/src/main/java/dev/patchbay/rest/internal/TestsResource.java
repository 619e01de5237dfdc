package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;

/** Tests of connections, before they are saved and after; each also as a stream of its steps. */
@Path("api/v1/connections")
public final class TestsResource {
    private static final String STREAM = MediaType.SERVER_SENT_EVENTS + ";qs=0.5";

    private final HostServices host;
    private final StreamedTests streamed;
    private final TestRate rate;

    TestsResource(HostServices host, StreamedTests streamed, TestRate rate) {
        this.host = host;
        this.streamed = streamed;
        this.rate = rate;
    }

    /** Tests values that are not stored. */
    @POST
    @Path("test")
    @Produces(MediaType.APPLICATION_JSON)
    public Response testDraft(@Context HttpServletRequest request) throws IOException {
        return whole(draftTest(Exchange.of(request)));
    }

    /** The same, step by step. */
    @POST
    @Path("test")
    @Produces(STREAM)
    public void streamDraftTest(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        streamed.run(exchange, draftTest(exchange));
    }

    /** Tests a stored connection. */
    @POST
    @Path("{id}/test")
    @Produces(MediaType.APPLICATION_JSON)
    public Response testStored(@Context HttpServletRequest request, @PathParam("id") String id) {
        return whole(storedTest(Exchange.of(request), id));
    }

    /** The same, step by step. */
    @POST
    @Path("{id}/test")
    @Produces(STREAM)
    public void streamStoredTest(@Context HttpServletRequest request, @PathParam("id") String id) throws IOException {
        Exchange exchange = Exchange.of(request);
        streamed.run(exchange, storedTest(exchange, id));
    }

    /** The report once the test has ended. */
    static Response whole(StreamedTests.Test test) {
        return Response.ok(Json.bytes(test.run(step -> { }))).build();
    }

    private StreamedTests.Test draftTest(Exchange exchange) throws IOException {
        exchange.query();
        Caller caller = exchange.caller();
        ConnectionUse use = host.use();
        rate.take(caller);
        BodyFields body = JsonBody.read(exchange);
        ConnectionDraft draft = ConnectionBodies.draft(body);
        List<FieldError> faults = body.faults();
        if (!faults.isEmpty()) {
            List<FieldError> values = host.directory().faults(caller, draft);
            /* a draft that is only tested needs no label */
            List<FieldError> asked = values.stream().filter(f -> !f.field().equals("label") || draft.label() != null).toList();
            BodyFields.refuse(ConnectionBodies.together(faults, asked));
        }
        return onStep -> use.test(caller, draft, onStep);
    }

    private StreamedTests.Test storedTest(Exchange exchange, String id) {
        exchange.query();
        Caller caller = exchange.caller();
        ConnectionUse use = host.use();
        rate.take(caller);
        return onStep -> use.test(caller, id, onStep);
    }
}
