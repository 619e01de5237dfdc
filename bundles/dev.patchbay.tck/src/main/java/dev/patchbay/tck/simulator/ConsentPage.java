package dev.patchbay.tck.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The page that asks a person, who is signed in already; it works without script. Thread-safe. */
final class ConsentPage {
    /** Where its form is sent, on whatever host of the app. */
    static final String PATH = "/simulated-consent";

    private final AppState app;
    private final Map<String, Function<Boolean, Answer>> waiting = new ConcurrentHashMap<>();

    ConsentPage(AppState app) {
        this.app = app;
    }

    /**
     * The page.
     *
     * @param scopes what is asked for, as text
     * @param next what follows, by whether the person allowed it
     */
    Answer ask(String scopes, Function<Boolean, Answer> next) {
        String ticket = app.ledger().fresh("consent");
        waiting.put(ticket, next);
        String label = escaped(app.facts().cell(Column.LABEL));
        return Answer.of(200, "text/html", """
                <!DOCTYPE html>
                <html lang="en"><head><title>%s (simulated)</title></head><body>
                <h1>%s (simulated)</h1>
                <p>The app asks for: %s</p>
                <form method="post" action="%s"><input type="hidden" name="ticket" value="%s">
                <button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Deny</button></form>
                </body></html>
                """.formatted(label, label, scopes.isEmpty() ? "nothing in particular" : escaped(scopes), PATH, ticket));
    }

    /** The person's answer. */
    Answer answered(Inbound request) {
        Pairs form = request.form();
        Function<Boolean, Answer> next = waiting.remove(form.get("ticket"));
        if (next == null) {
            throw new Refused(400, "invalid_request", "this page was answered before");
        }
        return next.apply(form.get("answer").equals("allow"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
