package dev.patchbay.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person's browser with cookies of its own, over real HTTP. It follows redirects and pages that go on by themselves one by
 * one, keeps a policy's {@code form-action} as Chromium and WebKit do, and fails on every page of the host that breaks a rule
 * of {@link PageRules}. Used by one thread.
 */
public final class Browser {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10)).followRedirects(HttpClient.Redirect.NEVER).build();
    private static final int MOST_HOPS = 20;

    private final String host;
    private final CookieJar jar = new CookieJar();
    private final List<Visit> history = new ArrayList<>();
    private final Set<URI> styles = new HashSet<>();
    private @Nullable WebPage page;
    private @Nullable String barrier;
    private @Nullable URI held;

    /**
     * One request.
     *
     * @param answer the whole of it
     */
    public record Visit(String method, URI address, Reply answer) {
        @Override
        public String toString() {
            return method + " " + address + " " + answer.status();
        }
    }

    /** How a navigation began: where, and whether a form did. */
    private record Start(@Nullable URI from, boolean form) {}

    /** For pages of the host with this public URL. */
    public Browser(URI host) {
        this.host = host.toString().replaceFirst("/$", "") + "/";
    }

    /** Types an address. */
    public WebPage open(String address) {
        return go("GET", URI.create(address), "", new Start(null, false));
    }

    /** The page it shows. */
    public WebPage page() {
        return Objects.requireNonNull(page, "nothing was opened");
    }

    /** Presses a button of the page. */
    public WebPage press(String button) {
        WebPage.Submission sent = page().press(button);
        return go(sent.method(), sent.to(), sent.body(), new Start(page().address(), true));
    }

    /** Follows a link of the page. */
    public WebPage follow(String text) {
        return go("GET", page().link(text), "", new Start(page().address(), false));
    }

    /** Loads the page again. */
    public WebPage reload() {
        return go("GET", page().address(), "", new Start(null, false));
    }

    /** From now on it stops before an address that begins like this and stays where it is. */
    public Browser stopBefore(String start) {
        barrier = start;
        return this;
    }

    /** Before what it stopped; from now on it stops no more. */
    public URI held() {
        URI address = Objects.requireNonNull(held, "it was not stopped");
        barrier = null;
        held = null;
        return address;
    }

    /** Everything it asked for, in order. */
    public List<Visit> history() {
        return List.copyOf(history);
    }

    /** The address it was at last that begins like this. */
    public URI visited(String start) {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).address().toString().startsWith(start)) {
                return history.get(i).address();
            }
        }
        throw new AssertionError("never at " + start + ": " + history);
    }

    /** The values of its cookies. */
    public List<String> cookies() {
        return jar.values();
    }

    /** A second window of the same browser: the same cookies, pages of its own. */
    public Browser tab() {
        return new Browser(this);
    }

    private Browser(Browser other) {
        this.host = other.host;
        this.jar.shareWith(other.jar);
    }

    private WebPage go(String method, URI first, String body, Start start) {
        String verb = method;
        URI at = first;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            requireAllowed(start, at);
            if (barrier != null && at.toString().startsWith(barrier)) {
                held = at;
                return page();
            }
            Reply answer = send(verb, at, verb.equals("POST") ? body : "", start);
            String location = answer.header("Location");
            if (answer.status() / 100 == 3 && !location.isEmpty()) {
                verb = answer.status() == 307 || answer.status() == 308 ? verb : "GET";
                at = at.resolve(location);
                continue;
            }
            WebPage shown = new WebPage(at, answer);
            page = shown;
            look(shown);
            return shown.onward().map(to -> go("GET", to, "", new Start(shown.address(), false))).orElse(shown);
        }
        throw new AssertionError("it goes round in circles: " + history);
    }

    /** {@code form-action 'self'} of the page with the form, at each redirect too. */
    private void requireAllowed(Start start, URI to) {
        boolean kept = !start.form() || !String.valueOf(start.from()).startsWith(host) || isSameOrigin(start.from(), to);
        if (!kept) {
            throw new AssertionError("a browser blocks this answer to a form, form-action does not allow it: " + to);
        }
    }

    private static boolean isSameOrigin(@Nullable URI from, URI to) {
        return from != null && from.getScheme().equals(to.getScheme()) && from.getRawAuthority().equals(to.getRawAuthority());
    }

    private Reply send(String method, URI to, String body, Start start) {
        String site = start.from() == null ? "none" : isSameOrigin(start.from(), to) ? "same-origin"
                : start.from().getHost().equals(to.getHost()) ? "same-site" : "cross-site";
        HttpRequest.Builder request = HttpRequest.newBuilder(to).timeout(Duration.ofMinutes(1)).method(method,
                        method.equals("POST") ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                .header("Accept", "text/html,*/*;q=0.8").header("Sec-Fetch-Mode", "navigate").header("Sec-Fetch-Site", site);
        if (method.equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded").header("Origin", "null");
        }
        String cookies = jar.header(to);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        Reply answer = exchange(request.build());
        answer.headers().allValues("Set-Cookie").forEach(cookie -> jar.take(to, cookie, isHosts(to)));
        history.add(new Visit(method, to, answer));
        return answer;
    }

    private static Reply exchange(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request, BodyHandlers.ofByteArray());
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + request.uri(), e);
        }
    }

    private boolean isHosts(URI address) {
        return address.toString().startsWith(host);
    }

    private void look(WebPage shown) {
        if (!isHosts(shown.address())) {
            return;
        }
        PageRules.check(shown);
        for (HtmlElement link : shown.root().all("link")) {
            URI style = shown.address().resolve(link.get("href"));
            if (link.get("rel").equals("stylesheet") && styles.add(style)) {
                Reply answer = exchange(HttpRequest.newBuilder(style).build());
                if (answer.status() != 200 || !answer.header("Content-Type").startsWith("text/css")) {
                    throw new AssertionError("no style sheet at " + style + ": " + answer.status());
                }
            }
        }
    }
}
