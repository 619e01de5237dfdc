package dev.patchbay.tck.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.Capture;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.definitions.Inserts;
import dev.patchbay.core.internal.definitions.Template;
import dev.patchbay.declaration.TestVector;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.oauth.internal.OAuth2Engine;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Replays a sample of what passes between host and app through the host's own OAuth engine. For one sample. */
public final class VectorReplay implements AuthCall {
    private static final String CODE = "code-of-the-test";
    private static final String HELD = "held-before-the-test";

    private final ConnectionMethod method;
    private final TestVector vector;
    private final Inserts inserts;
    private final List<String> scopes;
    private final OAuth2 oauth;

    private VectorReplay(ConnectionMethod method, OAuth2 oauth, TestVector vector) {
        this.method = method;
        this.oauth = oauth;
        this.vector = vector;
        Values values = values(method, vector.values());
        this.scopes = Grants.requested(oauth, values);
        this.inserts = new Inserts(method, values, null, String.join(oauth.scopeSeparator(), scopes));
    }

    /** What differs from what the sample expects, one sentence each. */
    public static List<String> faults(ConnectionDefinition definition, TestVector vector) {
        Optional<ConnectionMethod> method = definition.method(vector.method());
        if (method.isEmpty()) {
            return List.of("there is no method " + vector.method());
        }
        return method.get().auth() instanceof OAuth2 oauth ? new VectorReplay(method.get(), oauth, vector).faults()
                : List.of("the method " + vector.method() + " is none of OAuth 2.0");
    }

    private static Values values(ConnectionMethod method, Map<String, String> texts) {
        Map<String, Object> values = new TreeMap<>();
        texts.forEach((name, text) -> {
            Field.Kind kind = method.field(name).map(Field::kind).orElse(Field.Kind.TEXT);
            values.put(name, switch (kind) {
                case SECRET -> Secret.of(text);
                case INTEGER -> Integer.valueOf(text);
                case FLAG -> Boolean.valueOf(text);
                case LIST -> List.of(text.split(" "));
                default -> text;
            });
        });
        return Values.of(values);
    }

    private List<String> faults() {
        Map<String, String> found;
        try {
            found = vector.leg() == TestVector.Leg.AUTHORIZE ? authorize() : tokens();
        } catch (TokenFailure e) {
            found = Map.of("error", e.code().isEmpty() ? String.valueOf(e.kind()) : e.code());
        }
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, String> expected : new TreeMap<>(vector.expected()).entrySet()) {
            String value = found.get(expected.getKey());
            if (!expected.getValue().equals(value)) {
                faults.add(vector.leg() + " of " + method.id() + ": " + expected.getKey() + " is " + value + " and not "
                        + expected.getValue());
            }
        }
        if (found.containsKey("error") && !vector.expected().containsKey("error")) {
            faults.add(vector.leg() + " of " + method.id() + " fails: " + found.get("error"));
        }
        return faults;
    }

    private Map<String, String> authorize() {
        SignIn first = new OAuth2Engine().begin(this);
        if (!(first instanceof SignIn.Redirect redirect)) {
            return Map.of("url", "none: nobody is sent anywhere");
        }
        Map<String, String> found = new HashMap<>();
        String query = Optional.ofNullable(redirect.to().getRawQuery()).orElse("");
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            found.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        String whole = redirect.to().toString();
        found.put("url", whole.contains("?") ? whole.substring(0, whole.indexOf('?')) : whole);
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private Map<String, String> tokens() {
        OAuth2Engine engine = new OAuth2Engine();
        Tokens tokens;
        if (vector.leg() == TestVector.Leg.REFRESH) {
            tokens = engine.renew(this, new Tokens(Secret.of(HELD), null, Secret.of(HELD), null, scopes, Map.of(), null));
        } else {
            SignIn step = engine.begin(this);
            SignIn end = step instanceof SignIn.Redirect redirect ? engine.resume(this, redirect.state(), answer()) : step;
            tokens = ((SignIn.Done) end).tokens();
        }
        Map<String, String> found = new HashMap<>(tokens.captured());
        found.put("accessToken", tokens.accessToken().reveal());
        Optional.ofNullable(tokens.refreshToken()).ifPresent(token -> found.put("refreshToken", token.reveal()));
        Optional.ofNullable(tokens.lifetime()).ifPresent(time -> found.put("expiresIn", String.valueOf(time.toSeconds())));
        Optional.ofNullable(tokens.scopes()).ifPresent(granted -> found.put("scope", String.join(" ", granted)));
        return found;
    }

    /** What comes back with the person: the code under whatever name, and what is captured from there. */
    private Map<String, List<String>> answer() {
        Map<String, List<String>> answer = new HashMap<>(Map.of("code", List.of(CODE), "state", List.of(state())));
        oauth.renamed().forEach((standard, theirs) -> {
            if (standard.endsWith("code")) {
                answer.put(theirs, List.of(CODE));
            }
        });
        for (Capture capture : oauth.captures()) {
            if (capture.source() == Capture.Source.REDIRECT && vector.expected().containsKey(capture.field())) {
                answer.put(capture.path(), List.of(vector.expected().get(capture.field())));
            }
        }
        return answer;
    }

    @Override
    public Auth auth() {
        return oauth;
    }

    @Override
    public Values values() {
        return inserts.values();
    }

    @Override
    public Optional<String> url(String template) {
        Template url = new Template(template);
        return url.isComplete(inserts) ? Optional.of(url.url(inserts)) : Optional.empty();
    }

    @Override
    public Optional<String> text(String template) {
        Template text = new Template(template);
        return text.isComplete(inserts) ? Optional.of(text.revealed(inserts)) : Optional.empty();
    }

    @Override
    public List<String> scopes() {
        return scopes;
    }

    @Override
    public URI redirectUri() {
        return URI.create("https://patchbay.example/oauth/callback/test");
    }

    @Override
    public String state() {
        return "state-of-the-test";
    }

    @Override
    public HttpSender http() {
        return call -> new HttpReply(vector.status(), Map.of("Content-Type", List.of(vector.mediaType())),
                vector.body().getBytes(StandardCharsets.UTF_8));
    }
}
