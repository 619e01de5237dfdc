package dev.patchbay.connect.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectFlow;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.access.Caller;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The flow by hand: shows the page it is told to, and notes what it was asked. */
final class ScriptedFlow implements ConnectFlow, CallbackDoctor {
    static final String TOKEN = "tok-0123456789_0123456789";
    static final String SESSION = "ses_1";
    static final String KEY = "key-9f-0123456789";
    static final Instant ENDS = Instant.parse("2026-03-04T05:06:07Z");

    final Queue<String> calls = new ConcurrentLinkedQueue<>();
    volatile Submission submitted = new Submission(Action.RETRY, "", Map.of());
    volatile Map<String, List<String>> parameters = Map.of();
    volatile Map<String, String> arrived = Map.of();
    volatile ConnectPage page = page(new ConnectPage.Cancelled(null));
    volatile ConnectPage answer = page;
    volatile String publicUrl = "http://127.0.0.1:7070";
    volatile RuntimeException failure;

    static ConnectPage page(ConnectPage.View view) {
        ConnectionMethod method = ConnectionMethod.of("login", "Login").fields(Field.text("user", "User"));
        return new ConnectPage("Acme", ConnectionDefinition.of("ftp", "FTP").methods(method), null, "csrf-1", ENDS, view);
    }

    void reset() {
        calls.clear();
        page = page(new ConnectPage.Cancelled(null));
        answer = page;
        publicUrl = "http://127.0.0.1:7070";
        failure = null;
    }

    private void note(String call) {
        calls.add(call);
        if (failure != null) {
            throw failure;
        }
    }

    private void requireKey(String session, String key) {
        if (!session.equals(SESSION) || !key.equals(KEY)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "Not of this browser.");
        }
    }

    @Override
    public Ticket open(String token, String address) {
        note("open " + token + " " + address);
        return new Ticket(SESSION, KEY);
    }

    @Override
    public ConnectPage page(String session, String key, String address) {
        note("page " + session);
        requireKey(session, key);
        return page;
    }

    @Override
    public ConnectPage submit(String session, String key, String address, Submission submission) {
        note("submit " + session + " " + submission.action());
        requireKey(session, key);
        submitted = submission;
        return answer;
    }

    @Override
    public Ticket callback(
            String client, Map<String, List<String>> received, Function<String, Optional<String>> keyOf, String address) {
        note("callback " + client);
        parameters = received;
        return new Ticket(SESSION, keyOf.apply(SESSION).orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "Another browser began this.")));
    }

    @Override
    public String publicUrl() {
        return publicUrl;
    }

    @Override
    public String publicUrlWarning() {
        return "public.url is not set.";
    }

    @Override
    public Diagnosis diagnose(Caller caller) {
        return new Diagnosis(publicUrl, true, List.of());
    }

    @Override
    public Optional<String> echo(String nonce, Map<String, String> how) {
        arrived = how;
        return nonce.equals("doctor-7f") ? Optional.of("{\"seen\":true}") : Optional.empty();
    }

    static URI uri(String text) {
        return URI.create(text);
    }
}
