package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.steps.Steps;
import dev.patchbay.host.steps.Steps.StepKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Workflow steps: what they are for, what is bound to them, and how they stand. */
@Path("api/v1/steps/{workflow}/{step}")
public final class StepsResource {
    private static final String STREAM = MediaType.SERVER_SENT_EVENTS + ";qs=0.5";

    private final HostServices host;
    private final StreamedTests streamed;
    private final TestRate rate;

    StepsResource(HostServices host, StreamedTests streamed, TestRate rate) {
        this.host = host;
        this.streamed = streamed;
        this.rate = rate;
    }

    /** How the step stands. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response get(
            @Context HttpServletRequest request, @PathParam("workflow") String workflow, @PathParam("step") String step) {
        Exchange exchange = Exchange.of(request);
        StepKey key = key(exchange, workflow, step);
        return Response.ok(Json.bytes(host.steps().get(exchange.caller(), key))).build();
    }

    /** Says what the step is for, binds a connection, or both. */
    @PUT
    @Produces(MediaType.APPLICATION_JSON)
    public Response put(
            @Context HttpServletRequest request, @PathParam("workflow") String workflow, @PathParam("step") String step)
            throws IOException {
        Exchange exchange = Exchange.of(request);
        StepKey key = key(exchange, workflow, step);
        Caller caller = exchange.caller();
        Steps steps = host.steps();
        BodyFields body = JsonBody.read(exchange);
        Steps.Binding binding = StepBodies.binding(body);
        body.check();
        return Response.ok(Json.bytes(steps.put(caller, key, binding))).build();
    }

    /** Forgets the step; again and again is all right. */
    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    public Response delete(
            @Context HttpServletRequest request, @PathParam("workflow") String workflow, @PathParam("step") String step) {
        Exchange exchange = Exchange.of(request);
        StepKey key = key(exchange, workflow, step);
        host.steps().delete(exchange.caller(), key);
        return Response.noContent().build();
    }

    /** Tests the bound connection for the step. */
    @POST
    @Path("test")
    @Produces(MediaType.APPLICATION_JSON)
    public Response test(
            @Context HttpServletRequest request, @PathParam("workflow") String workflow, @PathParam("step") String step) {
        return TestsResource.whole(prepared(Exchange.of(request), workflow, step));
    }

    /** The same, step by step of the test. */
    @POST
    @Path("test")
    @Produces(STREAM)
    public void streamTest(
            @Context HttpServletRequest request, @PathParam("workflow") String workflow, @PathParam("step") String step)
            throws IOException {
        Exchange exchange = Exchange.of(request);
        streamed.run(exchange, prepared(exchange, workflow, step));
    }

    private StreamedTests.Test prepared(Exchange exchange, String workflow, String step) {
        StepKey key = key(exchange, workflow, step);
        Caller caller = exchange.caller();
        Steps steps = host.steps();
        rate.take(caller);
        return onStep -> steps.test(caller, key, onStep);
    }

    private static StepKey key(Exchange exchange, String workflow, String step) {
        QueryParameters query = exchange.query("account");
        String account = query.required("account");
        query.check();
        return new StepKey(account, workflow, step);
    }
}
