package dev.patchbay.app.sandbox.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of one request as RFC 5849 section 3.4 has it, HMAC-SHA1 only. */
final class OAuth1Check {
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_]+)=\"([^\"]*)\"");
    private static final long SKEW_SECONDS = 300;

    private final Exchange exchange;
    private final String base;
    private final List<Exchange.Parameter> signed;

    private OAuth1Check(Exchange exchange, String base, List<Exchange.Parameter> signed) {
        this.exchange = exchange;
        this.base = base;
        this.signed = signed;
    }

    static OAuth1Check of(Exchange exchange, String base) {
        List<Exchange.Parameter> all = new ArrayList<>();
        String header = exchange.header("Authorization").orElse("");
        if (header.regionMatches(true, 0, "OAuth ", 0, 6)) {
            Matcher pair = PAIR.matcher(header.substring(6));
            while (pair.find()) {
                all.add(new Exchange.Parameter(decode(pair.group(1)), decode(pair.group(2))));
            }
        }
        return new OAuth1Check(exchange, base, all);
    }

    /** A protocol parameter; empty text where there is none. */
    String parameter(String name) {
        return signed.stream().filter(p -> p.name().equals(name)).map(Exchange.Parameter::value).findFirst().orElse("");
    }

    /** Whether client, time, nonce and signature are right. */
    boolean isSigned(Sandbox sandbox, String tokenSecret) {
        if (!parameter("oauth_consumer_key").equals(Sandbox.CLIENT) || !parameter("oauth_signature_method").equals("HMAC-SHA1")) {
            return false;
        }
        byte[] expected = hmac(encode(Sandbox.CLIENT_SECRET) + "&" + encode(tokenSecret), baseString());
        byte[] given = parameter("oauth_signature").getBytes(StandardCharsets.US_ASCII);
        boolean same = MessageDigest.isEqual(Base64.getEncoder().encode(expected), given);
        return same && isInTime(sandbox) && sandbox.isFresh(parameter("oauth_timestamp") + " " + parameter("oauth_nonce"));
    }

    private boolean isInTime(Sandbox sandbox) {
        String stamp = parameter("oauth_timestamp");
        return stamp.matches("\\d{1,12}") && Math.abs(Long.parseLong(stamp) - sandbox.now() / 1_000) <= SKEW_SECONDS;
    }

    /** Section 3.4.1. */
    private String baseString() {
        String parameters = Stream.of(signed, exchange.queryParameters(), exchange.formParameters())
                .flatMap(List::stream)
                .filter(p -> !p.name().equals("oauth_signature") && !p.name().equals("realm"))
                .map(p -> new Exchange.Parameter(encode(p.name()), encode(p.value())))
                .sorted(Comparator.comparing(Exchange.Parameter::name).thenComparing(Exchange.Parameter::value))
                .map(p -> p.name() + "=" + p.value())
                .collect(Collectors.joining("&"));
        return exchange.method() + "&" + encode(base + exchange.path()) + "&" + encode(parameters);
    }

    private static byte[] hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    private static String decode(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Section 3.6. */
    static String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }
}
