package dev.patchbay.app.sandbox.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The device authorization grant (RFC 8628). */
final class DeviceRoutes {
    private static final int INTERVAL_SECONDS = 2;

    private final Sandbox sandbox;
    private final String base;

    /** What a question for a token comes to: a sign-in, or an error of section 3.5. */
    record Answer(Sandbox.@Nullable Grant grant, String error) {}

    DeviceRoutes(Sandbox sandbox, String base) {
        this.sandbox = sandbox;
        this.base = base;
    }

    /** Section 3.1: gives a code. */
    void begin(Exchange exchange) throws IOException {
        if (!exchange.client().getKey().equals(Sandbox.CLIENT)) {
            exchange.error(401, "invalid_client", "The client is sandbox-client");
            return;
        }
        String code = sandbox.device(exchange.scopes());
        String user = sandbox.device(code).orElseThrow().userCode;
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("device_code", code);
        reply.put("user_code", user);
        reply.put("verification_uri", base + "/device");
        reply.put("verification_uri_complete", base + "/device?user_code=" + user);
        reply.put("expires_in", 600);
        reply.put("interval", INTERVAL_SECONDS);
        exchange.json(200, reply);
    }

    /** Section 3.3: the person enters the code and decides. */
    void enter(Exchange exchange) throws IOException {
        String entered = exchange.get("user_code").strip().toUpperCase(Locale.ROOT);
        Optional<Sandbox.Device> found = sandbox.deviceByUserCode(entered);
        if (found.isEmpty()) {
            String hint = entered.isEmpty() ? "" : "<p role=\"alert\">There is no such code, or it was used.</p>";
            exchange.html(entered.isEmpty() ? 200 : 404, Page.of("Sandbox shop", hint
                    + "<form method=\"get\" action=\"/device\"><label>The code you were shown "
                    + "<input name=\"user_code\" autocomplete=\"off\" required></label> <button>Go on</button></form>"));
        } else if (exchange.method().equals("POST")) {
            decide(exchange, found.get());
        } else {
            exchange.html(200, Page.consent("/device", found.get().scopes, Map.of("user_code", entered)));
        }
    }

    private void decide(Exchange exchange, Sandbox.Device device) throws IOException {
        String person = exchange.get("person");
        synchronized (sandbox) {
            if (exchange.get("decision").equals("allow") && Sandbox.PEOPLE.containsKey(person)) {
                device.grant = new Sandbox.Grant(person, device.scopes);
            } else {
                device.denied = true;
            }
        }
        exchange.html(200, Page.of("Done", "<p>You can go back to where you got the code.</p>"));
    }

    /** Sections 3.4 and 3.5. */
    Answer poll(String code) {
        synchronized (sandbox) {
            Sandbox.Device device = sandbox.device(code).orElse(null);
            if (device == null || device.endsAt <= sandbox.now()) {
                return new Answer(null, "expired_token");
            }
            if (device.denied) {
                return new Answer(null, "access_denied");
            }
            if (device.grant != null) {
                sandbox.forgetDevice(code);
                return new Answer(device.grant, "");
            }
            boolean early = device.askedAt != 0 && sandbox.now() - device.askedAt < INTERVAL_SECONDS * 1_000L - 100;
            device.askedAt = sandbox.now();
            return new Answer(null, early ? "slow_down" : "authorization_pending");
        }
    }
}
