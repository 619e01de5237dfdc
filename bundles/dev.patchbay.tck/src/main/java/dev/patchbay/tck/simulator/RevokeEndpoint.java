package dev.patchbay.tck.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Where tokens are given up (RFC 7009). Thread-safe. */
final class RevokeEndpoint {
    private final AppState app;

    RevokeEndpoint(AppState app) {
        this.app = app;
    }

    Answer handle(Inbound request) {
        Refused.unless(request.method().equals("POST"), 405, "invalid_request", "tokens are given up with POST");
        Pairs given = request.mediaType().equals("application/json") ? request.jsonObject() : request.form();
        String name = app.nameOf("revoke", "token");
        Refused.unless(!given.get(name).isEmpty(), 400, "invalid_request",
                "the parameter " + name + " is missing; sent were " + String.join(", ", given.names()));
        new ClientCheck(app).require("revoke", request, given);
        app.ledger().end(given.get(name));
        return Answer.json(200, JsonNodeFactory.instance.objectNode());
    }
}
