package dev.patchbay.oauth.internal;

import dev.patchbay.api.provider.HttpReply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110 section 10.2.3). */
final class RetryAfter {
    /** An app that wants longer is asked again after this. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long to wait, in seconds or until a date, an hour at most; empty where it does not say or cannot be read. */
    static Optional<Duration> of(HttpReply reply, Instant now) {
        return reply.header("Retry-After").map(String::strip).flatMap(text -> read(text, now))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Duration> read(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        if (text.matches("\\d+")) {
            return Optional.of(LONGEST);
        }
        try {
            return Optional.of(Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
