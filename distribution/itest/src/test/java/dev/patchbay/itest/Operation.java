package dev.patchbay.itest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the host's own OpenAPI document.
 *
 * @param id its operationId
 * @param method the HTTP method
 * @param path the path with its holes
 * @param scopes scopes any one of which is enough; none where no key is needed
 * @param query names of the query parameters
 * @param body the first media type of the body; empty where there is none
 */
record Operation(String id, String method, String path, Set<String> scopes, Set<String> query, String body) {
    private static final Pattern SCOPE = Pattern.compile("`([a-z:]+)`");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every operation the host describes. */
    static List<Operation> all(Api api) {
        List<Operation> all = new ArrayList<>();
        JsonNode paths = api.as(null).get("/openapi.json").expect(200).json().get("paths");
        paths.properties().forEach(path -> path.getValue().properties().forEach(method ->
                all.add(of(path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue()))));
        if (all.size() < 25) {
            throw new AssertionError("the document has only " + all.size() + " operations");
        }
        return all;
    }

    private static Operation of(String path, String method, JsonNode node) {
        Set<String> scopes = new TreeSet<>();
        Matcher scope = SCOPE.matcher(node.path("description").asText());
        while (scope.find()) {
            scopes.add(scope.group(1));
        }
        Set<String> query = new TreeSet<>();
        for (JsonNode parameter : node.path("parameters")) {
            if (parameter.get("in").asText().equals("query")) {
                query.add(parameter.get("name").asText());
            }
        }
        var media = node.at("/requestBody/content").fieldNames();
        return new Operation(node.get("operationId").asText(), method, path, scopes, query, media.hasNext() ? media.next() : "");
    }

    boolean needsKey() {
        return path.startsWith("/api/");
    }

    /** Whether it is about the caller's own session, which needs no scope. */
    boolean isOfSession() {
        return path.equals("/api/v1/session");
    }

    /** Whether the hole in its path is filled with what an account owns. */
    boolean isOfConnection() {
        return path.startsWith("/api/v1/connections/{id}");
    }

    /** Sends it, sound in everything but what the caller wants to see refused. */
    Reply send(Api api, String hole, Map<String, String> moreHeaders) {
        return send(api, hole, soundBody(), moreHeaders);
    }

    /** Sends it with this body. */
    Reply send(Api api, String hole, byte[] content, Map<String, String> moreHeaders) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!body.isEmpty()) {
            headers.put("Content-Type", body);
        }
        headers.putAll(moreHeaders);
        return api.send(method, target(hole), content.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content), headers);
    }

    String target(String hole) {
        List<String> parameters = new ArrayList<>();
        if (query.contains("path")) {
            parameters.add("path=%2Fitest.bin");
        }
        if (query.contains("mkdir")) {
            parameters.add("mkdir=true");
        }
        if (path.startsWith("/api/v1/steps/")) {
            parameters.add("account=accounts");
        }
        return path.replaceAll("\\{[^}]*}", Matcher.quoteReplacement(hole)) + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    /** A body that would be accepted. */
    byte[] soundBody() {
        Object sound = switch (id) {
            case "createConnection", "testNewConnection" ->
                    HostTest.draft("accounts", "api-key", "sound", Map.of("key", "sound"));
            case "editConnection" -> Map.of("label", "edited");
            case "createApiKey" -> Map.of("label", "sound", "scopes", List.of("read"));
            case "signRequest" -> Map.of("method", "GET", "url", "https://api.example.com/");
            case "createConnectSession" -> Map.of("account", "accounts", "provider", "api-key");
            case "createAccountSession" -> Map.of("account", "accounts");
            case "signIn" -> Map.of("key", "pbk_" + "A".repeat(43));
            case "createOAuthClient" -> Map.of("account", "accounts", "provider", "oauth2", "label", "sound");
            case "editOAuthClient" -> Map.of("label", "edited");
            case "putStep" -> Map.of("provider", "api-key");
            case "putAccount" -> Map.of("label", "sound");
            case "backup" -> Map.of("passphrase", "a sound passphrase");
            default -> null;
        };
        if (sound == null) {
            return body.isEmpty() ? new byte[0] : new byte[] {1, 2, 3};
        }
        try {
            return JSON.writeValueAsBytes(sound);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
