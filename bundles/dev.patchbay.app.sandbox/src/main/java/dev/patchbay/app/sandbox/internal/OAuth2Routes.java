package dev.patchbay.app.sandbox.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** OAuth 2.0 as the app gives it: RFC 6749 with PKCE S256 required (RFC 7636) and {@code iss} in the answer (RFC 9207). */
final class OAuth2Routes {
    /** Anyone may register here, but only the callback of a connections host. */
    private static final Pattern REDIRECT =
            Pattern.compile("(https://[^/?#@\\s]+|http://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?)(/[^?#\\s]*)?/oauth/callback/[a-z0-9_]+");

    private final Sandbox sandbox;
    private final DeviceRoutes device;
    private final String issuer;

    OAuth2Routes(Sandbox sandbox, DeviceRoutes device, String issuer) {
        this.sandbox = sandbox;
        this.device = device;
        this.issuer = issuer;
    }

    static boolean isRedirect(String uri) {
        return REDIRECT.matcher(uri).matches();
    }

    /** GET asks the person, POST is the decision. */
    void authorize(Exchange exchange) throws IOException {
        String redirect = exchange.get("redirect_uri");
        if (!exchange.get("client_id").equals(Sandbox.CLIENT) || !isRedirect(redirect)) {
            exchange.html(400, Page.of("This cannot go on",
                    "<p>The client ID is not <code>sandbox-client</code>, or the redirect URI is not a connections host's.</p>"));
            return;
        }
        String fault = fault(exchange);
        if (!fault.isEmpty()) {
            back(exchange, redirect, Map.of("error", "invalid_request", "error_description", fault));
        } else if (exchange.method().equals("POST")) {
            decide(exchange, redirect);
        } else {
            Map<String, String> hidden = new LinkedHashMap<>();
            for (String name : new String[] {"client_id", "redirect_uri", "state", "scope", "code_challenge",
                    "code_challenge_method", "response_type"}) {
                hidden.put(name, exchange.get(name));
            }
            exchange.html(200, Page.consent("/authorize", exchange.scopes(), hidden));
        }
    }

    private static String fault(Exchange exchange) {
        if (!exchange.get("response_type").equals("code")) {
            return "response_type must be code";
        }
        boolean pkce = exchange.get("code_challenge_method").equals("S256") && exchange.get("code_challenge").length() == 43;
        return pkce ? "" : "PKCE with S256 is required";
    }

    private void decide(Exchange exchange, String redirect) throws IOException {
        String person = exchange.get("person");
        if (!exchange.get("decision").equals("allow") || !Sandbox.PEOPLE.containsKey(person)) {
            back(exchange, redirect, Map.of("error", "access_denied", "error_description", "The person said no"));
            return;
        }
        Sandbox.Grant grant = new Sandbox.Grant(person, granted(exchange.scopes()));
        back(exchange, redirect, Map.of("code", sandbox.code(grant, redirect, exchange.get("code_challenge"))));
    }

    /** Reports are for nobody here, so that a scope that is not granted can be seen. */
    private static Set<String> granted(Set<String> asked) {
        asked.remove("read:reports");
        return asked;
    }

    private void back(Exchange exchange, String redirect, Map<String, String> parameters) throws IOException {
        StringBuilder to = new StringBuilder(redirect).append("?iss=").append(OAuth1Check.encode(issuer));
        if (!exchange.get("state").isEmpty()) {
            to.append("&state=").append(OAuth1Check.encode(exchange.get("state")));
        }
        parameters.forEach((name, value) -> to.append('&').append(name).append('=').append(OAuth1Check.encode(value)));
        exchange.redirect(to.toString());
    }

    /** The token endpoint. */
    void token(Exchange exchange) throws IOException {
        Map.Entry<String, String> client = exchange.client();
        if (!exchange.method().equals("POST")) {
            exchange.error(405, "invalid_request", "The token endpoint wants POST");
        } else if (!client.getKey().equals(Sandbox.CLIENT) || !client.getValue().equals(Sandbox.CLIENT_SECRET)) {
            exchange.error(401, "invalid_client", "The client is sandbox-client, its secret sandbox-secret");
        } else {
            switch (exchange.get("grant_type")) {
                case "authorization_code" -> code(exchange);
                case "refresh_token" -> refresh(exchange);
                case "client_credentials" -> issue(exchange, new Sandbox.Grant("", exchange.scopes()), false);
                case "urn:ietf:params:oauth:grant-type:device_code" -> device(exchange);
                default -> exchange.error(400, "unsupported_grant_type", "This grant is not known here");
            }
        }
    }

    private void code(Exchange exchange) throws IOException {
        Optional<Sandbox.Code> code = sandbox.take(exchange.get("code"));
        boolean good = code.isPresent() && code.get().redirectUri().equals(exchange.get("redirect_uri"))
                && code.get().challenge().equals(challenge(exchange.get("code_verifier")));
        if (good) {
            issue(exchange, code.get().grant(), true);
        } else {
            exchange.error(400, "invalid_grant", "The code is used, ended, or not for this redirect URI and verifier");
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void refresh(Exchange exchange) throws IOException {
        Optional<Sandbox.Grant> grant = sandbox.takeRefresh(exchange.get("refresh_token"));
        if (grant.isPresent()) {
            issue(exchange, grant.get(), true);
        } else {
            exchange.error(400, "invalid_grant", "The refresh token is not known, was used before, or was revoked");
        }
    }

    private void device(Exchange exchange) throws IOException {
        DeviceRoutes.Answer answer = device.poll(exchange.get("device_code"));
        if (answer.grant() != null) {
            issue(exchange, answer.grant(), true);
        } else {
            exchange.error(400, answer.error(), "See RFC 8628, section 3.5");
        }
    }

    private void issue(Exchange exchange, Sandbox.Grant grant, boolean refreshable) throws IOException {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("access_token", sandbox.access(grant));
        reply.put("token_type", "Bearer");
        reply.put("expires_in", Sandbox.TOKEN_SECONDS);
        reply.put("scope", String.join(" ", grant.scopes));
        if (refreshable) {
            reply.put("refresh_token", sandbox.refresh(grant));
        }
        exchange.json(200, reply);
    }

    /** RFC 7009: always a success. */
    void revoke(Exchange exchange) throws IOException {
        sandbox.revoke(exchange.get("token"));
        exchange.json(200, Map.of());
    }
}
