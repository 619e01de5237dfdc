package dev.patchbay.core.internal.connect;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.connect.SessionState.Phase;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.core.internal.connections.ConnectedRows;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connect.ConnectFlow;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The flow behind the connect pages: who may act, and in which phase what may be done. Thread-safe. */
final class BrowserFlow implements ConnectFlow {
    /** The parameters that name a sign-in in a callback; the last is what some apps send when the person said no. */
    private static final List<String> NAMES = List.of("state", "oauth_token", "denied");
    private static final Set<Phase> STARTABLE = Set.of(Phase.FORM, Phase.FAILED, Phase.LEAVING, Phase.CODE);
    private static final Set<Phase> BACK = Set.of(Phase.FAILED, Phase.LEAVING, Phase.ASKING, Phase.CODE, Phase.CONFIRM);
    private static final long EXCHANGE = Duration.ofSeconds(60).toMillis();
    private static final int MOST_OF_A_LABEL = 400;

    private final StoredSessions sessions;
    private final Connectable connectable;
    private final FlowPages pages;
    private final FormCheck check;
    private final OwnClients own;
    private final SignInFlow signIn;
    private final FlowEvents events;
    private final ConnectedRows rows;
    private final BrowserKeys keys;
    private final PublicUrl publicUrl;
    private final Clock clock;

    BrowserFlow(
            ConnectGround ground,
            Connectable connectable,
            FlowPages pages,
            FormCheck check,
            OwnClients own,
            SignInFlow signIn,
            FlowEvents events) {
        this.sessions = ground.sessions();
        this.connectable = connectable;
        this.pages = pages;
        this.check = check;
        this.own = own;
        this.signIn = signIn;
        this.events = events;
        this.rows = ground.rows();
        this.keys = ground.keys();
        this.publicUrl = ground.publicUrl();
        this.clock = ground.clock();
    }

    @Override
    public Ticket open(String token, String address) {
        Session session = sessions.findByToken(token).orElseThrow(BrowserFlow::used);
        SessionState state = session.state();
        String key = keys.next();
        if (state.phase.isOver() || state.phase == Phase.FAILED) {
            state.sharedToken = null;
        } else {
            /* what another browser began is not carried on by this one */
            Failure shown = state.failure;
            state.turn(Phase.FORM);
            state.failure = shown;
        }
        state.token = null;
        state.key = BrowserKeys.hash(key);
        if (!sessions.save(session, w -> events.note(w, session, address, "open", Map.of()))) {
            throw used();
        }
        return new Ticket(session.id(), key);
    }

    private static ProblemException used() {
        return new ProblemException(ProblemType.NOT_FOUND,
                "This link was used already, has ended, or is not whole. Links work once: ask for a new one where you got it.");
    }

    @Override
    public ConnectPage page(String session, String key, String address) {
        Session found = sessions.require(session, key);
        switch (found.state().phase) {
            case CODE -> signIn.poll(found, address);
            case LEAVING, ASKING -> {
                if (signIn.isOver(found)) {
                    signIn.expire(found, address);
                }
            }
            case FORM -> beginOwn(found, address);
            default -> { /* shown as it is */ }
        }
        return pages.page(sessions.require(session, key), key, address);
    }

    /** Where the person brings the client, its redirect URI is known before anything is registered. */
    private void beginOwn(Session session, String address) {
        Providers.Live live = Optional.ofNullable(session.state().provider).flatMap(connectable::find).orElse(null);
        if (live == null) {
            return;
        }
        ConnectionDefinition definition = live.definition();
        ConnectionMethod method = connectable.method(definition, session.state().method);
        boolean wanted = method.needsClient() && connectable.isUsable(definition, method)
                && (session.state().ownWanted || check.usable(session, definition.id(), method).isEmpty());
        if (wanted && own.find(session, address).isEmpty()) {
            session.state().own = own.begin(session, definition, method, address);
            sessions.save(session);
        }
    }

    @Override
    public ConnectPage submit(String session, String key, String address, Submission submission) {
        Session found = sessions.require(session, key);
        if (!keys.isCsrf(session, key, submission.csrf())) {
            throw new ProblemException(ProblemType.FORBIDDEN,
                    "This form does not belong to the page of this browser. Load the page again, then repeat it.");
        }
        SessionState state = found.state();
        if (STARTABLE.contains(state.phase) || state.phase == Phase.ASKING) {
            label(state, submission.values());
        }
        switch (submission.action()) {
            case CHOOSE -> choose(found, submission.values());
            case CONNECT -> {
                if (STARTABLE.contains(state.phase)) {
                    signIn.connect(found, submission.values(), address);
                } else if (state.phase == Phase.ASKING) {
                    signIn.reply(found, submission.values(), address);
                }
            }
            case CONFIRM -> {
                if (state.phase == Phase.CONFIRM) {
                    signIn.confirm(found, address);
                }
            }
            case RETRY -> retry(found);
            case SHARE -> share(found, address);
            case CANCEL -> cancel(found, address);
        }
        return page(session, key, address);
    }

    private static void label(SessionState state, Map<String, String> sent) {
        String label = sent.get("label");
        if (label != null && label.length() <= MOST_OF_A_LABEL) {
            state.label = label;
        }
    }

    private void choose(Session session, Map<String, String> sent) {
        SessionState state = session.state();
        if (state.phase != Phase.FORM && state.phase != Phase.FAILED && state.phase != Phase.ASKING) {
            return;
        }
        state.turn(Phase.FORM);
        List<FieldError> errors = new ArrayList<>();
        chooseProvider(state, sent.get("provider"), errors);
        Providers.Live live = Optional.ofNullable(state.provider).flatMap(connectable::find).orElse(null);
        if (live != null) {
            chooseMethod(state, live.definition(), sent, errors);
        }
        if (sent.containsKey("client")) {
            state.ownWanted = FormCheck.OWN.equals(sent.get("client"));
        }
        state.errors = List.copyOf(errors);
        sessions.save(session);
    }

    private void chooseProvider(SessionState state, @Nullable String provider, List<FieldError> errors) {
        if (provider == null || provider.equals(state.provider)) {
            return;
        }
        Optional<FieldError> fault = !state.open
                ? Optional.of(new FieldError("provider", "fixed", "This page is for one app."))
                : provider.isEmpty() ? Optional.empty() : connectable.fault(provider);
        if (fault.isPresent()) {
            errors.add(fault.get());
            return;
        }
        state.provider = provider.isEmpty() ? null : provider;
        state.method = null;
        forgetForm(state);
    }

    private void chooseMethod(
            SessionState state, ConnectionDefinition definition, Map<String, String> sent, List<FieldError> errors) {
        String wanted = sent.get("method");
        if (wanted != null && !wanted.equals(state.method)) {
            if (connectable.methods(definition).stream().noneMatch(method -> method.id().equals(wanted))) {
                errors.add(new FieldError("method", "unknown", "There is no such way to connect."));
                return;
            }
            state.method = wanted;
            forgetForm(state);
        }
        ConnectionMethod method = connectable.method(definition, state.method);
        if (sent.keySet().stream().anyMatch(name -> name.startsWith(FormCheck.VALUES) || name.startsWith(FormCheck.CLIENT))) {
            state.typed = FormInput.typed(method, sent);
        }
    }

    private static void forgetForm(SessionState state) {
        state.typed = null;
        state.own = null;
        state.ownWanted = false;
    }

    private void retry(Session session) {
        SessionState state = session.state();
        SignInAttempt attempt = state.attempt;
        boolean stuck = state.phase == Phase.EXCHANGING
                && (attempt == null || clock.millis() - attempt.since() > EXCHANGE);
        if (state.sharedToken != null) {
            state.sharedToken = null;
            state.token = null;
        } else if (BACK.contains(state.phase) || stuck) {
            Failure shown = state.failure;
            state.turn(Phase.FORM);
            state.failure = shown;
        } else {
            return;
        }
        sessions.save(session);
    }

    private void share(Session session, String address) {
        if (session.state().phase.isOver()) {
            return;
        }
        String token = keys.next();
        session.state().token = BrowserKeys.hash(token);
        session.state().sharedToken = token;
        sessions.save(session, w -> events.note(w, session, address, "share", Map.of()));
    }

    private void cancel(Session session, String address) {
        if (session.state().phase.isOver()) {
            return;
        }
        session.state().turn(Phase.CANCELLED);
        session.state().typed = null;
        session.state().token = null;
        sessions.save(session, w -> events.note(w, session, address, "cancel", Map.of()));
    }

    @Override
    public Ticket callback(
            String client,
            Map<String, List<String>> parameters,
            Function<String, Optional<String>> keyOf,
            String address) {
        Session session = waiting(client, parameters).orElseThrow(BrowserFlow::unexpected);
        String key = keyOf.apply(session.id()).orElse("");
        if (!BrowserKeys.matches(session.state().key, key)) {
            refuse(session, address, "browser");
            throw new ProblemException(ProblemType.NOT_FOUND,
                    "This sign-in was begun in another browser. Go on there, or ask for a new link and begin here.");
        }
        if (session.state().phase != Phase.LEAVING) {
            return new Ticket(session.id(), key);
        }
        if (!client.equals(redirectName(session))) {
            refuse(session, address, "client");
            throw unexpected();
        }
        signIn.answered(session, parameters, address);
        return new Ticket(session.id(), key);
    }

    /** Where a provider runs the sign-in itself the app may have a {@code state} of its own beside the host's. */
    private Optional<Session> waiting(String client, Map<String, List<String>> parameters) {
        if (!client.startsWith(ProviderSignIn.PATH)) {
            return sessions.findByCorrelation(correlation(parameters));
        }
        return parameters.getOrDefault("state", List.of()).stream().limit(2)
                .map(sessions::findByCorrelation).flatMap(Optional::stream).findFirst();
    }

    /** What names the sign-in; exactly one value, or the answer is not one this host asked for. */
    private static String correlation(Map<String, List<String>> parameters) {
        for (String name : NAMES) {
            List<String> values = parameters.getOrDefault(name, List.of());
            if (values.size() == 1 && !values.get(0).isEmpty()) {
                return values.get(0);
            }
            if (values.size() > 1) {
                break;
            }
        }
        throw Problems.malformed("state",
                "The app's answer does not say which sign-in it is for. Go back to the connect page and try again.");
    }

    /** The last part of the redirect URI this session asked the app to use. */
    private static String redirectName(Session session) {
        SignInAttempt attempt = session.state().attempt;
        if (attempt != null && attempt.turn() != null) {
            return ProviderSignIn.name(session);
        }
        return attempt == null || attempt.client() == null ? session.state().connection : attempt.client();
    }

    private static ProblemException unexpected() {
        return new ProblemException(ProblemType.NOT_FOUND, "No sign-in waits for this answer: it was given already, took too"
                + " long, or was not asked for here. Go back to the connect page and try again.");
    }

    /** An answer at the wrong place is noted; it uses nothing up. */
    private void refuse(Session session, String address, String why) {
        rows.write(session.state().connection, w -> {
            events.note(w, session, address, "refuse", Map.of("wrong", why));
            return true;
        });
    }

    @Override
    public String publicUrl() {
        return publicUrl.base();
    }

    @Override
    public @Nullable String publicUrlWarning() {
        return publicUrl.warning();
    }
}
