package dev.patchbay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person with a browser who follows a connect link, presses the buttons and comes back from the app. Used by one thread. */
final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern ONWARD = Pattern.compile("content=\"0;url=([^\"]+)\"");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();

    private final Map<String, String> cookies = new LinkedHashMap<>();

    private Visitor() {}

    /** Registers the client at the host, for all accounts, and returns its id. */
    static String client(Api api, StrictServer app) {
        return api.post("/api/v1/oauth-clients", Map.of("provider", "oauth2", "method", "authorization-code", "label", "Bench",
                "values", Map.of("clientId", StrictServer.CLIENT_ID, "clientSecret", StrictServer.CLIENT_SECRET,
                        "clientAuthentication", "basic", "endpoints", "entered", "pkce", true,
                        "authorizeUrl", app.authorizeUrl().toString(), "tokenUrl", app.tokenUrl().toString())))
                .expect(201).json().path("id").asText();
    }

    /** Connects an account and returns the connection's id. */
    static String connect(Api api, String account, String client, StrictServer app) throws IOException, InterruptedException {
        JsonNode session = api.post("/api/v1/connect-sessions", Map.of("account", account, "provider", "oauth2")).expect(201).json();
        new Visitor().walk(session, client, app);
        JsonNode found = api.get("/api/v1/connections?account=" + account).expect(200).json().path("items");
        if (found.size() != 1) {
            throw new IOException(account + " has " + found.size() + " connections");
        }
        return found.get(0).path("id").asText();
    }

    /** Connects a connection again. */
    static void reconnect(Api api, String id, String client, StrictServer app) throws IOException, InterruptedException {
        JsonNode session = api.post("/api/v1/connections/" + id + "/reconnect").expect(201).json();
        new Visitor().walk(session, client, app);
    }

    private void walk(JsonNode session, String client, StrictServer app) throws IOException, InterruptedException {
        URI link = URI.create(session.path("url").asText());
        String token = link.getPath().substring(link.getPath().lastIndexOf('/') + 1);
        URI trade = link.resolve("/connect");
        URI page = follow(trade, post(trade, Map.of("token", token)));
        String form = get(page).body();
        HttpResponse<String> sent = post(page, Map.of("csrf", found(CSRF, form), "action", "CONNECT", "provider", "oauth2",
                "method", "authorization-code", "label", "Bench", "client", client,
                "values.apiUrl", app.api().toString(), "values.scheme", "Bearer"));
        if (sent.statusCode() != 200) {
            throw new IOException("the form came back: " + text(get(page).body()));
        }
        URI onward = URI.create(found(ONWARD, sent.body()).replace("&amp;", "&"));
        URI callback = follow(onward, get(onward));
        String end = get(follow(callback, get(callback))).body();
        if (!end.contains(" is connected</h1>")) {
            throw new IOException("not connected: " + text(end));
        }
    }

    private HttpResponse<String> get(URI at) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at));
    }

    private HttpResponse<String> post(URI at, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(at).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer =
                CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            int equals = cookie.indexOf('=');
            cookies.put(cookie.substring(0, equals), cookie.substring(equals + 1).split(";", 2)[0]);
        }
        return answer;
    }

    private static URI follow(URI from, HttpResponse<String> answer) throws IOException {
        return from.resolve(answer.headers().firstValue("Location").orElseThrow(
                () -> new IOException("no way on from " + from.getPath() + ": " + answer.statusCode() + " " + text(answer.body()))));
    }

    private static String found(Pattern pattern, String page) throws IOException {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new IOException("the page is another one: " + text(page));
        }
        return matcher.group(1);
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }
}
