package dev.patchbay.core.internal.definitions;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.declaration.DefinitionJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the request of a probe, with the credential where the injection puts it. */
public final class AppRequest {
    private static final Pattern FIELD = Pattern.compile("\\{([a-z][a-zA-Z0-9]{0,63})}");

    private final Inserts inserts;
    private final List<HttpCall.Header> headers = new ArrayList<>();
    private final StringBuilder query = new StringBuilder();
    private final StringBuilder pathPrefix = new StringBuilder();
    private final StringBuilder cookies = new StringBuilder();
    private final Map<String, String> members = new LinkedHashMap<>();

    private AppRequest(Inserts inserts) {
        this.inserts = inserts;
    }

    /**
     * The request.
     *
     * @param url the whole template of the URL
     * @throws ConnectionFailure {@code INVALID_INPUT} where a value is missing or cannot stand where it should
     */
    public static HttpCall of(Probe probe, Template url, Injection injection, Inserts inserts) {
        AppRequest request = new AppRequest(inserts);
        new TreeMap<>(probe.headers()).forEach(request::plainHeader);
        injection.parts().forEach(request::inject);
        HttpCall call = HttpCall.of(probe.method(), request.place(url.url(inserts)));
        for (HttpCall.Header header : request.headers) {
            call = call.header(header.name(), header.value());
        }
        call = request.cookies.isEmpty() ? call : call.header("Cookie", request.cookies.toString());
        return request.withBody(call, probe);
    }

    private HttpCall withBody(HttpCall call, Probe probe) {
        if (members.isEmpty()) {
            return probe.body().isEmpty() ? call : call.body(probe.mediaType(), body(probe));
        }
        String type = probe.mediaType().isEmpty() ? "application/json" : probe.mediaType();
        return call.body(type, type.contains("form-urlencoded") ? form(body(probe)) : json(probe.body().isEmpty() ? "{}" : body(probe)));
    }

    private String form(String body) {
        StringBuilder out = new StringBuilder(body);
        members.forEach((name, value) -> out.append(out.isEmpty() ? "" : "&")
                .append(Template.encode(name)).append('=').append(Template.encode(value)));
        return out.toString();
    }

    private String json(String body) {
        try {
            if (DefinitionJson.tree(body) instanceof ObjectNode object) {
                members.forEach(object::put);
                return object.toString();
            }
        } catch (IllegalArgumentException e) {
            throw noObject();
        }
        throw noObject();
    }

    private static ConnectionFailure noObject() {
        return new ConnectionFailure(Reason.INVALID_INPUT, "The body of the test is no JSON object that a credential could stand in.");
    }

    /** Only the name of a field is a hole here: the braces of GraphQL and JSON are none. No secret stands in a body. */
    private String body(Probe probe) {
        boolean json = probe.mediaType().contains("json");
        boolean form = probe.mediaType().contains("form-urlencoded");
        return FIELD.matcher(probe.body()).replaceAll(hole -> {
            if (!inserts.isField(hole.group(1))) {
                return Matcher.quoteReplacement(hole.group());
            }
            String value = inserts.plain(hole.group(1)).orElse("");
            String fit = json ? new String(JsonStringEncoder.getInstance().quoteAsString(value))
                    : form ? Template.encode(value) : value;
            return Matcher.quoteReplacement(fit);
        });
    }

    private void plainHeader(String name, String template) {
        Template header = new Template(template);
        header.names().forEach(inserts::plain);
        headers.add(new HttpCall.Header(name, header.injected(inserts, AppRequest::inHeader)));
    }

    private void inject(Injection.Part part) {
        Template template = new Template(part.template());
        if (part.place() == Injection.Place.BASIC) {
            basic(new Template(part.name()), template);
            return;
        }
        if (!template.isComplete(inserts)) {
            skipOrRefuse(template);
            return;
        }
        switch (part.place()) {
            case HEADER -> headers.add(new HttpCall.Header(part.name(), template.injected(inserts, AppRequest::inHeader)));
            case QUERY -> query.append(query.isEmpty() ? "" : "&").append(Template.encode(part.name())).append('=')
                    .append(template.injected(inserts, (name, value) -> Template.encode(value)));
            case PATH -> pathPrefix.append(part.template().startsWith("/") ? "" : "/")
                    .append(template.injected(inserts, (name, value) -> Template.encode(value)));
            case COOKIE -> cookies.append(cookies.isEmpty() ? "" : "; ").append(part.name()).append('=')
                    .append(template.injected(inserts, AppRequest::inCookie));
            case BODY -> members.put(part.name(), template.injected(inserts, (name, value) -> value));
            case BASIC -> throw new IllegalStateException("made above");
        }
    }

    /** RFC 7617 section 2: user, colon, password; the user holds no colon, neither holds control characters. */
    private void basic(Template user, Template password) {
        String name = filled(user);
        if (name.indexOf(':') >= 0) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, "The user name must not hold a colon.");
        }
        String pair = name + ":" + filled(password);
        if (pair.chars().anyMatch(Character::isISOControl)) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, "User name and password must not hold control characters.");
        }
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        headers.add(new HttpCall.Header("Authorization", "Basic " + encoded));
    }

    /** In Basic authentication an optional value that is not set is the empty text. */
    private String filled(Template template) {
        if (template.isComplete(inserts)) {
            return template.injected(inserts, (name, value) -> value);
        }
        skipOrRefuse(template);
        return "";
    }

    /** A part whose value may be left out and was is left out as well; any other is a fault. */
    private void skipOrRefuse(Template template) {
        for (String name : template.names()) {
            if (!inserts.has(name) && !inserts.isOptional(name)) {
                throw new ConnectionFailure(Reason.INVALID_INPUT, name.equals(Inserts.ACCESS_TOKEN)
                        ? "The sign-in is not done: there is no access token."
                        : "The field " + name + " has no value.");
            }
        }
    }

    private static String inHeader(String name, String value) {
        if (value.chars().anyMatch(c -> c < 0x20 && c != '\t' || c > 0x7e)) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, "The value of " + name
                    + " holds line breaks or characters that cannot stand in a header.");
        }
        return value;
    }

    /** RFC 6265 section 4.1.1, cookie-octet. */
    private static String inCookie(String name, String value) {
        if (value.chars().anyMatch(c -> c <= 0x20 || c > 0x7e || "\",;\\".indexOf(c) >= 0)) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, "The value of " + name + " holds characters that cannot stand in a cookie.");
        }
        return value;
    }

    private URI place(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        int question = url.indexOf('?');
        int end = question < 0 ? url.length() : question;
        int start = path < 0 || path > end ? end : path;
        String withPath = url.substring(0, start) + pathPrefix + url.substring(start, end);
        String before = question < 0 ? "" : url.substring(question + 1);
        String all = before.isEmpty() || query.isEmpty() ? before + query : before + "&" + query;
        return URI.create(all.isEmpty() ? withPath : withPath + "?" + all);
    }
}
