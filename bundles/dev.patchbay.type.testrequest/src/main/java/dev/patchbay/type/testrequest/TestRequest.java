package dev.patchbay.type.testrequest;

import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Builds the test request from the values and sends it as one step. Stateless and thread-safe. */
public final class TestRequest {
    /** Headers that frame the message or choose its receiver (RFC 9110, RFC 9112): a credential there breaks the request. */
    private static final Set<String> FRAMING = Set.of("host", "content-length", "transfer-encoding", "connection",
            "keep-alive", "proxy-connection", "te", "trailer", "upgrade", "expect");

    private TestRequest() {}

    /**
     * Sends the request the values describe; without a URL there is no step, and so nothing was tested.
     *
     * @param usual the type's default place
     */
    public static void run(TestRun run, Place usual, Login login) {
        Values values = run.values();
        if (values.find(TestFields.URL).isEmpty()) {
            return;
        }
        Place place = Place.of(values.get(TestFields.place(usual)));
        run.step("Send the test request", Reason.UNEXPECTED, () -> {
            HttpCall call = call(values, place, login);
            HttpReply reply = run.http().send(call);
            expect(reply, values.get(TestFields.STATUS));
        });
    }

    private static HttpCall call(Values values, Place place, Login login) {
        String url = values.get(TestFields.URL);
        String method = values.get(TestFields.METHOD);
        return switch (place) {
            case BEARER -> HttpCall.of(method, uri(url))
                    .header("Authorization", "Bearer " + printable(login.secret().reveal()));
            case BASIC -> HttpCall.of(method, uri(url)).header("Authorization", basic(login));
            case HEADER -> named(HttpCall.of(method, uri(url)), values, login);
            case QUERY -> HttpCall.of(method, uri(withQuery(url, values, login)));
        };
    }

    /** RFC 7617 section 2, in UTF-8; the colon ends the user, and control characters are not allowed in either. */
    private static String basic(Login login) {
        String user = login.user().reveal();
        String password = login.password().reveal();
        if (user.indexOf(':') >= 0) {
            throw new ConnectionFailure(INVALID_INPUT, "Basic authentication allows no colon in the user's part.");
        }
        if ((user + password).chars().anyMatch(Character::isISOControl)) {
            throw new ConnectionFailure(INVALID_INPUT, "Basic authentication allows neither line breaks nor other"
                    + " control characters: store it as one line, or choose a query parameter.");
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static HttpCall named(HttpCall call, Values values, Login login) {
        String name = allowed(values.get(TestFields.HEADER));
        String scheme = values.find(TestFields.SCHEME).map(word -> word + " ").orElse("");
        HttpCall with = call.header(name, scheme + printable(login.secret().reveal()));
        if (login.key().isEmpty() || values.find(TestFields.KEY_HEADER).isEmpty()) {
            return with;
        }
        return with.header(allowed(values.get(TestFields.KEY_HEADER)), printable(login.key()));
    }

    private static String allowed(String header) {
        if (FRAMING.contains(header.toLowerCase(Locale.ROOT))) {
            throw new ConnectionFailure(INVALID_INPUT, "The header " + header + " belongs to HTTP itself: choose another one.");
        }
        return header;
    }

    /** A field value of printable ASCII (RFC 9110 section 5.5); everything else is read differently by different servers. */
    private static String printable(String value) {
        if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new ConnectionFailure(INVALID_INPUT, "A header holds one line of plain ASCII, and this value has a line break"
                    + " or another character: choose another place for it, or correct it.");
        }
        return value;
    }

    private static String withQuery(String url, Values values, Login login) {
        StringBuilder to = new StringBuilder(url);
        if (!login.key().isEmpty()) {
            values.find(TestFields.KEY_PARAMETER).ifPresent(name -> append(to, name, login.key()));
        }
        return append(to, values.get(TestFields.PARAMETER), login.secret().reveal()).toString();
    }

    private static StringBuilder append(StringBuilder url, String name, String value) {
        int query = url.indexOf("?");
        String separator = query < 0 ? "?" : query == url.length() - 1 ? "" : "&";
        return url.append(separator).append(encoded(name)).append('=').append(encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            /* its text holds the URL, and the URL may hold the secret: not even as a cause */
            throw new ConnectionFailure(INVALID_INPUT, "The test URL is no valid URL.");
        }
    }

    private static void expect(HttpReply reply, int status) {
        try {
            reply.expect(status);
        } catch (ConnectionFailure other) {
            throw new ConnectionFailure(other.reason(),
                    "The app answered " + reply.status() + "; a pass is " + status + ".");
        }
    }
}
