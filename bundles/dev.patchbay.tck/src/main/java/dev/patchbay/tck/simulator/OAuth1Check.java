package dev.patchbay.tck.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of one request (RFC 5849 section 3), HMAC-SHA1. Of one thread. */
final class OAuth1Check {
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_]+)=\"([^\"]*)\"");
    private static final long SKEW_SECONDS = 300;
    private static final String SCHEME = "OAuth ";

    private final AppState app;
    private final Inbound request;
    private final Pairs protocol;

    OAuth1Check(AppState app, Inbound request) {
        this.app = app;
        this.request = request;
        List<Map.Entry<String, String>> all = new ArrayList<>();
        String header = request.header("Authorization").orElse("");
        Refused.unless(header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()), 401, "parameter_absent",
                "there is no Authorization: OAuth: the request is not signed");
        Matcher pair = PAIR.matcher(header.substring(SCHEME.length()));
        while (pair.find()) {
            all.add(Map.entry(decode(pair.group(1)), decode(pair.group(2))));
        }
        this.protocol = new Pairs(all);
    }

    /** A protocol parameter; empty text where there is none. */
    String parameter(String name) {
        return protocol.get(name);
    }

    /** Client, time, nonce and signature must be right. */
    void require(String tokenSecret) {
        Refused.unless(parameter("oauth_consumer_key").equals(app.clientId()), 401, "consumer_key_unknown", "the client is not known here");
        Refused.unless(parameter("oauth_signature_method").equals("HMAC-SHA1"), 401, "signature_method_rejected",
                "the app wants HMAC-SHA1 and no other signature");
        String stamp = parameter("oauth_timestamp");
        long now = app.clock().instant().getEpochSecond();
        Refused.unless(stamp.matches("\\d{1,12}") && Math.abs(Long.parseLong(stamp) - now) <= SKEW_SECONDS, 401,
                "timestamp_refused", "oauth_timestamp is more than five minutes off");
        byte[] given = parameter("oauth_signature").getBytes(StandardCharsets.US_ASCII);
        byte[] right = Base64.getEncoder().encode(hmac(encode(app.clientSecret()) + "&" + encode(tokenSecret), baseString()));
        Refused.unless(MessageDigest.isEqual(right, given), 401, "signature_invalid", "the signature is wrong");
        Refused.unless(app.ledger().isFirst(stamp + " " + parameter("oauth_nonce")), 401, "nonce_used", "oauth_nonce was used before");
    }

    /** The same with a token this app gave. */
    void requireToken() {
        Optional<String> secret = app.ledger().secretOf(parameter("oauth_token"));
        Refused.unless(secret.isPresent(), 401, "token_rejected", "oauth_token is none that this app gave");
        require(secret.orElseThrow());
    }

    /** Section 3.4.1. */
    private String baseString() {
        List<Map.Entry<String, String>> all = new ArrayList<>(protocol.entries());
        all.addAll(request.query().entries());
        if (request.mediaType().equals("application/x-www-form-urlencoded")) {
            all.addAll(request.form().entries());
        }
        String parameters = all.stream()
                .filter(e -> !e.getKey().equals("oauth_signature") && !e.getKey().equals("realm"))
                .map(e -> Map.entry(encode(e.getKey()), encode(e.getValue())))
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue(Comparator.naturalOrder())))
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
        return request.method() + "&" + encode("https://" + request.host() + request.path()) + "&" + encode(parameters);
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
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Section 3.6. */
    private static String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }
}
