package dev.patchbay.tck.simulator;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An app nobody knows, with a sign-in as the standard has it, and a client of it that makes each request by hand. */
final class Acme implements AutoCloseable {
    static final URI REDIRECT_URI = URI.create("https://host.example/oauth/callback/1");
    static final URI WHOAMI = URI.create("https://api.acme.example/v1/me");
    private static final String FORM = "application/x-www-form-urlencoded";

    /** A clock that is set by hand. */
    static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-29T06:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final HandClock clock = new HandClock();
    final AppSimulator app;

    Acme(String... changes) {
        app = AppSimulator.of(facts(changes), clock).register(REDIRECT_URI);
    }

    /** The row of a sign-in, with other cells: column, cell, column, cell, … */
    static AppFacts facts(String... changes) {
        Map<String, String> row = new LinkedHashMap<>(Map.of("id", "acme", "label", "Acme", "method", "sign-in", "auth", "oauth2-code",
                "baseUrl", "https://api.acme.example/v1", "placement", "header:Authorization=Bearer {accessToken}",
                "authorizeUrl", "https://acme.example/authorize", "tokenUrl", "https://acme.example/token",
                "revokeUrl", "https://acme.example/revoke"));
        row.putAll(Map.of("clientAuth", "basic", "bodyFormat", "form", "pkce", "accepted", "scopes", "read write", "scopeSeparator", "space",
                "reply", "access_token=access_token&refresh_token=refresh_token&expires_in=expires_in", "expiryForm", "seconds",
                "expirySeconds", "3600", "refresh", "rotates", "whoamiUrl", "/me"));
        row.putAll(Map.of("accountId", "user.id", "accountLabel", "user.name"));
        for (int i = 0; i < changes.length; i += 2) {
            row.put(changes[i], changes[i + 1]);
        }
        return AppFacts.of(row);
    }

    /** The authorize URL with these parameters over the usual ones; an empty one is left out. */
    static URI authorizeUrl(String... changes) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("response_type", "code", "client_id", "simulated-client",
                "redirect_uri", REDIRECT_URI.toString(), "scope", "read write", "state", "s1"));
        return URI.create("https://acme.example/authorize?" + form(parameters, changes));
    }

    static String form(Map<String, String> parameters, String... changes) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        for (int i = 0; i < changes.length; i += 2) {
            all.put(changes[i], changes[i + 1]);
        }
        all.values().removeIf(String::isEmpty);
        return new Pairs(new ArrayList<>(all.entrySet())).encoded();
    }

    /** A code, for the person has allowed it. */
    String code(String... changes) throws IOException {
        return allowed(changes).get("code").get(0);
    }

    Map<String, List<String>> allowed(String... changes) throws IOException {
        return new SimulatedPerson(app.network()).allow(authorizeUrl(changes));
    }

    /** The reply to a code, asked for as usual but for these parameters. */
    HttpReply token(String code, String... changes) throws IOException {
        return send(tokenCall(form(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT_URI.toString()), changes)));
    }

    HttpReply renewed(String refreshToken, String... changes) throws IOException {
        return send(tokenCall(form(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken), changes)));
    }

    static HttpCall tokenCall(String form) {
        return HttpCall.post(URI.create("https://acme.example/token"), FORM, form).header("Authorization", basic("simulated-client", "simulated-client-secret"));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    HttpReply me(String accessToken) throws IOException {
        return send(HttpCall.get(WHOAMI).header("Authorization", "Bearer " + accessToken));
    }

    HttpReply send(HttpCall call) throws IOException {
        return app.network().send(call);
    }

    /** The text of a member of a JSON reply. */
    static String member(HttpReply reply, String name) {
        String text = reply.text();
        int at = text.indexOf("\"" + name + "\":\"");
        return at < 0 ? "" : text.substring(at + name.length() + 4, text.indexOf('"', at + name.length() + 4));
    }

    /** Why the app refused last. */
    String why() {
        List<Refusal> refusals = app.refusals();
        return refusals.isEmpty() ? "nothing was refused" : refusals.get(refusals.size() - 1).sentence();
    }

    @Override
    public void close() {
        app.close();
    }
}
