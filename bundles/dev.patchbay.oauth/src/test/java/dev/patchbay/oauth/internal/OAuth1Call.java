package dev.patchbay.oauth.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.Values;
import dev.patchbay.host.auth.AuthCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A call whose requests really go out, and which keeps them. A hole of a template is filled by a value's text. */
final class OAuth1Call implements AuthCall {
    static final String CLIENT_SECRET = "canary-client-secret";

    private final Auth.OAuth1 auth;
    private final Map<String, Object> values = new TreeMap<>();
    final List<HttpCall> sent = new ArrayList<>();
    HttpSender http = new RealHttp();

    OAuth1Call(Auth.OAuth1 auth) {
        this.auth = auth;
        with("clientId", "consumer-1").with("clientSecret", Secret.of(CLIENT_SECRET));
    }

    OAuth1Call with(String field, Object value) {
        values.put(field, value);
        return this;
    }

    @Override
    public Auth auth() {
        return auth;
    }

    @Override
    public Values values() {
        return Values.of(values);
    }

    @Override
    public Optional<String> url(String template) {
        return text(template);
    }

    @Override
    public Optional<String> text(String template) {
        String text = template;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue().toString());
        }
        return text.isEmpty() || text.contains("{") ? Optional.empty() : Optional.of(text);
    }

    @Override
    public List<String> scopes() {
        return List.of();
    }

    @Override
    public URI redirectUri() {
        return URI.create("https://patchbay.example/oauth/callback/c1");
    }

    @Override
    public String state() {
        return "state";
    }

    @Override
    public HttpSender http() {
        return call -> {
            sent.add(call);
            return http.send(call);
        };
    }
}
