package dev.patchbay.app.sandbox.internal;

import java.util.Map;

/** The app's pages: plain HTML, no script; what is not ours is escaped. */
final class Page {
    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;"
            + "color-scheme:light dark}button{font:inherit;padding:.5rem 1rem;margin:.25rem .5rem .25rem 0}"
            + "small{opacity:.75}fieldset{border:1px solid;border-radius:.5rem}";

    private Page() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** A page; {@code body} is HTML already. */
    static String of(String title, String body) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>" + escape(title) + "</title><style>" + STYLE + "</style></head><body><h1>" + escape(title) + "</h1>"
                + body + "<p><small>The sandbox of Patchbay. Nothing real is behind it.</small></p></body></html>";
    }

    /** The question whether somebody allows something. */
    static String consent(String action, Iterable<String> scopes, Map<String, String> hidden) {
        StringBuilder body = new StringBuilder("<p>The program <strong>").append(Sandbox.CLIENT)
                .append("</strong> asks to act for you. It wants to:</p><ul>");
        scopes.forEach(scope -> body.append("<li><code>").append(escape(scope)).append("</code></li>"));
        body.append("</ul><form method=\"post\" action=\"").append(escape(action)).append("\">");
        hidden.forEach((name, value) -> body.append("<input type=\"hidden\" name=\"").append(escape(name))
                .append("\" value=\"").append(escape(value)).append("\">"));
        body.append("<fieldset><legend>Who are you?</legend>"
                + "<label><input type=\"radio\" name=\"person\" value=\"alice\" checked> Alice</label><br>"
                + "<label><input type=\"radio\" name=\"person\" value=\"bob\"> Bob</label></fieldset><p>"
                + "<button name=\"decision\" value=\"allow\">Allow</button>"
                + "<button name=\"decision\" value=\"deny\">Deny</button></p></form>");
        return of("Sandbox shop", body.toString());
    }
}
