package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.host.connect.CallbackDoctor.Check;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What came of the doctor's request, as four checks, each with what to change. For one thread. */
final class CallbackFindings {
    private enum Part {
        SCHEME, HOST, PORT, PREFIX;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String CHANGE = "set public.url to ";
    private static final String PROBLEM = "urn:patchbay:problem:";
    private static final int MAX_SHOWN = 200;

    private final Map<Part, String> wrong = new EnumMap<>(Part.class);

    private CallbackFindings() {}

    /** Nobody said where the host is reached. */
    static List<Check> unset() {
        return only(Part.HOST, "public.url is not set: links and redirect URIs then work on this machine only. Set it to the"
                + " address people reach this host at, such as https://connect.example.com, and start the host again.");
    }

    /** The request was not let out. */
    static List<Check> refused(String why) {
        return only(Part.HOST, "The request was not sent: " + why + ".");
    }

    /** The request came through; by what the host says of it. */
    static List<Check> arrived(AskedUrl url, Arrival arrival) {
        CallbackFindings found = new CallbackFindings();
        found.scheme(url, arrival);
        found.host(url, arrival);
        found.port(url, arrival);
        found.prefix(url, arrival);
        return found.checks(url);
    }

    private void scheme(AskedUrl url, Arrival arrival) {
        if (arrival.scheme().equals(url.scheme())) {
            return;
        }
        wrong.put(Part.SCHEME, arrival.proto() == null
                ? "It arrived as " + arrival.scheme() + ": let the proxy send X-Forwarded-Proto: " + url.scheme()
                        + ", or, if people do come by " + arrival.scheme() + ", " + CHANGE + arrival.scheme() + "://…"
                : "The proxy says X-Forwarded-Proto: " + shown(arrival.proto()) + ": if people come by it, " + CHANGE
                        + shown(arrival.proto()) + "://…, else let the proxy send " + url.scheme() + ".");
    }

    private void host(AskedUrl url, Arrival arrival) {
        if (!arrival.host().equals(url.host())) {
            wrong.put(Part.HOST, "It arrived for the host " + shown(arrival.host()) + ": let the proxy pass the Host header on"
                    + " (nginx: proxy_set_header Host $http_host; Apache: ProxyPreserveHost On) or send X-Forwarded-Host: "
                    + url.host() + ".");
        }
    }

    private void port(AskedUrl url, Arrival arrival) {
        boolean standard = arrival.port() == AskedUrl.standardPort(arrival.scheme())
                && url.port() == AskedUrl.standardPort(url.scheme());
        if (arrival.port() != url.port() && !standard) {
            wrong.put(Part.PORT, "It arrived for port " + arrival.port() + ": let the proxy pass the Host header on with its port"
                    + " (nginx: $http_host, not $host) or send X-Forwarded-Port: " + url.port()
                    + "; if people do use port " + arrival.port() + ", put that into public.url.");
        }
    }

    private void prefix(AskedUrl url, Arrival arrival) {
        String said = arrival.prefix();
        if (said != null && !said.equals(url.prefix())) {
            wrong.put(Part.PREFIX, "The proxy says X-Forwarded-Prefix: " + shown(said) + " and public.url has "
                    + (url.prefix().isEmpty() ? "no prefix" : "the prefix " + url.prefix())
                    + ": make them the same, in public.url or in the proxy.");
        } else if (!arrival.path().equals(url.path()) && !arrival.path().equals(url.prefix() + url.path())) {
            wrong.put(Part.PREFIX, "It arrived at " + shown(arrival.path())
                    + ": let the proxy take off " + (url.prefix().isEmpty() ? "nothing" : url.prefix()) + " and add nothing.");
        }
    }

    /** Something answered that did not say how the request arrived. */
    static List<Check> answered(AskedUrl url, HttpReply reply) {
        int status = reply.status();
        if (status / 100 == 3) {
            return redirected(url, reply);
        }
        if (reply.text().contains(PROBLEM)) {
            return ofPatchbay(url, status);
        }
        return switch (status) {
            case 400 -> only(Part.SCHEME, "It was answered 400, as servers do that expect "
                    + (url.scheme().equals("https") ? "another name or no TLS" : "TLS: " + CHANGE + "https://…")
                    + "; the log of what listens at port " + url.port() + " says more.");
            case 401, 403, 407 -> only(Part.PREFIX, "The proxy wants a login (" + status
                    + "): let everything under " + url.base() + "/oauth/callback/ and /connect/ pass without one.");
            case 404, 405, 410 -> only(Part.PREFIX, "What answers at " + url.host() + " knows no such path (" + status
                    + "): let the proxy send everything under " + url.base() + "/ to this host"
                    + (url.prefix().isEmpty() ? "." : ", without " + url.prefix() + "."));
            case 502, 503, 504 -> only(Part.PORT, "The proxy does not reach this host (" + status
                    + "): point it at the address of http.host and http.port.");
            default -> only(Part.HOST, "Something else answers at " + url.base() + " (" + status + kind(reply)
                    + "): let the name, or the proxy behind it, lead to this host.");
        };
    }

    private static List<Check> ofPatchbay(AskedUrl url, int status) {
        if (status == 503) {
            return only(Part.PREFIX, "The host is not ready to answer callbacks yet; ask again in a moment.");
        }
        return url.prefix().isEmpty()
                ? only(Part.HOST, "Another Patchbay answers at " + url.base() + ", or this one has no connect pages"
                        + " (dev.patchbay.connect): let the name lead to this host.")
                : only(Part.PREFIX, "It arrived with " + url.prefix() + " before its path: let the proxy take the prefix off"
                        + " (nginx: proxy_pass with a slash at its end), or, where no proxy adds it, " + CHANGE + url.bareBase() + ".");
    }

    private static List<Check> redirected(AskedUrl url, HttpReply reply) {
        URI to;
        try {
            to = url.whole().resolve(new URI(reply.header("Location").orElse("")));
        } catch (URISyntaxException | IllegalArgumentException e) {
            to = url.whole();
        }
        AskedUrl other = new AskedUrl(to, "");
        String path = to.getRawPath() == null ? "" : to.getRawPath();
        String place = other.scheme() + "://" + to.getRawAuthority();
        boolean whole = path.endsWith(url.path());
        String advice = "It is redirected (" + reply.status() + ") to " + shown(place + path) + ": "
                + (whole ? CHANGE + shown(place + path.substring(0, path.length() - url.path().length())) + "."
                        : "let the proxy pass it on to this host instead.");
        CallbackFindings found = new CallbackFindings();
        found.differs(Part.SCHEME, !other.scheme().equals(url.scheme()), advice);
        found.differs(Part.HOST, !other.host().equals(url.host()), advice);
        boolean standard = url.base().getPort() < 0 && to.getPort() < 0;
        found.differs(Part.PORT, !standard && other.port() != url.port(), advice);
        found.differs(Part.PREFIX, !whole || !path.equals(url.prefix() + url.path()) || found.wrong.isEmpty(), advice);
        return found.checks(url);
    }

    private void differs(Part part, boolean differs, String advice) {
        if (differs) {
            wrong.put(part, advice);
        }
    }

    /** Nothing answered. */
    static List<Check> failed(AskedUrl url, IOException e) {
        List<Throwable> chain = Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause).limit(10).toList();
        String end = url.host() + " port " + url.port();
        if (e instanceof UnknownHostException) {
            return only(Part.HOST, url.host() + " has no address for this machine: correct the name in public.url or in DNS.");
        }
        if (e instanceof SocketTimeoutException) {
            return only(Part.PORT, "No answer from " + end + " in time: a firewall is in between, or this machine does not reach"
                    + " its public address from inside; give it a name there that leads to the proxy.");
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return only(Part.PORT, "Nothing listens at " + end + ", or a firewall keeps this machine from it:"
                    + " start the proxy there, or put its port into public.url.");
        }
        if (chain.stream().anyMatch(SSLException.class::isInstance)) {
            return chain.stream().anyMatch(GeneralSecurityException.class::isInstance)
                    ? certificate(url, chain)
                    : only(Part.SCHEME, "What listens at " + end + " does not speak TLS: let it, or " + CHANGE + "http://…");
        }
        return only(url.scheme().equals("http") ? Part.SCHEME : Part.PORT,
                "What listens at " + end + " gave no HTTP answer"
                        + (url.scheme().equals("http") ? ": if it expects TLS, " + CHANGE + "https://…" : "."));
    }

    private static List<Check> certificate(AskedUrl url, List<Throwable> chain) {
        boolean name = chain.stream().map(t -> String.valueOf(t.getMessage()))
                .anyMatch(m -> m.contains("subject alternative") || m.contains("No name matching"));
        return name
                ? only(Part.HOST, "The certificate is for another name than " + url.host()
                        + ": get one for it, or put the certificate's name into public.url.")
                : only(Part.SCHEME, "This machine does not trust the certificate of " + url.host()
                        + ": replace one that has expired; name the company's own authority in egress.ca-file.");
    }

    /** One thing is wrong, and nothing is known of the rest. */
    private static List<Check> only(Part wrong, String detail) {
        String rest = "Not known before the check of the " + wrong.word() + " passes.";
        return Stream.of(Part.values()).map(p -> new Check(p.word(), false, p == wrong ? detail : rest)).toList();
    }

    private List<Check> checks(AskedUrl url) {
        return Stream.of(Part.values())
                .map(p -> new Check(p.word(), !wrong.containsKey(p), wrong.getOrDefault(p, fine(p, url))))
                .toList();
    }

    private static String fine(Part part, AskedUrl url) {
        return switch (part) {
            case SCHEME -> url.scheme();
            case HOST -> url.host();
            case PORT -> Integer.toString(url.port());
            case PREFIX -> url.prefix().isEmpty() ? "none" : url.prefix();
        };
    }

    private static String kind(HttpReply reply) {
        return reply.header("Content-Type").map(t -> ", " + shown(t)).orElse("");
    }

    /** What a stranger sent, made fit for a sentence. */
    private static String shown(String text) {
        return text.substring(0, Math.min(MAX_SHOWN, text.length())).replaceAll("[^!-~]", "?");
    }
}
