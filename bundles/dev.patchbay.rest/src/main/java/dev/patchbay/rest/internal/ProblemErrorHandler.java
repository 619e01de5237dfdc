package dev.patchbay.rest.internal;

import dev.patchbay.host.problem.ProblemException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers with a problem what Jetty refuses by itself, before any servlet: an ambiguous address, headers that are too large,
 * a request that is not HTTP. Thread-safe.
 */
final class ProblemErrorHandler implements Request.Handler {
    private final RequestIds ids = new RequestIds();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = status(response.getStatus());
        ProblemException problem = new ProblemException(Problems.ofStatus(status), detail(status));
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        SafeHeaders.EVERYWHERE.forEach((name, value) -> headers.put(new HttpField(name, value)));
        Problems.headers(problem).forEach((name, value) -> headers.put(new HttpField(name, value)));
        headers.put(RequestIds.HEADER, ids.of(null));
        byte[] body = Problems.bytes(problem);
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /**
     * {@link RestServlet} takes every path, so one without a servlet means that it is not there yet, or no more: the port opens
     * a moment before the HTTP service knows it. Who reads 404 takes his connection for deleted.
     */
    private static int status(int told) {
        return told < 400 ? 500 : told == 404 ? 503 : told;
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request is not well-formed HTTP, or its address is ambiguous.";
            case 414 -> "The request's address is too long.";
            case 431 -> "The request's headers are larger than " + HttpListener.HEADER_BYTES + " bytes.";
            case 503 -> "The host is starting or stopping.";
            default -> "The request cannot be answered.";
        };
    }
}
