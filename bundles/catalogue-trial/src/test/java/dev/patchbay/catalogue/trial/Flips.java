package dev.patchbay.catalogue.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Every single change of what a method says on the wire: each value of {@code auth}, {@code injection}, {@code probe} and the base
 * URL is left out once and turned to something else once, and quirks that are absent are added. No value is skipped.
 */
final class Flips {
    /** Words that have others of their kind. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "grant", List.of("authorization-code", "client-credentials"),
            "clientAuth", List.of("basic", "body", "none"),
            "bodyFormat", List.of("form", "json"),
            "renewal", List.of("standard", "none", "extend-access-token"),
            "source", List.of("token-reply", "redirect"),
            "form", List.of("seconds", "milliseconds", "timestamp", "epoch-seconds", "epoch-milliseconds"),
            "place", List.of("header", "query"),
            "method", List.of("GET", "POST"),
            "signature", List.of("hmac-sha1", "hmac-sha256", "plaintext"));
    /** What has its default value while it is left out, and what it is changed to. */
    private static final Map<String, JsonNode> ABSENT = Map.of(
            "withoutPkce", BooleanNode.TRUE,
            "scopeSeparator", TextNode.valueOf(","),
            "bodyFormat", TextNode.valueOf("json"),
            "renewal", TextNode.valueOf("none"),
            "refreshUrl", TextNode.valueOf("https://elsewhere.example/refresh"),
            "revokeUrl", TextNode.valueOf("https://elsewhere.example/revoke"));

    private final ObjectNode declaration;
    private final int method;
    private final List<Flip> flips = new ArrayList<>();

    private Flips(ObjectNode declaration, int method) {
        this.declaration = declaration;
        this.method = method;
    }

    /** Those of one method. */
    static List<Flip> of(ObjectNode declaration, String methodId) {
        int index = 0;
        while (!declaration.path("methods").path(index).path("id").asText().equals(methodId)) {
            index++;
        }
        Flips flips = new Flips(declaration, index);
        JsonNode method = declaration.path("methods").path(index);
        for (String key : List.of("auth", "injection", "probe")) {
            if (method.has(key)) {
                flips.walk(method.get(key), List.of(key));
            }
        }
        if (declaration.has("baseUrl")) {
            flips.url(declaration.path("baseUrl").asText(), List.of("baseUrl"));
        }
        flips.added(method.path("auth"));
        return flips.flips;
    }

    private void walk(JsonNode node, List<String> place) {
        if (node.isObject()) {
            node.properties().forEach(member -> walk(member.getValue(), plus(place, member.getKey())));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), plus(place, String.valueOf(i)));
                if (node.get(i).isObject()) {
                    drop(plus(place, String.valueOf(i)));
                }
            }
        } else {
            leaf(node, place);
        }
    }

    private void leaf(JsonNode value, List<String> place) {
        String key = last(place);
        drop(place);
        if (WORDS.containsKey(key) && place.size() > 1 && !isParameter(place)) {
            WORDS.get(key).stream().filter(word -> !word.equals(value.asText()))
                    .forEach(word -> set(place, "is " + word, TextNode.valueOf(word)));
        } else if (value.isTextual() && (key.endsWith("Url") || key.equals("url")) && !isParameter(place)) {
            url(value.asText(), place);
        } else if (key.equals("scopeSeparator")) {
            set(place, "is another", TextNode.valueOf(value.asText().equals(",") ? " " : ","));
        } else if (key.equals("template")) {
            template(value.asText(), place);
        } else if (value.isTextual()) {
            set(place, "is another", TextNode.valueOf(value.asText() + "x"));
        } else if (value.isNumber()) {
            set(place, "is another", IntNode.valueOf(value.asInt() + 60));
        }
    }

    private void url(String url, List<String> place) {
        int scheme = url.indexOf("://");
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        set(place, "has another path", TextNode.valueOf(path + (path.endsWith("/") ? "x" : "/x") + (query < 0 ? "" : url.substring(query))));
        if (scheme >= 0) {
            set(place, "has another host", TextNode.valueOf(url.substring(0, scheme + 3) + "other-" + url.substring(scheme + 3)));
        }
    }

    private void template(String text, List<String> place) {
        int hole = text.indexOf('{');
        set(place, hole > 0 ? "has no prefix" : "has a prefix", TextNode.valueOf(hole > 0 ? text.substring(hole) : "Bearer " + text));
        set(place, "is another", TextNode.valueOf(text + "x"));
    }

    /** Names that are the app's and not ours. */
    private static boolean isParameter(List<String> place) {
        return place.size() > 2 && (place.get(1).endsWith("Params") || place.get(1).equals("tokenHeaders")
                || place.get(1).equals("headers") || place.get(1).equals("renamed"));
    }

    private void added(JsonNode auth) {
        if (!auth.path("kind").asText().equals("oauth2")) {
            return;
        }
        new LinkedHashMap<>(ABSENT).forEach((key, value) -> {
            if (!auth.has(key)) {
                set(List.of("auth", key), "is added", value);
            }
        });
        if (!auth.has("clientAuth")) {
            set(List.of("auth", "clientAuth"), "is added", TextNode.valueOf("body"));
        }
        for (String key : List.of("accessToken", "refreshToken", "expiry")) {
            if (!auth.path("reply").has(key)) {
                set(List.of("auth", "reply", key), "is added", TextNode.valueOf("elsewhere"));
            }
        }
    }

    private void drop(List<String> place) {
        change(place, "left out", parent -> remove(parent, last(place)));
    }

    private void set(List<String> place, String how, JsonNode value) {
        change(place, how, parent -> {
            if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(last(place)), value);
            } else {
                ((ObjectNode) parent).set(last(place), value);
            }
        });
    }

    private void change(List<String> place, String how, Consumer<JsonNode> change) {
        ObjectNode copy = declaration.deepCopy();
        JsonNode node = place.get(0).equals("baseUrl") ? copy : copy.path("methods").path(method);
        for (String key : place.subList(0, place.size() - 1)) {
            JsonNode next = node.isArray() ? node.get(Integer.parseInt(key)) : node.get(key);
            node = next == null ? ((ObjectNode) node).putObject(key) : next;
        }
        JsonNode was = node.isArray() ? node.path(Integer.parseInt(last(place))) : node.path(last(place));
        change.accept(node);
        flips.add(new Flip(String.join(".", place), was.asText(), how, copy));
    }

    private static void remove(JsonNode parent, String key) {
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(key));
        } else {
            ((ObjectNode) parent).remove(key);
        }
    }

    private static String last(List<String> place) {
        return place.get(place.size() - 1);
    }

    private static List<String> plus(List<String> place, String key) {
        List<String> longer = new ArrayList<>(place);
        longer.add(key);
        return List.copyOf(longer);
    }
}
