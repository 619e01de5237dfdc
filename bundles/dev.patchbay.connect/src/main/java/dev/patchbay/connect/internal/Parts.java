package dev.patchbay.connect.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connections.TestReport;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What several pages of a session are made of. */
final class Parts {
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
    static void failure(Html html, Messages messages, Failure failure) {
        html.open("div", "class", "result is-bad", "role", "alert");
        html.element("p", messages.spoken(failure.message()));
        html.open("p").element("strong", messages.get("failure.what")).text(" ").text(advice(messages, failure)).close("p");
        html.close("div");
    }

    /* one that a later API knows, and this catalogue does not, has its own advice still */
    private static LocalizedText advice(Messages messages, Failure failure) {
        String key = "reason." + failure.reason().name();
        return messages.has(key) ? LocalizedText.of(messages.get(key)) : messages.spoken(failure.reason().advice());
    }

    /** How a test went, step by step. */
    static void report(Html html, Messages messages, ProviderTexts texts, TestReport report) {
        if (report.steps().isEmpty()) {
            return;
        }
        boolean failed = Boolean.FALSE.equals(report.passed());
        html.open("div", "class", failed ? "result is-bad" : "result");
        html.element("h2", messages.get(failed ? "test.failed" : "test.title"));
        html.open("ol", "class", "run");
        for (TestReport.Step step : report.steps()) {
            String word = step.mark().name().toLowerCase(Locale.ROOT);
            html.open("li", "class", "is-" + word);
            Sign.valueOf(step.mark().name()).write(html);
            html.open("div", "class", "run-line").element("span", texts.step(step.name()), "class", "run-name").text(" ")
                    .element("strong", messages.get("mark." + word), "class", "run-mark").close("div");
            Failure failure = step.failure();
            if (failure != null) {
                html.element("p", messages.spoken(failure.message()), "class", "run-why");
                html.element("p", advice(messages, failure), "class", "run-why muted");
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
    static void returnTo(Html html, Messages messages, @Nullable URI to) {
        if (to == null) {
            html.element("p", messages.get("return.close"));
        } else {
            html.open("p").leave(to, messages.get("return.to", "site", Html.site(to)), "btn btn-go btn-wide").close("p");
        }
    }

    static void time(Html html, Messages messages, Instant at) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        html.element("time", messages.time(minute), "datetime", minute.toString());
    }
}
