package dev.patchbay.connect.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all pages share. Every address in a page is relative: it is right behind a proxy with a path prefix too. Immutable. */
final class Layout {
    private final Messages messages;
    private final String root;

    /** For pages at a path of this host, as the host sees it. */
    Layout(String path, Messages messages) {
        this.messages = messages;
        root = "../".repeat((int) path.chars().filter(c -> c == '/').count() - 1);
    }

    /** What its pages say. */
    Messages messages() {
        return messages;
    }

    /** The relative address of something below the host's root. */
    String to(String path) {
        return root + path;
    }

    /**
     * A page.
     *
     * @param refresh where it reloads or goes on by itself, the content of that: {@code 5} or {@code 0;url=https://…}; null for none
     */
    String page(String title, @Nullable String refresh, Frame frame, Consumer<Html> content) {
        Html html = new Html();
        html.open("html", "lang", messages.language()).open("head");
        html.open("meta", "charset", "utf-8");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "color-scheme", "content", "light dark");
        if (refresh != null) {
            html.open("meta", "http-equiv", "refresh", "content", refresh);
        }
        html.element("title", title + " · Patchbay");
        html.open("link", "rel", "stylesheet", "href", to(StyleSheet.address()));
        html.open("link", "rel", "icon", "href", "data:,");
        html.close("head").open("body");
        frame.write(html, messages, content);
        html.close("body").close("html");
        return html.toString();
    }
}
