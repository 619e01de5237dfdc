package dev.patchbay.tck.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Token replies in the shape of the facts, refusals among them. Thread-safe. */
final class TokenReplies {
    private final AppState app;
    private final AppFacts facts;

    TokenReplies(AppState app) {
        this.app = app;
        this.facts = app.facts();
    }

    /** New tokens of a sign-in. */
    Answer tokens(Ledger.Family family, boolean renewed) {
        Instant now = app.clock().instant();
        int seconds = facts.number(Column.EXPIRY_SECONDS);
        @Nullable Instant ends = seconds == 0 ? null : now.plusSeconds(seconds);
        String token = app.ledger().fresh("access");
        String access = facts.is(Column.EXPIRY_FORM, "jwt-exp") && ends != null ? jwt(token, ends) : token;
        app.ledger().access(family, access, ends);
        JsonTree reply = new JsonTree();
        for (Map.Entry<String, String> part : facts.pairs(Column.REPLY).entrySet()) {
            switch (part.getKey()) {
                case "access_token" -> reply.put(part.getValue(), access);
                case "refresh_token" -> refresh(reply, part.getValue(), family, renewed, now);
                case "expires_in" -> expiry(reply, part.getValue(), seconds, now);
                case "scope" -> reply.put(part.getValue(), app.scopes());
                case "token_type" -> reply.put(part.getValue(), "bearer");
                default -> reply.put(part.getValue(), "simulated");
            }
        }
        facts.pairs(Column.REPLY_CAPTURES).forEach((path, hole) -> reply.put(path, app.fill("{" + hole + "}")));
        facts.pairs(Column.REPLY_SUCCESS).forEach(reply::put);
        return written(200, reply.root());
    }

    private void refresh(JsonTree reply, String path, Ledger.Family family, boolean renewed, Instant now) {
        boolean given = facts.is(Column.REFRESH, "rotates") || facts.is(Column.REFRESH, "reusable") && !renewed;
        if (given) {
            int seconds = facts.number(Column.REFRESH_SECONDS);
            reply.put(path, app.ledger().refresh(family, seconds == 0 ? null : now.plusSeconds(seconds)));
        }
    }

    private void expiry(JsonTree reply, String path, int seconds, Instant now) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        Instant end = now.plusSeconds(seconds);
        switch (facts.cell(Column.EXPIRY_FORM)) {
            case "seconds" -> reply.put(path, make.numberNode(seconds));
            case "milliseconds" -> reply.put(path, make.numberNode(seconds * 1_000L));
            case "timestamp" -> reply.put(path, make.textNode(end.toString()));
            case "epoch-seconds" -> reply.put(path, make.numberNode(end.getEpochSecond()));
            case "epoch-milliseconds" -> reply.put(path, make.numberNode(end.toEpochMilli()));
            default -> {
                /* the app does not say, or says it within the token */
            }
        }
    }

    /** A refusal: as a 200 where the app answers so, else with its status. */
    Answer refusal(Refused refused) {
        JsonTree reply = new JsonTree();
        String error = facts.cell(Column.REPLY_ERROR);
        facts.pairs(Column.REPLY_SUCCESS).forEach((path, value) -> reply.put(path, value.equals("true") ? "false" : "not " + value));
        reply.put(error.isEmpty() ? "error" : error, refused.code());
        if (error.isEmpty()) {
            reply.put("error_description", refused.sentence());
        }
        boolean always200 = !facts.cell(Column.REPLY_SUCCESS).isEmpty() && refused.status() < 500;
        return written(always200 ? 200 : refused.status(), reply.root());
    }

    private Answer written(int status, JsonNode tree) {
        if (facts.is(Column.REPLY_FORM, "form")) {
            List<Map.Entry<String, String>> all = new ArrayList<>();
            tree.properties().forEach(member -> all.add(Map.entry(member.getKey(), member.getValue().asText())));
            return Answer.of(status, "application/x-www-form-urlencoded", new Pairs(all).encoded());
        }
        return facts.is(Column.REPLY_FORM, "text") ? Answer.of(status, "text/plain", tree.toString()) : Answer.json(status, tree);
    }

    /** Whoever reads the end of the token reads its claims, not its signature. */
    private static String jwt(String id, Instant ends) {
        return encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"jti\":\"" + id + "\",\"exp\":" + ends.getEpochSecond() + "}") + "." + encoded("simulated");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
