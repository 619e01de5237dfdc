package dev.patchbay.tck.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An app as its facts describe it: an HTTP server on 127.0.0.1 that stands for all hosts of the app, has one OAuth client and one
 * account, and refuses what the real app refuses. It knows nothing of any declaration. Requests reach it through
 * {@link #network()}, or by whatever passes on requests with their {@code Host} header or with the whole URL in the request line.
 *
 * <pre>{@code
 * try (AppSimulator app = AppSimulator.of(facts)) {
 *     HttpReply reply = app.network().send(HttpCall.get(URI.create("https://api.example.com/me")));
 *     assertEquals(app.refusals().toString(), 200, reply.status());
 * }
 * }</pre>
 *
 * Thread-safe.
 */
public final class AppSimulator implements AutoCloseable {
    /**
     * The path, below the base URL, of something that is there to be read and changed by whoever has the whole credential: it stands
     * for the rest of the app's API.
     */
    public static final String RESOURCE = ApiEndpoint.RESOURCE;

    private final AppState app;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "app-simulator");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    private final ConsentPage page;
    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint token;
    private final OAuth1Endpoints oauth1;
    private final ApiEndpoint api;

    private AppSimulator(AppFacts facts, Clock clock) {
        app = new AppState(facts, clock);
        page = new ConsentPage(app);
        authorize = new AuthorizeEndpoint(app, page);
        token = new TokenEndpoint(app);
        oauth1 = new OAuth1Endpoints(app, page);
        api = new ApiEndpoint(app);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts the app of a row of facts.
     *
     * @throws IllegalArgumentException where the row has a hole without a sample
     */
    public static AppSimulator of(AppFacts facts) {
        return of(facts, Clock.systemUTC());
    }

    /**
     * Starts it with a clock of its own, by which its tokens end.
     *
     * @throws IllegalArgumentException where the row has a hole without a sample
     */
    public static AppSimulator of(AppFacts facts, Clock clock) {
        return new AppSimulator(facts, clock);
    }

    /** The facts. */
    public AppFacts facts() {
        return app.facts();
    }

    /**
     * What its account and its OAuth client have, by hole: the samples of the facts, {@code clientId} and {@code clientSecret}. A
     * person enters these.
     */
    public Map<String, String> values() {
        return app.values();
    }

    /** What the app says the account's id is, where {@code accountId} of the facts names a path for it. */
    public String accountId() {
        return api.account(Column.ACCOUNT_ID);
    }

    /** What the app calls the account, where {@code accountLabel} of the facts names a path for it. */
    public String accountLabel() {
        return api.account(Column.ACCOUNT_LABEL);
    }

    /** The URL of the request that tells whose credential it is, without any credential in it. */
    public URI whoami() {
        return api.whoami();
    }

    /** Registers the redirect URI of the OAuth client, in place of the former: only it is accepted, to the letter. */
    public AppSimulator register(URI redirectUri) {
        app.register(redirectUri);
        return this;
    }

    /** Whether an access token is still good. */
    public boolean honours(String accessToken) {
        return app.ledger().familyOfAccess(accessToken).isPresent();
    }

    /** A way to the app under its own host names. */
    public SimulatedNetwork network() {
        return SimulatedNetwork.of(this);
    }

    /** What it did not accept so far, first to last. */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Its host names. */
    public Set<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        for (Column column : List.of(Column.BASE_URL, Column.AUTHORIZE_URL, Column.REQUEST_TOKEN_URL, Column.TOKEN_URL,
                Column.REFRESH_URL, Column.REVOKE_URL)) {
            if (!app.facts().cell(column).isEmpty()) {
                hosts.add(app.url(column).getHost());
            }
        }
        hosts.add(api.whoami().getHost());
        return hosts;
    }

    void refused(String request, int status, String sentence) {
        refusals.add(new Refusal(request, status, sentence));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Inbound request = Inbound.of(exchange);
            @Nullable Place place = place(request);
            Answer answer;
            try {
                if (place == null) {
                    throw new Refused(404, "not_found", "the app has nothing there; the facts know " + places());
                }
                answer = place.handler().handle(request);
            } catch (Refused e) {
                refused(request.shown(), e.status(), e.sentence());
                answer = place == null ? Answer.of(e.status(), "text/plain", "not found") : place.refusal().of(e);
            } catch (IllegalArgumentException e) {
                /* the row contradicts itself: nobody's request is at fault */
                refused(request.shown(), 500, String.valueOf(e.getMessage()));
                answer = Answer.of(500, "text/plain", "the facts are at fault");
            }
            answer.sendTo(exchange);
        }
    }

    /** Answers what came to one place. */
    private interface Handler {
        Answer handle(Inbound request);
    }

    /** Says no as is usual at one place. */
    private interface Objection {
        Answer of(Refused refused);
    }

    private record Place(Handler handler, Objection refusal) {}

    private @Nullable Place place(Inbound request) {
        boolean signed = app.facts().auth().equals("oauth1");
        TokenReplies replies = new TokenReplies(app);
        if (request.path().equals(ConsentPage.PATH)) {
            return new Place(page::answered, AppSimulator::errorPage);
        }
        if (isTo(request, Column.AUTHORIZE_URL)) {
            return new Place(signed ? oauth1::authorize : authorize::handle, AppSimulator::errorPage);
        }
        if (isTo(request, Column.REQUEST_TOKEN_URL)) {
            return new Place(oauth1::temporary, OAuth1Endpoints::refusal);
        }
        if (isTo(request, Column.REVOKE_URL)) {
            return new Place(new RevokeEndpoint(app)::handle, replies::refusal);
        }
        if (isTo(request, Column.TOKEN_URL) || isTo(request, Column.REFRESH_URL)) {
            return signed ? new Place(oauth1::token, OAuth1Endpoints::refusal) : new Place(token::handle, replies::refusal);
        }
        if (api.isWhoami(request)) {
            return new Place(api::whoami, api::refusal);
        }
        return api.isResource(request) ? new Place(api::resource, api::refusal) : null;
    }

    private boolean isTo(Inbound request, Column column) {
        return !app.facts().cell(column).isEmpty() && request.isTo(app.url(column));
    }

    private String places() {
        Set<String> all = new LinkedHashSet<>();
        for (Column column : List.of(Column.AUTHORIZE_URL, Column.REQUEST_TOKEN_URL, Column.TOKEN_URL, Column.REFRESH_URL,
                Column.REVOKE_URL)) {
            all.add(app.facts().cell(column));
        }
        all.add(app.facts().cell(Column.WHOAMI_METHOD) + " " + api.whoami());
        all.remove("");
        return String.join(", ", all);
    }

    private static Answer errorPage(Refused refused) {
        return Answer.of(refused.status(), "text/html",
                "<!DOCTYPE html><html lang=\"en\"><head><title>Error</title></head><body><p>" + refused.sentence() + "</p></body></html>");
    }

    /** Stops; what is under way is cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
