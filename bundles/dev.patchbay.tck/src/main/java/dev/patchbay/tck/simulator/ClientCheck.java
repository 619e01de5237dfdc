package dev.patchbay.tck.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a client says who it is (RFC 6749 section 2.3), the way the facts name and no other. Thread-safe. */
final class ClientCheck {
    private static final String ID = "client_id";
    private static final String SECRET = "client_secret";

    private final AppState app;

    ClientCheck(AppState app) {
        this.app = app;
    }

    void require(String leg, Inbound request, Pairs parameters) {
        Optional<String> basic = request.basic();
        String secretName = app.nameOf(leg, SECRET);
        switch (app.facts().cell(Column.CLIENT_AUTH)) {
            case "basic" -> {
                Refused.unless(!parameters.has(secretName), 401, "invalid_client",
                        "the client secret is in the body; the app wants Basic authentication");
                basic(basic);
            }
            case "either" -> {
                if (basic.isPresent()) {
                    basic(basic);
                } else {
                    body(leg, parameters);
                }
            }
            case "none" -> {
                Refused.unless(basic.isEmpty() && !parameters.has(secretName), 401, "invalid_client",
                        "the client is a public one and must not send a secret");
                id(leg, parameters);
            }
            case "private-key-jwt" -> new AssertionCheck(app).requireClient(parameters);
            case "body" -> {
                Refused.unless(basic.isEmpty(), 401, "invalid_client",
                        "the client uses Basic authentication; the app wants " + secretName + " as a parameter");
                body(leg, parameters);
            }
            default -> {
                /* nothing is known: tokens are given to whoever has the grant */
            }
        }
    }

    private void body(String leg, Pairs parameters) {
        id(leg, parameters);
        if (app.isRemoved(leg, SECRET)) {
            Refused.unless(!parameters.has(SECRET), 401, "invalid_client", "the app does not take the parameter " + SECRET);
            return;
        }
        String name = app.nameOf(leg, SECRET);
        Refused.unless(parameters.has(name), 401, "invalid_client",
                "the parameter " + name + " is missing; sent were " + String.join(", ", parameters.names()));
        Refused.unless(parameters.get(name).equals(app.clientSecret()), 401, "invalid_client", "the client secret is wrong");
    }

    private void id(String leg, Pairs parameters) {
        if (app.isRemoved(leg, ID)) {
            Refused.unless(!parameters.has(ID), 401, "invalid_client", "the app does not take the parameter " + ID);
            return;
        }
        String name = app.nameOf(leg, ID);
        Refused.unless(parameters.has(name), 401, "invalid_client",
                "the parameter " + name + " is missing; sent were " + String.join(", ", parameters.names()));
        Refused.unless(parameters.get(name).equals(app.clientId()), 401, "invalid_client", "the client is not known here");
    }

    /** Both halves are form-encoded before they are joined (RFC 6749 section 2.3.1). */
    private void basic(Optional<String> pair) {
        Refused.unless(pair.isPresent(), 401, "invalid_client",
                "there is no Authorization: Basic with client ID and secret, which the app wants");
        String text = pair.orElse("");
        int colon = text.indexOf(':');
        boolean right = colon > 0 && decoded(text.substring(0, colon)).equals(app.clientId())
                && decoded(text.substring(colon + 1)).equals(app.clientSecret());
        Refused.unless(right, 401, "invalid_client", "client ID or secret in Authorization: Basic are wrong");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
