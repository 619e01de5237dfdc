package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth.OAuth1.Signature;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.signing.RequestSigning.Request;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.Tokens;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** From the first request to a signed one, over HTTP, with an app whose OAuth 1.0a this project did not write. */
public class OAuth1JerseyTest {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();
    private static final String FORM = "application/x-www-form-urlencoded";

    private static TestKeys.Certified keys;
    private final OAuth1Engine engine = new OAuth1Engine();

    @BeforeClass
    public static void makeKeys() throws Exception {
        keys = TestKeys.certified(FOLDER.getRoot().toPath());
    }

    @Test
    public void hmacSha1() throws Exception {
        wholeFlow(Signature.HMAC_SHA1, OAuth1Call.CLIENT_SECRET);
    }

    @Test
    public void rsaSha1() throws Exception {
        wholeFlow(Signature.RSA_SHA1, keys.certificate());
    }

    @Test
    public void plaintext() throws Exception {
        wholeFlow(Signature.PLAINTEXT, OAuth1Call.CLIENT_SECRET);
    }

    @Test
    public void aReplayedNonceAFlippedBodyAndAFlippedUrlAreRefused() throws Exception {
        for (Signature method : List.of(Signature.HMAC_SHA1, Signature.RSA_SHA1)) {
            String registered = method == Signature.RSA_SHA1 ? keys.certificate() : OAuth1Call.CLIENT_SECRET;
            try (JerseyApp app = new JerseyApp("consumer-1", registered)) {
                OAuth1Call call = call(app, method);
                Tokens tokens = signIn(app, call);
                HttpCall signed = post(call, tokens, app.url("/me?a=1"), "text=one");
                assertEquals(200, call.http().send(signed).status());
                assertEquals("nonce", 401, call.http().send(signed).status());
                String header = header(post(call, tokens, app.url("/me?a=1"), "text=one"));
                assertEquals("body", 401, send(call, app.url("/me?a=1"), "text=two", header).status());
                header = header(post(call, tokens, app.url("/me?a=1"), "text=one"));
                assertEquals("URL", 401, send(call, app.url("/me?a=2"), "text=one", header).status());
            }
        }
    }

    @Test
    public void aFlippedBitInTheSignatureIsRefused() throws Exception {
        try (JerseyApp app = new JerseyApp("consumer-1", OAuth1Call.CLIENT_SECRET)) {
            OAuth1Call call = call(app, Signature.HMAC_SHA1);
            Tokens tokens = signIn(app, call);
            String header = header(post(call, tokens, app.url("/me"), "text=one"));
            int at = header.indexOf("oauth_signature=\"") + "oauth_signature=\"".length();
            String flipped = header.substring(0, at) + (header.charAt(at) == 'A' ? 'B' : 'A') + header.substring(at + 1);
            assertEquals(401, send(call, app.url("/me"), "text=one", flipped).status());
        }
    }

    @Test
    public void anotherClientSecretIsToldAsSuch() {
        try (JerseyApp app = new JerseyApp("consumer-1", "another secret")) {
            OAuth1Call call = call(app, Signature.HMAC_SHA1);
            TokenFailure failure = assertThrows(TokenFailure.class, () -> engine.begin(call));
            assertEquals(TokenFailure.Kind.CLIENT_REFUSED, failure.kind());
        }
    }

    @Test
    public void aWrongVerifierEndsTheSignIn() {
        try (JerseyApp app = new JerseyApp("consumer-1", OAuth1Call.CLIENT_SECRET)) {
            OAuth1Call call = call(app, Signature.HMAC_SHA1);
            SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(call);
            assertNotNull(app.approve(redirect.correlation()));
            TokenFailure failure = assertThrows(TokenFailure.class, () -> resume(call, redirect, "wrong"));
            assertEquals(TokenFailure.Kind.GRANT_ENDED, failure.kind());
        }
    }

    private void wholeFlow(Signature method, String registered) throws Exception {
        try (JerseyApp app = new JerseyApp("consumer-1", registered)) {
            OAuth1Call call = call(app, method);
            Tokens tokens = signIn(app, call);
            URI get = URI.create(app.url("/me?q=a%20b+c%2B&z=%C3%A9&a=2&a=1&empty="));
            Request request = new Request("GET", get, Map.of());
            String header = engine.sign(call, tokens, request).orElseThrow().get("Authorization");
            HttpReply reply = call.http().send(HttpCall.get(get).header("Authorization", header));
            assertEquals(200, reply.status());
            assertEquals("a person", reply.text());
            HttpReply posted = call.http().send(post(call, tokens, app.url("/me"), "text=a+%26+b"));
            assertEquals("a person posts a & b", posted.text());
        }
    }

    private static OAuth1Call call(JerseyApp app, Signature method) {
        return new OAuth1Call(app.auth().signedBy(method)).with("privateKey", Secret.of(keys.privateKey()));
    }

    private Tokens signIn(JerseyApp app, OAuth1Call call) {
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(call);
        return resume(call, redirect, app.approve(redirect.correlation()));
    }

    private Tokens resume(OAuth1Call call, SignIn.Redirect redirect, String verifier) {
        return ((SignIn.Done) engine.resume(call, redirect.state(), Map.of("oauth_token", List.of(redirect.correlation()),
                "oauth_verifier", List.of(verifier)))).tokens();
    }

    /** Signed, with a form of one field, its text in clear as the signer wants it. */
    private HttpCall post(OAuth1Call call, Tokens tokens, String url, String form) {
        String text = PercentEncoding.decodeText(form.substring("text=".length()));
        Request request = new Request("POST", URI.create(url), Map.of("text", List.of(text)));
        String header = engine.sign(call, tokens, request).orElseThrow().get("Authorization");
        return HttpCall.post(request.uri(), FORM, form).header("Authorization", header);
    }

    private static String header(HttpCall call) {
        return call.headers().stream().filter(h -> h.name().equals("Authorization")).findFirst().orElseThrow().value();
    }

    private static HttpReply send(OAuth1Call call, String url, String form, String header) throws IOException {
        return call.http().send(HttpCall.post(URI.create(url), FORM, form).header("Authorization", header));
    }
}
