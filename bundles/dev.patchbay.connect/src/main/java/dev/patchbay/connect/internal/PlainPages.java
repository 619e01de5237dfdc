package dev.patchbay.connect.internal;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages that belong to no session. */
final class PlainPages {
    private static final Duration WHEN_UNAVAILABLE = Duration.ofSeconds(5);

    private PlainPages() {}

    /**
     * What a link shows. It asks for a press of a button: programs that look at links in messages before a person does would
     * use up the token otherwise, and none of them sends forms.
     */
    static Reply link(Layout layout, String token) {
        return Reply.page(200, layout.page("Connect an app", null, Frame.plain(Figure.IN_HAND), html -> {
            html.element("h1", "Connect an app");
            html.element("p", "This link lets you connect an app. It works once, and then in this browser only.");
            html.open("form", "method", "post", "action", layout.to("connect"));
            html.open("input", "type", "hidden", "name", "token", "value", token);
            html.element("button", "Continue", "class", "btn btn-go btn-wide");
            html.close("form");
            html.element("p", "You did not ask for it? Close this page; nothing happens.", "class", "aside");
        }));
    }

    /**
     * What answers an app that sends a person back by a form: browsers send no cookie with a form of another site. The same
     * again from this page has them.
     */
    static Reply again(Layout layout, String client, Map<String, List<String>> parameters, String marker) {
        return Reply.page(200, layout.page("Back from the app", null, Frame.plain(Figure.IN_HAND), html -> {
            html.element("h1", "Back from the app");
            html.element("p", "The app sent you back. One more step is needed.");
            html.open("form", "method", "post", "action", layout.to("oauth/callback/" + client));
            parameters.forEach((name, values) -> values.forEach(
                    value -> html.open("input", "type", "hidden", "name", name, "value", value)));
            html.open("input", "type", "hidden", "name", marker, "value", "1");
            html.element("button", "Continue", "class", "btn btn-go btn-wide").close("form");
        }));
    }

    /**
     * A problem, as a page.
     *
     * @param back the session to go back to, if there is one
     */
    static Reply problem(Layout layout, ProblemException problem, @Nullable String back) {
        int status = problem.type().status();
        Reply reply = Reply.page(status, layout.page(problem.type().title(), null, Frame.plain(Figure.FALLEN), html -> {
            html.element("h1", status == 404 ? "There is nothing here" : problem.type().title());
            html.element("p", problem.detail(), "role", "alert");
            if (!problem.errors().isEmpty()) {
                html.open("ul");
                problem.errors().forEach(e -> html.open("li").element("code", e.field()).text(" " + e.message()).close("li"));
                html.close("ul");
            }
            html.element("p", advice(problem.type()));
            if (back != null) {
                html.open("p").element("a", "Back to the connection", "class", "btn", "href", layout.to("connect/s/" + back)).close("p");
            }
        }));
        Duration wait = problem.retryAfter() == null && status == 503 ? WHEN_UNAVAILABLE : problem.retryAfter();
        return wait == null ? reply : reply.with("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    private static String advice(ProblemType type) {
        return switch (type.status()) {
            case 404 -> "Links work once, for a short time, and in the browser that opened them. Ask for a new link where you got this one.";
            case 429, 503 -> "Wait a moment, then load this page again.";
            case 500 -> "Try again. If it stays so, tell the operator of this host when it happened.";
            default -> "Go back and try again.";
        };
    }
}
