package dev.patchbay.core.internal.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.host.problem.FieldError;
import java.io.IOException;

/** The state of a session as the bytes that are sealed: JSON, in a form only this class reads. Thread-safe. */
final class SessionJson {
    /* trees only: no type of ours is ever bound by reflection */
    private static final ObjectMapper TREES = JsonMapper.builder().build();

    private SessionJson() {}

    static byte[] write(SessionState state) {
        ObjectNode out = TREES.createObjectNode();
        out.put("madeBy", state.madeBy).put("madeByLabel", state.madeByLabel).put("provider", state.provider);
        out.put("connection", state.connection).put("reconnect", state.reconnect).put("returnTo", state.returnTo);
        out.put("workflow", state.workflow).put("step", state.step);
        out.put("phase", state.phase.name()).put("method", state.method).put("open", state.open);
        out.put("ownWanted", state.ownWanted).put("label", state.label).put("sharedToken", state.sharedToken);
        if (state.own != null) {
            out.putObject("own").put("id", state.own.id()).put("version", state.own.version());
        }
        if (state.typed != null) {
            JsonParts.texts(out.putObject("typed"), state.typed);
        }
        if (state.attempt != null) {
            out.set("attempt", AttemptJson.write(state.attempt));
        }
        if (state.signedIn != null) {
            out.set("signedIn", SignedInJson.write(state.signedIn));
        }
        outcome(out, state);
        try {
            return TREES.writeValueAsBytes(out);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written");
        }
    }

    private static void outcome(ObjectNode out, SessionState state) {
        for (FieldError error : state.errors) {
            out.withArray("errors").addObject()
                    .put("field", error.field()).put("code", error.code()).put("message", error.message());
        }
        if (state.report != null) {
            out.set("report", JsonParts.report(state.report));
        }
        if (state.failure != null) {
            out.set("failure", JsonParts.failure(state.failure));
        }
        if (state.outcome != null) {
            ObjectNode ended = out.putObject("outcome");
            ended.put("label", state.outcome.label()).put("appAccount", state.outcome.appAccount());
            state.outcome.granted().forEach(ended.putArray("granted")::add);
            state.outcome.missing().forEach(ended.putArray("missing")::add);
        }
    }

    /** Reads what {@link #write} wrote; the bytes were authenticated before. */
    static SessionState read(byte[] bytes) {
        JsonNode in = tree(bytes);
        SessionState state = new SessionState();
        state.madeBy = in.path("madeBy").asText();
        state.madeByLabel = in.path("madeByLabel").asText();
        state.provider = JsonParts.text(in, "provider");
        state.connection = in.path("connection").asText();
        state.reconnect = in.path("reconnect").asBoolean();
        state.returnTo = JsonParts.text(in, "returnTo");
        state.workflow = JsonParts.text(in, "workflow");
        state.step = JsonParts.text(in, "step");
        state.phase = SessionState.Phase.valueOf(in.path("phase").asText());
        state.method = JsonParts.text(in, "method");
        state.open = in.path("open").asBoolean();
        state.ownWanted = in.path("ownWanted").asBoolean();
        state.label = in.path("label").asText();
        state.sharedToken = JsonParts.text(in, "sharedToken");
        state.own = in.has("own")
                ? new SessionState.OwnClient(in.path("own").path("id").asText(), in.path("own").path("version").asLong())
                : null;
        state.typed = in.has("typed") ? JsonParts.texts(in.path("typed")) : null;
        state.attempt = in.has("attempt") ? AttemptJson.read(in.path("attempt")) : null;
        state.signedIn = in.has("signedIn") ? SignedInJson.read(in.path("signedIn")) : null;
        outcome(in, state);
        return state;
    }

    private static void outcome(JsonNode in, SessionState state) {
        state.errors = JsonParts.each(in.path("errors"), error -> new FieldError(
                error.path("field").asText(), error.path("code").asText(), error.path("message").asText()));
        state.report = in.has("report") ? JsonParts.report(in.path("report")) : null;
        state.failure = in.has("failure") ? JsonParts.failure(in.path("failure")) : null;
        JsonNode ended = in.path("outcome");
        state.outcome = in.has("outcome")
                ? new SessionState.Outcome(
                        ended.path("label").asText(), JsonParts.text(ended, "appAccount"),
                        JsonParts.each(ended.path("granted"), JsonNode::asText),
                        JsonParts.each(ended.path("missing"), JsonNode::asText))
                : null;
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return TREES.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("a sealed session is not in its form");
        }
    }
}
