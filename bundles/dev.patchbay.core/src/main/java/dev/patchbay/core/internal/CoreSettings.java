package dev.patchbay.core.internal;

import dev.patchbay.core.internal.connect.ConnectSettings;
import dev.patchbay.core.internal.connect.ReturnTargets;
import dev.patchbay.core.internal.people.SessionLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration {@code dev.patchbay.core}. Immutable.
 *
 * @param deleteGrace {@code delete-grace}: how long a deleted connection can be restored; seconds, or a number with s, m, h, d
 * @param publicUrl {@code public-url}: where people's browsers reach the host, or null
 * @param refreshLease {@code refresh-lease}: how long one host alone may renew the tokens of a connection; a time span as above
 * @param connect {@code connect-lifetime} and {@code connect-return-to}: how long a person has for a connect session, a time span
 *     as above, and where people may be sent afterwards, URLs with commas between
 * @param sessions {@code session-idle} and {@code session-lifetime}: how long nothing may happen in a person's session, and how
 *     long it lasts at most; time spans as above
 * @param consumers {@code consumers-grants}: accounts by symbolic name, {@code bundle=shop1|shop2;other=*}
 */
record CoreSettings(
        Duration deleteGrace,
        @Nullable URI publicUrl,
        Duration refreshLease,
        ConnectSettings connect,
        SessionLimits sessions,
        Map<String, Set<String>> consumers) {
    /** The account that stands for all. */
    static final String ALL = "*";

    private static final Logger LOG = LoggerFactory.getLogger(CoreSettings.class);
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LEAST_LEASE = Duration.ofSeconds(11);
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*([smhd]?)");
    private static final Map<String, Integer> SECONDS = Map.of("", 1, "s", 1, "m", 60, "h", 3_600, "d", 86_400);

    static CoreSettings of(Map<String, ?> configuration) {
        return new CoreSettings(
                span(configuration, "delete-grace", GRACE),
                url(text(configuration, "public-url")),
                lease(span(configuration, "refresh-lease", LEASE)),
                new ConnectSettings(
                        span(configuration, "connect-lifetime", ConnectSettings.STANDARD.lifetime()),
                        ReturnTargets.of(text(configuration, "connect-return-to"))),
                new SessionLimits(
                        span(configuration, "session-idle", SessionLimits.STANDARD.idle()),
                        span(configuration, "session-lifetime", SessionLimits.STANDARD.lifetime())),
                consumers(text(configuration, "consumers-grants")));
    }

    private static String text(Map<String, ?> configuration, String key) {
        Object value = configuration.get(key);
        return value == null ? "" : value.toString().trim();
    }

    private static Duration span(Map<String, ?> configuration, String key, Duration otherwise) {
        String text = text(configuration, key);
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            return Duration.ofSeconds(Long.parseLong(span.group(1)) * SECONDS.get(span.group(2)));
        }
        if (!text.isEmpty()) {
            LOG.warn("{} is no time span such as 600 or 10m; {} seconds are used", key, otherwise.toSeconds());
        }
        return otherwise;
    }

    /** An exchange takes up to ten seconds, and is tried twice. */
    private static Duration lease(Duration set) {
        if (set.compareTo(LEAST_LEASE) < 0) {
            LOG.warn("refresh-lease is too short; {} seconds are used", LEAST_LEASE.toSeconds());
            return LEAST_LEASE;
        }
        return set;
    }

    private static @Nullable URI url(String text) {
        try {
            return text.isEmpty() ? null : URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            LOG.warn("public-url is no URL");
            return null;
        }
    }

    private static Map<String, Set<String>> consumers(String text) {
        Map<String, Set<String>> accounts = new LinkedHashMap<>();
        for (String each : text.split(";")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                Stream<String> names = Arrays.stream(each.substring(equals + 1).split("\\|")).map(String::trim);
                accounts.put(
                        each.substring(0, equals).trim(),
                        names.filter(n -> !n.isEmpty()).collect(Collectors.toUnmodifiableSet()));
            } else if (!each.isBlank()) {
                LOG.warn("a part of consumers-grants has no form bundle=account|account");
            }
        }
        return Map.copyOf(accounts);
    }

    /** Whether the operator granted this bundle the account. */
    boolean grants(String bundle, String account) {
        Set<String> accounts = consumers.getOrDefault(bundle, Set.of());
        return accounts.contains(ALL) || accounts.contains(account);
    }
}
