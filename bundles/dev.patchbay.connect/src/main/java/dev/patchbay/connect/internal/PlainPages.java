package dev.patchbay.connect.internal;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
        Messages messages = layout.messages();
        return page(layout, 200, messages.get("link.title"), Figure.IN_HAND, html -> {
            html.element("h1", messages.get("link.title"));
            html.element("p", messages.get("link.about"));
            html.open("form", "method", "post", "action", layout.to("connect"));
            html.open("input", "type", "hidden", "name", "token", "value", token);
            html.element("button", messages.get("button.continue"), "class", "btn btn-go btn-wide");
            html.close("form");
            html.element("p", messages.get("link.unasked"), "class", "aside");
        });
    }

    /**
     * What answers an app that sends a person back by a form: browsers send no cookie with a form of another site. The same
     * again from this page has them.
     */
    static Reply again(Layout layout, String client, Map<String, List<String>> parameters, String marker) {
        Messages messages = layout.messages();
        return page(layout, 200, messages.get("again.title"), Figure.IN_HAND, html -> {
            html.element("h1", messages.get("again.title"));
            html.element("p", messages.get("again.about"));
            html.open("form", "method", "post", "action", layout.to("oauth/callback/" + client));
            parameters.forEach((name, values) -> values.forEach(
                    value -> html.open("input", "type", "hidden", "name", name, "value", value)));
            html.open("input", "type", "hidden", "name", marker, "value", "1");
            html.element("button", messages.get("button.continue"), "class", "btn btn-go btn-wide").close("form");
        });
    }

    /**
     * A problem, as a page.
     *
     * @param back the session to go back to, if there is one
     */
    static Reply problem(Layout layout, ProblemException problem, @Nullable String back) {
        LocalizedText detail = layout.messages().spoken(problem.detail());
        return problem(layout, problem.type(), detail, problem.errors(), problem.retryAfter(), back);
    }

    /** The same of a problem that was found here. */
    static Reply problem(Layout layout, PageProblem problem, @Nullable String back) {
        LocalizedText detail = LocalizedText.of(problem.detail(layout.messages()));
        return problem(layout, problem.type(), detail, List.of(), problem.retryAfter(), back);
    }

    private static Reply problem(Layout layout, ProblemType type, LocalizedText detail, List<FieldError> errors,
            @Nullable Duration retryAfter, @Nullable String back) {
        Messages messages = layout.messages();
        int status = type.status();
        LocalizedText title = title(messages, type);
        Reply reply = page(layout, status, title.text(), Figure.FALLEN, html -> {
            html.element("h1", status == 404 ? LocalizedText.of(messages.get("nothing.title")) : title);
            html.element("p", detail, "role", "alert");
            if (!errors.isEmpty()) {
                html.open("ul");
                errors.forEach(e -> html.open("li").element("code", e.field()).text(" ").text(messages.fault(e)).close("li"));
                html.close("ul");
            }
            html.element("p", advice(messages, status));
            if (back != null) {
                String to = layout.to("connect/s/" + back);
                html.open("p").element("a", messages.get("button.connection"), "class", "btn", "href", to).close("p");
            }
        });
        Duration wait = retryAfter == null && status == 503 ? WHEN_UNAVAILABLE : retryAfter;
        return wait == null ? reply : reply.with("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    private static Reply page(Layout layout, int status, String title, Figure figure, Consumer<Html> content) {
        return Reply.page(status, layout.messages().language(), layout.page(title, null, Frame.plain(figure), content));
    }

    /* one that a later host knows, and this catalogue does not, has its own title still */
    private static LocalizedText title(Messages messages, ProblemType type) {
        String key = "problem." + type.slug();
        return messages.has(key) ? LocalizedText.of(messages.get(key)) : messages.spoken(type.title());
    }

    private static String advice(Messages messages, int status) {
        return messages.get(switch (status) {
            case 404 -> "advice.link";
            case 429, 503 -> "advice.wait";
            case 500 -> "advice.unforeseen";
            default -> "advice.back";
        });
    }
}
