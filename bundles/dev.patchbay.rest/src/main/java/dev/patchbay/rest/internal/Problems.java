package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problems as they are sent (RFC 9457). */
final class Problems {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final Duration WHEN_UNAVAILABLE = Duration.ofSeconds(5);
    private static final Map<Integer, ProblemType> BY_STATUS = byStatus();

    private Problems() {}

    private static Map<Integer, ProblemType> byStatus() {
        Map<Integer, ProblemType> types = new LinkedHashMap<>();
        for (ProblemType type : new ProblemType[] {
            ProblemType.MALFORMED, ProblemType.UNAUTHENTICATED, ProblemType.FORBIDDEN, ProblemType.NOT_FOUND,
            ProblemType.METHOD_NOT_ALLOWED, ProblemType.NOT_ACCEPTABLE, ProblemType.CONFLICT,
            ProblemType.PRECONDITION_FAILED, ProblemType.TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.RANGE_NOT_SATISFIABLE, ProblemType.TOO_MANY_REQUESTS, ProblemType.HEADERS_TOO_LARGE,
            ProblemType.INTERNAL, ProblemType.NOT_READY,
            new ProblemType("request-timeout", 408, "The request did not arrive in time"),
            new ProblemType("uri-too-long", 414, "The request's address is too long"),
            new ProblemType("expectation-failed", 417, "The expectation cannot be met"),
            new ProblemType("upgrade-required", 426, "Another protocol is needed"),
            new ProblemType("not-implemented", 501, "This is not supported"),
            new ProblemType("http-version", 505, "This HTTP version is not supported")}) {
            types.put(type.status(), type);
        }
        return Map.copyOf(types);
    }

    /** The type for a status that comes from the container. */
    static ProblemType ofStatus(int status) {
        ProblemType type = BY_STATUS.get(status);
        if (type != null) {
            return type;
        }
        return status >= 400 && status < 500 ? new ProblemType("refused", status, "The request is refused") : ProblemType.INTERNAL;
    }

    /** The body. */
    static byte[] bytes(ProblemException problem) {
        return bytes(problem, null);
    }

    /** The body, with the host's phase where the problem is about it. */
    static byte[] bytes(ProblemException problem, @Nullable String phase) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "urn:patchbay:problem:" + problem.type().slug());
            json.writeStringField("title", problem.type().title());
            json.writeNumberField("status", problem.type().status());
            json.writeStringField("detail", problem.detail());
            Json.optional(json, "phase", phase);
            if (!problem.errors().isEmpty()) {
                Bodies.errors(json, "errors", problem.errors());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The headers that go with it, beside those of every response. */
    static Map<String, String> headers(ProblemException problem) {
        int status = problem.type().status();
        Duration wait = problem.retryAfter() == null && status == 503 ? WHEN_UNAVAILABLE : problem.retryAfter();
        if (wait != null) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            return Map.of("Content-Type", MEDIA_TYPE, "Retry-After", Long.toString(seconds));
        }
        return status == 401
                ? Map.of("Content-Type", MEDIA_TYPE, "WWW-Authenticate", "Bearer")
                : Map.of("Content-Type", MEDIA_TYPE);
    }
}
