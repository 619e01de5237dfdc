package dev.patchbay.oauth.internal;

import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.TokenReply;
import dev.patchbay.host.auth.TokenFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Tells an app's answer from its refusals, which may come with the status 200. Of one thread, as its call. */
final class Answers {
    /** Request Timeout and Too Early (RFC 9110, RFC 8470): not acted on. */
    private static final int TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    private final OAuth2Call call;
    private final TokenReply shape;
    private final Refusals refusals;
    private final Clock clock;

    Answers(OAuth2Call call, Clock clock) {
        this.call = call;
        this.shape = call.auth().reply();
        this.refusals = new Refusals(call);
        this.clock = clock;
    }

    /**
     * The answer, if it is one.
     *
     * @param needed the path of what it must hold
     * @throws TokenFailure where it is a refusal or cannot be used
     */
    ReplyTree read(Leg leg, String host, HttpReply reply, String needed) {
        Optional<ReplyTree> tree = ReplyTree.parse(reply.text());
        refuse(leg, host, reply, tree, needed);
        ReplyTree answer = tree.orElseThrow(() -> Refusals.lost(host, unusable(reply)));
        if (answer.text(needed).filter(text -> !text.isEmpty()).isEmpty()) {
            throw Refusals.lost(host, "answered " + reply.status() + " without " + needed + ". Try again; if it stays so, report"
                    + " it to the author of the integration.");
        }
        return answer;
    }

    /** Refuses what is no success; what a success holds does not matter. */
    void accept(Leg leg, String host, HttpReply reply) {
        refuse(leg, host, reply, ReplyTree.parse(reply.text()), "");
    }

    private void refuse(Leg leg, String host, HttpReply reply, Optional<ReplyTree> tree, String needed) {
        int status = reply.status();
        if (status / 100 == 3) {
            throw Refusals.redirected(host, leg, reply);
        }
        Optional<String> error = tree.flatMap(this::error);
        Optional<Duration> wait = RetryAfter.of(reply, clock.instant());
        if (status >= 500 || status == TOO_MANY || status == TIMEOUT || status == TOO_EARLY) {
            throw Refusals.busy(host, status, error.map(refusals::code).orElse(""), wait);
        }
        boolean success = status / 100 == 2;
        if (success && (tree.isEmpty() || isSuccess(tree.get()) && !isObjection(tree.get(), needed))) {
            return;
        }
        if (error.isEmpty()) {
            throw success ? Refusals.lost(host, "answered " + status + " that it did not succeed, and not why. Try again.")
                    : Refusals.status(host, leg, status);
        }
        throw refusals.coded(leg, host, error.get(), tree.flatMap(this::description).orElse(""), wait);
    }

    private boolean isSuccess(ReplyTree tree) {
        return shape.success().isEmpty() || tree.text(shape.success()).filter(shape.successValue()::equals).isPresent();
    }

    /** Some apps put an error code into successes too; what a success is has been declared for them, or the token is there. */
    private boolean isObjection(ReplyTree tree, String needed) {
        return shape.success().isEmpty() && error(tree).isPresent() && tree.text(needed).isEmpty();
    }

    /** Where declared, where the standard has it, or one level below, as in Meta's and Google's API errors. */
    private Optional<String> error(ReplyTree tree) {
        return first(tree, shape.error(), "error", "error.code", "error.status", "error.type");
    }

    private Optional<String> description(ReplyTree tree) {
        return first(tree, shape.errorDescription(), "error_description", "error.message", "message");
    }

    private static Optional<String> first(ReplyTree tree, String... paths) {
        for (String path : paths) {
            Optional<String> text = tree.text(path).filter(t -> !t.isBlank());
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private String unusable(HttpReply reply) {
        String body = reply.text().strip();
        String what = body.isEmpty() ? "an empty answer" : body.startsWith("<") ? "a web page" : body.startsWith("{")
                ? "an answer that was cut off" : "an answer in no known form";
        return "sent " + what + " (" + reply.status() + ") where it should send " + (call.hasPerson() ? "the result of the sign-in"
                : "a token") + ". Try again; if it stays so, check the address of the endpoint.";
    }
}
