package dev.patchbay.rest.internal;

import dev.patchbay.host.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers everything that a resource, or the routing to it, throws with a problem. Thread-safe. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        Exchange exchange = Exchange.of(request);
        ProblemException problem = ThrownProblems.of(thrown, exchange.id());
        if (exchange.response().isCommitted()) {
            exchange.breakOff();
            return Response.status(problem.type().status()).build();
        }
        exchange.startOver();
        Response.ResponseBuilder response = Response.status(problem.type().status()).entity(Problems.bytes(problem));
        Problems.headers(problem).forEach(response::header);
        if (thrown instanceof WebApplicationException refused) {
            response.header("Allow", refused.getResponse().getHeaderString("Allow"));
        }
        return response.build();
    }
}
