package dev.patchbay.connect.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connections.TestReport;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What several pages of a session are made of. */
final class Parts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

    private Parts() {}

    /** A button of a form of its own. */
    record Button(Action action, String text, boolean primary) {}

    /** A form of buttons only. */
    static void buttons(Html html, SessionPlace place, Button... buttons) {
        openForm(html, place);
        html.open("p", "class", "actions");
        for (Button button : buttons) {
            button(html, button);
        }
        html.close("p").close("form");
    }

    static void openForm(Html html, SessionPlace place) {
        /* the host finds every fault and names them all; what a browser finds, it tells one by one */
        html.open("form", "method", "post", "action", place.address(), "novalidate", "novalidate", "autocomplete", "off");
        html.open("input", "type", "hidden", "name", "csrf", "value", place.csrf());
    }

    static void button(Html html, Button button) {
        html.element("button", button.text(), "type", "submit", "name", "action", "value", button.action().name(),
                "class", button.primary() ? "btn btn-go" : "btn");
    }

    /** What happened, and what to do about it. */
    static void failure(Html html, Failure failure) {
        html.open("div", "class", "result is-bad", "role", "alert");
        html.element("p", failure.message());
        html.open("p").element("strong", "What to do: ").text(failure.reason().advice()).close("p");
        html.close("div");
    }

    /** How a test went, step by step. */
    static void report(Html html, TestReport report) {
        if (report.steps().isEmpty()) {
            return;
        }
        boolean failed = Boolean.FALSE.equals(report.passed());
        html.open("div", "class", failed ? "result is-bad" : "result").element("h2", failed ? "The test failed" : "The test");
        html.open("ol", "class", "run");
        for (TestReport.Step step : report.steps()) {
            String word = step.mark().name().toLowerCase(Locale.ROOT);
            html.open("li", "class", "is-" + word);
            Sign.valueOf(step.mark().name()).write(html);
            html.open("div", "class", "run-line").element("span", step.name(), "class", "run-name").text(" ")
                    .element("strong", word, "class", "run-mark").close("div");
            Failure failure = step.failure();
            if (failure != null) {
                html.element("p", failure.message(), "class", "run-why");
                html.element("p", failure.reason().advice(), "class", "run-why muted");
            }
            html.close("li");
        }
        html.close("ol").close("div");
    }

    /** Scopes by name, in a list. */
    static void scopes(Html html, List<String> scopes) {
        html.open("ul", "class", "ticks");
        scopes.forEach(scope -> {
            html.open("li");
            Sign.PASSED.write(html);
            html.element("code", scope).close("li");
        });
        html.close("ul");
    }

    /** A link to where the person came from, if that is known. */
    static void returnTo(Html html, @Nullable URI to) {
        if (to == null) {
            html.element("p", "You may close this page.");
        } else {
            html.open("p").leave(to, "Back to " + Html.site(to), "btn btn-go btn-wide").close("p");
        }
    }

    static void time(Html html, Instant at) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        html.element("time", TIME.format(minute.atOffset(ZoneOffset.UTC)), "datetime", minute.toString());
    }
}
