package dev.patchbay.connect.internal;

import dev.patchbay.host.connect.ConnectFlow;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which path does what. The address of a page never holds a secret, but for the link itself until it is traded. Thread-safe. */
final class Routes {
    private static final Pattern LINK = Pattern.compile("/connect/([A-Za-z0-9_-]{20,128})");
    private static final Pattern SESSION = Pattern.compile("/connect/s/([A-Za-z0-9_-]{1,64})");
    private static final Pattern CALLBACK = Pattern.compile("/oauth/callback/([A-Za-z0-9_-]{1,128})");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{20,128}");
    private static final Pattern INPUT = Pattern.compile("provider|method|label|client|(values|client)\\.[a-z][a-zA-Z0-9]{0,63}");
    private static final String DOCTOR = "doctor-";
    private static final String RESENT = "patchbay.resent";
    private static final int TRADES_A_MINUTE = 60;

    private final ConnectServices host;
    private final TradeLimit trades;

    Routes(ConnectServices host, LongSupplier nanoTime) {
        this.host = host;
        this.trades = new TradeLimit(TRADES_A_MINUTE, nanoTime);
    }

    Reply answer(HttpServletRequest request) throws IOException {
        String path = request.getRequestURI();
        String method = request.getMethod();
        Layout layout = layout(request);
        boolean get = method.equals("GET") || method.equals("HEAD");
        boolean post = method.equals("POST");
        Matcher session = SESSION.matcher(path);
        Matcher callback = CALLBACK.matcher(path);
        Matcher link = LINK.matcher(path);
        if (path.equals("/" + StyleSheet.PATH)) {
            return get ? StyleSheet.reply() : notAllowed(layout, "GET, HEAD");
        } else if (path.equals("/connect")) {
            return post ? trade(request, layout) : notAllowed(layout, "POST");
        } else if (session.matches()) {
            return get ? page(request, layout, session.group(1))
                    : post ? submit(request, layout, session.group(1)) : notAllowed(layout, "GET, HEAD, POST");
        } else if (callback.matches() && callback.group(1).startsWith(DOCTOR)) {
            return get ? doctor(request, callback.group(1)) : notAllowed(layout, "GET, HEAD");
        } else if (callback.matches()) {
            /* no HEAD: it would have to use up the code, or say what is not so */
            return post || method.equals("GET") ? callback(request, layout, callback.group(1)) : notAllowed(layout, "GET, POST");
        } else if (link.matches()) {
            return get ? PlainPages.link(layout, link.group(1)) : notAllowed(layout, "GET, HEAD");
        }
        throw new PageProblem(ProblemType.NOT_FOUND, "refused.address");
    }

    /** The page of a problem, with the way back where there is one. */
    Reply problem(HttpServletRequest request, ProblemException problem) {
        return PlainPages.problem(layout(request), problem, back(request, problem.type()));
    }

    /** The same of a problem that was found here. */
    Reply problem(HttpServletRequest request, PageProblem problem) {
        return PlainPages.problem(layout(request), problem, back(request, problem.type()));
    }

    private static @Nullable String back(HttpServletRequest request, ProblemType type) {
        Matcher session = SESSION.matcher(request.getRequestURI());
        return session.matches() && request.getMethod().equals("POST") && type.status() != 404 ? session.group(1) : null;
    }

    private static Layout layout(HttpServletRequest request) {
        String languages = String.join(",", Collections.list(request.getHeaders("Accept-Language")));
        return new Layout(request.getRequestURI(), Messages.preferred(languages));
    }

    private static Reply notAllowed(Layout layout, String allowed) {
        PageProblem problem = new PageProblem(ProblemType.METHOD_NOT_ALLOWED, "refused.method");
        return PlainPages.problem(layout, problem, null).with("Allow", allowed);
    }

    private Reply trade(HttpServletRequest request, Layout layout) throws IOException {
        refuseOtherSites(request);
        Optional<Duration> wait = trades.take(request.getRemoteAddr());
        if (wait.isPresent()) {
            throw PageProblem.retryLater(ProblemType.TOO_MANY_REQUESTS, wait.get(), "refused.trades");
        }
        String token = only(FormBody.read(request), "token");
        if (!TOKEN.matcher(token).matches()) {
            throw new PageProblem(ProblemType.NOT_FOUND, "refused.token");
        }
        ConnectFlow flow = host.flow();
        BrowserKeys keys = new BrowserKeys(flow.publicUrl());
        ConnectFlow.Ticket ticket = flow.open(token, request.getRemoteAddr());
        Reply reply = Reply.seeOther(layout.to("connect/s/" + ticket.session()));
        keys.forgetOldest(request).forEach(cookie -> reply.with("Set-Cookie", cookie));
        return reply.with("Set-Cookie", keys.set(ticket.session(), ticket.key()));
    }

    private Reply page(HttpServletRequest request, Layout layout, String session) {
        ConnectFlow flow = host.flow();
        ConnectPage page = flow.page(session, key(flow, request, session), request.getRemoteAddr());
        return shown(flow, layout, session, page, false);
    }

    private Reply submit(HttpServletRequest request, Layout layout, String session) throws IOException {
        refuseOtherSites(request);
        ConnectFlow flow = host.flow();
        String key = key(flow, request, session);
        ConnectPage page = flow.submit(session, key, request.getRemoteAddr(), submission(FormBody.read(request)));
        /* a redirect to the app would be blocked; after all else a reload sends nothing again */
        return page.view() instanceof ConnectPage.Leave
                ? shown(flow, layout, session, page, true)
                : Reply.seeOther(layout.to("connect/s/" + session));
    }

    private static Reply shown(ConnectFlow flow, Layout layout, String session, ConnectPage page, boolean onward) {
        SessionPlace place = new SessionPlace(layout, session, page.csrf(), flow.publicUrlWarning());
        return Reply.page(200, layout.messages().language(), SessionPage.html(place, page, onward));
    }

    private static String key(ConnectFlow flow, HttpServletRequest request, String session) {
        return new BrowserKeys(flow.publicUrl()).find(request, session).orElseThrow(
                () -> new PageProblem(ProblemType.NOT_FOUND, "refused.browser"));
    }

    private static ConnectFlow.Submission submission(Map<String, List<String>> form) {
        ConnectFlow.Action action;
        try {
            action = ConnectFlow.Action.valueOf(last(form.getOrDefault("action", List.of(""))));
        } catch (IllegalArgumentException e) {
            throw new PageProblem(ProblemType.MALFORMED, "refused.action");
        }
        String csrf = only(form, "csrf");
        Map<String, String> values = new LinkedHashMap<>();
        form.forEach((name, all) -> {
            if (INPUT.matcher(name).matches()) {
                values.put(name, last(all).replace("\r\n", "\n"));
            } else if (!name.equals("action") && !name.equals("csrf")) {
                throw new PageProblem(ProblemType.MALFORMED, "refused.input");
            }
        });
        return new ConnectFlow.Submission(action, csrf, values);
    }

    /* a default stands in a form before the input or button that may say otherwise */
    private static String last(List<String> values) {
        return values.get(values.size() - 1);
    }

    private static String only(Map<String, List<String>> form, String name) {
        List<String> values = form.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw new PageProblem(ProblemType.MALFORMED, "refused.single", "name", name);
        }
        return values.get(0);
    }

    /* Fetch Metadata: old browsers send nothing. Origin says nothing here, it is null by our own Referrer-Policy */
    private static void refuseOtherSites(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        if (from != null && !from.equals("same-origin") && !from.equals("none")) {
            throw new PageProblem(ProblemType.FORBIDDEN, "refused.site");
        }
    }

    private Reply callback(HttpServletRequest request, Layout layout, String client) throws IOException {
        ConnectFlow flow = host.flow();
        BrowserKeys keys = new BrowserKeys(flow.publicUrl());
        boolean get = request.getMethod().equals("GET");
        Map<String, List<String>> parameters = get ? FormBody.parse(request.getQueryString()) : FormBody.read(request);
        if (!get && parameters.remove(RESENT) == null && !keys.hasAny(request)) {
            return PlainPages.again(layout, client, parameters, RESENT);
        }
        ConnectFlow.Ticket ticket =
                flow.callback(client, parameters, session -> keys.find(request, session), request.getRemoteAddr());
        return Reply.seeOther(layout.to("connect/s/" + ticket.session()));
    }

    private Reply doctor(HttpServletRequest request, String nonce) {
        return host.doctor().echo(nonce, Arrivals.of(request))
                .map(text -> Reply.of(200, "application/json", text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new PageProblem(ProblemType.NOT_FOUND, "refused.doctor"));
    }
}
