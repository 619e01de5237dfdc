package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth.OAuth1.Signature;
import dev.patchbay.api.signing.RequestSigning.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import oauth.signpost.basic.UrlStringRequestAdapter;
import oauth.signpost.http.HttpParameters;
import oauth.signpost.http.HttpRequest;
import oauth.signpost.signature.HmacSha1MessageSigner;
import oauth.signpost.signature.HmacSha256MessageSigner;
import oauth.signpost.signature.OAuthMessageSigner;
import org.junit.Test;

/** Our signatures beside those of a library that is not in the host. */
public class OAuth1SignpostTest {
    private static final String SECRET = "s3cr&t/+ é";
    private static final String TOKEN_SECRET = "t0ken=secret";
    private final OAuth1Signer signer = new OAuth1Signer(Clock.systemUTC(), new SecureRandom());

    @Test
    public void hmacSha256IsTheLibrarys() throws Exception {
        compare(Signature.HMAC_SHA256, new HmacSha256MessageSigner());
    }

    @Test
    public void hmacSha1IsTheLibrarys() throws Exception {
        compare(Signature.HMAC_SHA1, new HmacSha1MessageSigner());
    }

    private void compare(Signature method, OAuthMessageSigner theirs) throws Exception {
        for (Request request : List.of(
                new Request("GET", URI.create("https://api.example.com/1/items?z=1&a=%C3%A9&a=b&empty="), Map.of()),
                new Request("GET", URI.create("http://api.example.com:8080/a%20b/?q=x%2By%20z%7E"), Map.of()),
                new Request("POST", URI.create("https://API.example.com:443/form"),
                        Map.of("status", List.of("Hello Ladies + Gentlemen, a signed OAuth request!", "€"), "b&c", List.of("="))))) {
            OAuth1Client client = new OAuth1Client("key 1", Secret.of(SECRET), null, method);
            Map<String, String> header = parsed(signer.authorization(client, request, Map.of("oauth_token", "t/1"), TOKEN_SECRET));
            String ours = header.remove("oauth_signature");
            assertEquals(request.uri().toString(), theirs(theirs, request, header), ours);
        }
    }

    private static String theirs(OAuthMessageSigner signer, Request request, Map<String, String> header) throws Exception {
        HttpParameters parameters = new HttpParameters();
        header.forEach((name, value) -> parameters.put(name, value, true));
        for (Map.Entry<String, List<String>> field : request.form().entrySet()) {
            for (String value : field.getValue()) {
                parameters.put(field.getKey(), value, true);
            }
        }
        for (String pair : request.uri().getRawQuery() == null ? new String[0] : request.uri().getRawQuery().split("&")) {
            parameters.put(decoded(pair.substring(0, pair.indexOf('='))), decoded(pair.substring(pair.indexOf('=') + 1)), true);
        }
        signer.setConsumerSecret(SECRET);
        signer.setTokenSecret(TOKEN_SECRET);
        return signer.sign(request(request), parameters);
    }

    private static HttpRequest request(Request request) {
        return new UrlStringRequestAdapter(request.uri().toString()) {
            @Override
            public String getMethod() {
                return request.method();
            }
        };
    }

    static Map<String, String> parsed(String header) {
        Map<String, String> values = new TreeMap<>();
        Stream.of(header.substring("OAuth ".length()).split(", ")).forEach(part ->
                values.put(part.substring(0, part.indexOf('=')), decoded(part.substring(part.indexOf('"') + 1, part.length() - 1))));
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
