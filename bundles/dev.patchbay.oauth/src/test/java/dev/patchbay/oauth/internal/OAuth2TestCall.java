package dev.patchbay.oauth.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Values;
import dev.patchbay.host.auth.AuthCall;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call whose requests really go out. */
final class OAuth2TestCall implements AuthCall {
    static final String CLIENT_ID = "client 1:2";
    static final String CLIENT_SECRET = "canary/client+secret";
    static final String STATE = "state-of-this-sign-in";
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");

    private final OAuth2 auth;
    private final Map<String, Object> values = new TreeMap<>();
    private HttpSender http = new RealHttp();

    OAuth2TestCall(OAuth2 auth) {
        this.auth = auth;
        with(OAuth2.CLIENT_ID, CLIENT_ID).with(OAuth2.CLIENT_SECRET, Secret.of(CLIENT_SECRET));
    }

    OAuth2TestCall with(String field, Object value) {
        values.put(field, value);
        return this;
    }

    OAuth2TestCall without(String field) {
        values.remove(field);
        return this;
    }

    OAuth2TestCall over(HttpSender way) {
        http = way;
        return this;
    }

    @Override
    public OAuth2 auth() {
        return auth;
    }

    @Override
    public Values values() {
        return Values.of(values);
    }

    @Override
    public Optional<String> url(String template) {
        /* as in the host: a value that is the beginning of a URL stands as it is */
        return fill(template, text -> text.contains("://") ? text : URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> text(String template) {
        return fill(template, text -> text);
    }

    private Optional<String> fill(String template, UnaryOperator<String> fit) {
        Matcher holes = HOLE.matcher(template);
        StringBuilder out = new StringBuilder();
        while (holes.find()) {
            Object value = values.get(holes.group(1));
            if (value == null) {
                return Optional.empty();
            }
            String text = value instanceof Secret secret ? secret.reveal() : value.toString();
            holes.appendReplacement(out, Matcher.quoteReplacement(fit.apply(text)));
        }
        return Optional.of(holes.appendTail(out).toString());
    }

    @Override
    public List<String> scopes() {
        return auth.scopes();
    }

    @Override
    public URI redirectUri() {
        return URI.create("https://patchbay.example/oauth/callback/c1");
    }

    @Override
    public String state() {
        return STATE;
    }

    @Override
    public HttpSender http() {
        return http;
    }
}
