package dev.patchbay.oauth.internal;

import dev.patchbay.api.provider.TokenReply;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;

/** How long an access token lasts, in the form the app says it. What cannot be true is not known. */
final class Lifetimes {
    /** Nobody means more than a hundred years. */
    private static final BigDecimal LONGEST_MILLIS = new BigDecimal("3155760000000");
    private static final int LONGEST_TEXT = 40;
    private static final BigDecimal THOUSAND = new BigDecimal(1000);

    private Lifetimes() {}

    /**
     * The lifetime from the moment of sending; empty where nobody knows it.
     *
     * @param sentAt the moment the request was sent
     */
    static Optional<Duration> of(TokenReply shape, ReplyTree reply, String accessToken, Instant sentAt) {
        Optional<Duration> told = shape.form() == TokenReply.Expiry.JWT_EXP
                ? UnverifiedJwt.claims(accessToken).flatMap(claims -> Optional.ofNullable(claims.getExpirationTime()))
                        .map(Date::toInstant).flatMap(end -> until(end, sentAt))
                : reply.text(shape.expiry()).map(String::strip).flatMap(text -> read(shape.form(), text, sentAt));
        return told.or(() -> shape.defaultLifetimeSeconds() > 0
                ? Optional.of(Duration.ofSeconds(shape.defaultLifetimeSeconds())) : Optional.empty());
    }

    private static Optional<Duration> read(TokenReply.Expiry form, String text, Instant sentAt) {
        return switch (form) {
            case SECONDS -> millis(text, THOUSAND).map(Duration::ofMillis);
            case MILLISECONDS -> millis(text, BigDecimal.ONE).map(Duration::ofMillis);
            case EPOCH_SECONDS -> millis(text, THOUSAND).flatMap(end -> until(Instant.ofEpochMilli(end), sentAt));
            case EPOCH_MILLISECONDS -> millis(text, BigDecimal.ONE).flatMap(end -> until(Instant.ofEpochMilli(end), sentAt));
            case TIMESTAMP -> timestamp(text).flatMap(end -> until(end, sentAt));
            case JWT_EXP -> Optional.empty();
        };
    }

    private static Optional<Long> millis(String text, BigDecimal unit) {
        try {
            if (text.length() > LONGEST_TEXT) {
                return Optional.empty();
            }
            /* compared before it is multiplied out: 1e999999999 is a short text and a long number */
            BigDecimal number = new BigDecimal(text);
            boolean possible = number.signum() > 0 && number.compareTo(LONGEST_MILLIS) <= 0
                    && number.multiply(unit).compareTo(LONGEST_MILLIS) <= 0;
            return possible ? Optional.of(number.multiply(unit).longValue()).filter(millis -> millis > 0) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** RFC 3339; without an offset it is taken as UTC, which is what apps that leave it out mean. */
    private static Optional<Instant> timestamp(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeException withoutOffset) {
            try {
                return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException noTime) {
                return Optional.empty();
            }
        }
    }

    private static Optional<Duration> until(Instant end, Instant sentAt) {
        Duration left = Duration.between(sentAt, end);
        boolean possible = !left.isNegative() && !left.isZero() && left.compareTo(Duration.ofMillis(LONGEST_MILLIS.longValue())) <= 0;
        return possible ? Optional.of(left) : Optional.empty();
    }
}
