package dev.patchbay.testsupport;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What holds for every page of the host that a person sees. Stateless. */
final class PageRules {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/html;charset=utf-8",
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");
    private static final List<String> POLICY =
            List.of("default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'");
    private static final Set<String> FORBIDDEN =
            Set.of("script", "style", "iframe", "frame", "object", "embed", "base", "audio", "video", "applet", "noscript",
                    "foreignobject", "use", "image", "animate", "set");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction", "content");
    private static final Set<String> LOADED = Set.of("link", "img", "source", "input");

    private PageRules() {}

    /** @throws AssertionError naming the first rule that is broken */
    static void check(WebPage page) {
        HEADERS.forEach((name, wanted) -> {
            String found = page.headers().firstValue(name).orElse("");
            require(found.replace(" ", "").equalsIgnoreCase(wanted), "the header " + name + " is “" + found + "”", page);
        });
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        POLICY.forEach(part -> require(List.of(policy.split("; ?")).contains(part), part + " is not in the policy: " + policy, page));
        require(!policy.contains("unsafe"), "the policy is unsafe", page);
        require(page.html().startsWith("<!DOCTYPE html>"), "it is no HTML page", page);
        page.root().all().forEach(element -> check(element, page));
        require(page.unlabelled().isEmpty(), "inputs without a label: " + page.unlabelled(), page);
        require(page.root().all("h1").size() == 1, "headings of level 1: " + page.root().all("h1").size(), page);
        require(!page.root().all("html").isEmpty() && page.root().all("html").get(0).has("lang"), "no language", page);
    }

    private static void check(HtmlElement element, WebPage page) {
        require(!FORBIDDEN.contains(element.tag()), "there is a " + element.tag(), page);
        element.attributes().forEach((name, value) -> {
            require(!name.startsWith("on") && !name.equals("style"), "code or style in an attribute: " + element, page);
            boolean script = ADDRESSES.contains(name) && value.strip().toLowerCase(Locale.ROOT).startsWith("javascript:");
            require(!script, "a script as address: " + element, page);
            boolean loaded = LOADED.contains(element.tag()) && (name.equals("href") || name.equals("src") || name.equals("srcset"));
            require(!loaded || isOwn(value), "loaded from elsewhere: " + element, page);
        });
        if (element.tag().equals("form")) {
            require(isOwn(element.get("action")) && element.get("method").equals("post"), "a form goes elsewhere: " + element, page);
        }
        if (element.tag().equals("a") && !isOwn(element.get("href"))) {
            require(element.get("rel").contains("noreferrer"), "a link tells where one was: " + element, page);
        }
    }

    /** Relative, so that it is right behind a proxy with a path prefix too; or part of the page itself. */
    private static boolean isOwn(String address) {
        return address.startsWith("data:") || !URI.create(address).isAbsolute() && !address.startsWith("//");
    }

    private static void require(boolean holds, String fault, WebPage page) {
        if (!holds) {
            throw new AssertionError(fault + "\n" + page);
        }
    }
}
