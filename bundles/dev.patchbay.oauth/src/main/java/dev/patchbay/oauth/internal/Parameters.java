package dev.patchbay.oauth.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.provider.OAuth2;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of one leg, added under their standard names and sent under the app's. Not thread-safe. */
final class Parameters {
    private final OAuth2 auth;
    private final Leg leg;
    private final Map<String, String> byTheirName = new LinkedHashMap<>();

    Parameters(OAuth2 auth, Leg leg) {
        this.auth = auth;
        this.leg = leg;
    }

    /** The request they are of. */
    Leg leg() {
        return leg;
    }

    /** A standard parameter, renamed or left out as the app wants it; an empty value is left out too. */
    Parameters standard(String name, String value) {
        if (!value.isEmpty() && !leg.leavesOut(auth, name)) {
            byTheirName.put(leg.nameOf(auth, name), value);
        }
        return this;
    }

    /** Declared parameters under the names they have at the app; one may replace a standard one. */
    Parameters declared(Map<String, String> templates, OAuth2Call call) {
        templates.forEach((name, template) -> call.fill(template).ifPresent(value -> byTheirName.put(name, value)));
        return this;
    }

    /** As a body of the type {@code application/x-www-form-urlencoded} (RFC 6749 appendix B). */
    String form() {
        return byTheirName.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** As a JSON object of texts. */
    String json() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        byTheirName.forEach(object::put);
        return object.toString();
    }

    /** The URL with these added to its query. A space becomes {@code %20}, which every parser reads, {@code +} not. */
    URI addedTo(URI url) {
        String whole = url.toString();
        String query = form().replace("+", "%20");
        if (query.isEmpty()) {
            return url;
        }
        String between = whole.indexOf('?') < 0 ? "?" : whole.endsWith("?") || whole.endsWith("&") ? "" : "&";
        return URI.create(whole + between + query);
    }

    /** A text as RFC 6749 appendix B encodes it. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
