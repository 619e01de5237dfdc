package dev.patchbay.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server on loopback that takes RFC 6749 as strictly as the strictest apps: a refresh token is good for one
 * request, and one that comes twice ends all tokens of its sign-in. It answers badly when told. Thread-safe.
 */
public final class StrictAuthorizationServer implements AutoCloseable {
    /** How a request is answered. */
    public enum Answer {
        /** As it should be. */
        RIGHT,
        /** Done, and the connection is cut before a byte of the answer. */
        DONE_AND_CUT,
        /** The connection is cut before anything is done. */
        CUT,
        /** 200 with HTML, nothing done. */
        GARBAGE,
        /** 302 to elsewhere, nothing done. */
        REDIRECT,
        /** 429 with {@code Retry-After: 7}. */
        TOO_MANY,
        /** 503. */
        UNAVAILABLE,
        /** 401 {@code invalid_client}. */
        NO_SUCH_CLIENT
    }


    /** What came of one sign-in. */
    private static final class Family {
        String refresh = "";
        boolean revoked;
    }

    private record Access(Family family, long endsAt) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "strict-authorization-server");
        thread.setDaemon(true);
        return thread;
    });
    private final LongSupplier clock;
    private final Map<String, Family> byRefresh = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, Access> byAccess = new HashMap<>();
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private volatile Answer always = Answer.RIGHT;
    private volatile Runnable beforeDoing = () -> { };
    private volatile Runnable beforeAnswering = () -> { };
    private volatile long lifetime = 3_600_000;
    private volatile boolean rotates = true;
    private long made;
    private int requests;
    private int renewals;
    private int invalidGrants;
    private int revocations;

    /**
     * Starts.
     *
     * @param clock milliseconds since 1970
     */
    public StrictAuthorizationServer(LongSupplier clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", exchange -> answer(exchange, this::token));
        server.createContext("/revoke", exchange -> answer(exchange, this::revoke));
        server.setExecutor(threads);
        server.start();
    }

    /** The token endpoint. */
    public URI tokenUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    }

    /** The revocation endpoint (RFC 7009). */
    public URI revokeUrl() {
        return tokenUrl().resolve("/revoke");
    }

    /** How long access tokens last from now on. */
    public void lifetime(Duration time) {
        lifetime = time.toMillis();
    }

    /** Whether a refresh token is good for one request, from now on; else it stays. */
    public void rotates(boolean yes) {
        rotates = yes;
    }

    /** Answers the next requests so, one each; then as always. */
    public void next(Answer... answers) {
        for (Answer answer : answers) {
            next.add(answer);
        }
    }

    /** Answers every request so. */
    public void always(Answer answer) {
        always = answer;
    }

    /** Runs this on each request before anything is done. */
    public void beforeDoing(Runnable work) {
        beforeDoing = work;
    }

    /** Runs this on each request when it is done and not answered yet. */
    public void beforeAnswering(Runnable work) {
        beforeAnswering = work;
    }

    /** The refresh token of a new sign-in. */
    public synchronized String signIn() {
        Family family = new Family();
        family.refresh = fresh("refresh");
        byRefresh.put(family.refresh, family);
        return family.refresh;
    }

    /** An access token of the sign-in with this newest refresh token. */
    public synchronized String access(String refresh) {
        return access(byRefresh.get(refresh));
    }

    private String access(Family family) {
        String token = fresh("access");
        byAccess.put(token, new Access(family, clock.getAsLong() + lifetime));
        return token;
    }

    /** The person takes the access back. */
    public synchronized void revokeAll(String anyRefresh) {
        byRefresh.get(anyRefresh).revoked = true;
    }

    /** Whether the access token was good at a time: not ended then, and not revoked by now. */
    public synchronized boolean isGood(String access, long at) {
        Access found = byAccess.get(access);
        return found != null && !found.family().revoked && at < found.endsAt();
    }

    /** How many token requests came. */
    public synchronized int requests() {
        return requests;
    }

    /** How many of them were granted. */
    public synchronized int renewals() {
        return renewals;
    }

    /** How often it had to say {@code invalid_grant}. */
    public synchronized int invalidGrants() {
        return invalidGrants;
    }

    /** How many revocations came. */
    public synchronized int revocations() {
        return revocations;
    }

    private record Reply(int status, String type, String body) {}

    private interface Doing {
        Reply run(Map<String, String> form);
    }

    private void answer(HttpExchange exchange, Doing doing) throws IOException {
        try (exchange) {
            Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            synchronized (this) {
                requests++;
            }
            Answer wanted = next.poll();
            Answer how = wanted == null ? always : wanted;
            beforeDoing.run();
            if (how == Answer.CUT) {
                return;
            }
            Reply reply = badly(how);
            reply = reply == null ? doing.run(form) : reply;
            beforeAnswering.run();
            if (how == Answer.DONE_AND_CUT) {
                return;
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", reply.type());
            if (how == Answer.TOO_MANY) {
                exchange.getResponseHeaders().add("Retry-After", "7");
            }
            if (how == Answer.REDIRECT) {
                exchange.getResponseHeaders().add("Location", tokenUrl().toString());
            }
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Null where it is done as it should be. */
    private static @Nullable Reply badly(Answer how) {
        return switch (how) {
            case GARBAGE -> new Reply(200, "text/html", "<html><body>Back soon.</body></html>");
            case REDIRECT -> new Reply(302, "text/plain", "");
            case TOO_MANY -> new Reply(429, "text/plain", "slow down");
            case UNAVAILABLE -> new Reply(503, "text/plain", "down");
            case NO_SUCH_CLIENT -> json(401, "{\"error\": \"invalid_client\"}");
            case RIGHT, CUT, DONE_AND_CUT -> null;
        };
    }

    private synchronized Reply token(Map<String, String> form) {
        if ("client_credentials".equals(form.get("grant_type"))) {
            renewals++;
            return granted(access(new Family()), "");
        }
        String refresh = form.getOrDefault("refresh_token", "");
        Family family = byRefresh.get(refresh);
        if (family != null && used.contains(refresh)) {
            family.revoked = true;
        }
        if (family == null || family.revoked) {
            invalidGrants++;
            return json(400, "{\"error\": \"invalid_grant\"}");
        }
        if (rotates) {
            used.add(refresh);
            family.refresh = fresh("refresh");
            byRefresh.put(family.refresh, family);
        }
        renewals++;
        return granted(access(family), ", \"refresh_token\": \"" + family.refresh + "\"");
    }

    private Reply granted(String access, String refresh) {
        return json(200, "{\"token_type\": \"bearer\", \"access_token\": \"" + access + "\", \"expires_in_ms\": " + lifetime
                + ", \"expires_in\": " + TimeUnit.MILLISECONDS.toSeconds(lifetime) + refresh + "}");
    }

    private synchronized Reply revoke(Map<String, String> form) {
        revocations++;
        Family family = byRefresh.get(form.getOrDefault("token", ""));
        if (family != null) {
            family.revoked = true;
        }
        return json(200, "{}");
    }

    private String fresh(String kind) {
        made++;
        return kind + "-" + made;
    }

    private static Reply json(int status, String body) {
        return new Reply(status, "application/json", body);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Stops; requests under way are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
