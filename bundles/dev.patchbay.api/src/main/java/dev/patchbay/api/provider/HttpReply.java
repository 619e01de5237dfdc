package dev.patchbay.api.provider;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An HTTP reply, read to its end. Immutable. {@code toString} shows the status only. */
public final class HttpReply {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /** A reply; header names in any case. */
    public HttpReply(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers.entrySet().stream().collect(Collectors.toUnmodifiableMap(
                e -> e.getKey().toLowerCase(Locale.ROOT), e -> List.copyOf(e.getValue()), (a, b) -> a));
        this.body = body.clone();
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /**
     * This reply, if its status is one of {@code accepted} or, where none is given, 2xx.
     *
     * @throws ConnectionFailure otherwise: 401 {@code CREDENTIALS_REJECTED}, 403 {@code PERMISSION_MISSING}, 429
     *     {@code RATE_LIMITED}, 407 {@code UNREACHABLE}, everything else {@code REMOTE_ERROR}
     */
    public HttpReply expect(int... accepted) {
        boolean fine = accepted.length == 0 && status / 100 == 2;
        for (int code : accepted) {
            fine |= code == status;
        }
        if (fine) {
            return this;
        }
        Reason reason = switch (status) {
            case 401 -> Reason.CREDENTIALS_REJECTED;
            case 403 -> Reason.PERMISSION_MISSING;
            case 407 -> Reason.UNREACHABLE;
            case 429 -> Reason.RATE_LIMITED;
            default -> Reason.REMOTE_ERROR;
        };
        throw new ConnectionFailure(reason, "the app answered " + status);
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
