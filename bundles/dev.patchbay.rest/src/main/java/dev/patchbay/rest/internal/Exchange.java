package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as the resources see it. Used by the request's thread. */
final class Exchange {
    private static final String ATTRIBUTE = Exchange.class.getName();

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String id;
    private @Nullable Identity identity;
    private final Map<String, String> onProblem = new HashMap<>();
    private boolean broken;

    Exchange(HttpServletRequest request, HttpServletResponse response, String id) {
        this.request = request;
        this.response = response;
        this.id = id;
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The exchange of a request that came through the servlet. */
    static Exchange of(HttpServletRequest request) {
        return (Exchange) request.getAttribute(ATTRIBUTE);
    }

    /** The request itself; the one that resources get from Jersey has no body. */
    HttpServletRequest request() {
        return request;
    }

    /** The response, for answers whose body is streamed. */
    HttpServletResponse response() {
        return response;
    }

    /** The request's id, as sent in {@code X-Request-Id}. */
    String id() {
        return id;
    }

    void authenticated(Identity who) {
        identity = who;
    }

    /** Who calls; a resource that asks can't be reached without a key. */
    Caller caller() {
        return identity().caller();
    }

    /** The same, with the session. */
    Identity identity() {
        if (identity == null) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Send the API key as: Authorization: Bearer pbk_…");
        }
        return identity;
    }

    /** The query; parameters other than these are refused by name. */
    QueryParameters query(String... allowed) {
        return QueryParameters.of(request.getQueryString(), allowed);
    }

    /** The only value of a header, if it is there. */
    Optional<String> header(String name) {
        Enumeration<String> values = request.getHeaders(name);
        if (!values.hasMoreElements()) {
            return Optional.empty();
        }
        String value = values.nextElement();
        if (values.hasMoreElements()) {
            throw new ProblemException(ProblemType.MALFORMED, "The header " + name + " stands there more than once.");
        }
        return Optional.of(value);
    }

    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** The headers that every response has, of the problem too. */
    void begin() {
        SafeHeaders.EVERYWHERE.forEach(response::setHeader);
        response.setHeader(RequestIds.HEADER, id);
    }

    /** A header for the answer, whatever becomes of it. */
    void always(String name, String value) {
        response.setHeader(name, value);
        onProblem(name, value);
    }

    /** A header for the answer in case it becomes a problem. */
    void onProblem(String name, String value) {
        onProblem.put(name, value);
    }

    /** Takes back what a resource has prepared, its length for one; only while nothing was sent. */
    void startOver() {
        response.reset();
        begin();
        onProblem.forEach(response::setHeader);
    }

    /** Says that the body that was begun can't be ended rightly: the connection is cut, so that the client notices. */
    void breakOff() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }
}
