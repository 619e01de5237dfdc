package dev.patchbay.api.provider;

import java.util.List;
import java.util.function.Consumer;

/**
 * How an app says that there were too many requests, where it does not answer 429 with {@code Retry-After} (RFC 6585 section 4,
 * RFC 9110 section 10.2.3) or says more. Immutable; each method gives a changed copy.
 */
public final class Limits {
    private static final Limits STANDARD = new Limits();

    private String retryAfterHeader = "Retry-After";
    private String remainingHeader = "";
    private String errorPath = "";
    private List<String> errorValues = List.of();

    private Limits() {}

    /** As the RFCs say. */
    public static Limits standard() {
        return STANDARD;
    }

    private Limits changed(Consumer<Limits> change) {
        Limits copy = new Limits();
        copy.retryAfterHeader = retryAfterHeader;
        copy.remainingHeader = remainingHeader;
        copy.errorPath = errorPath;
        copy.errorValues = errorValues;
        change.accept(copy);
        return copy;
    }

    /** The time to wait, seconds or a date, stands in another header. */
    public Limits retryAfterHeader(String name) {
        return changed(l -> l.retryAfterHeader = name);
    }

    /** How many requests are left stands in this header; an error with 0 there is one for too many requests. */
    public Limits remainingHeader(String name) {
        return changed(l -> l.remainingHeader = name);
    }

    /** A JSON reply with one of these texts at this path is one for too many requests, whatever its status. */
    public Limits error(String path, String... values) {
        return changed(l -> {
            l.errorPath = path;
            l.errorValues = List.of(values);
        });
    }

    /** The header with the time to wait. */
    public String retryAfterHeader() {
        return retryAfterHeader;
    }

    /** The header with the number of requests left; empty where there is none. */
    public String remainingHeader() {
        return remainingHeader;
    }

    /** The path in a JSON reply; empty where the reply says nothing. */
    public String errorPath() {
        return errorPath;
    }

    /** The texts there that mean too many requests. */
    public List<String> errorValues() {
        return errorValues;
    }
}
