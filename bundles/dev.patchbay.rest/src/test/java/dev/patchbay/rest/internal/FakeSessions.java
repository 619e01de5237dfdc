package dev.patchbay.rest.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/** Sessions of people: what begins with one of the right texts is right, and the session's key says whose it is. */
final class FakeSessions implements Sessions {
    static final String OPERATOR = "pbs_operator";
    static final String ACCOUNT = "pbs_account";
    static final String LINK = "pbl_right";

    private final FakeHost host;

    FakeSessions(FakeHost host) {
        this.host = host;
    }

    static String csrf(String key) {
        return "csrf-of-" + key;
    }

    private static View view(String key) {
        boolean operator = key.startsWith(OPERATOR);
        return new View(
                operator ? Kind.OPERATOR : Kind.ACCOUNT, operator ? "ses_o" : "ses_a", operator ? "tests" : "Acme",
                operator ? EnumSet.of(Scope.ADMIN, Scope.READ) : Set.of(Scope.READ), operator ? null : "ac:me",
                operator ? null : "orders", operator ? null : "read", operator ? null : "https://shop.example/", FakeHost.THEN);
    }

    @Override
    public Opened signIn(Secret presented, String address) {
        String text = presented.reveal();
        if (!text.startsWith(FakeHost.KEY) && !text.startsWith(LINK)) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "That opens nothing.");
        }
        String key = text.startsWith(LINK) ? ACCOUNT : OPERATOR;
        host.note("sign in " + key);
        return new Opened(view(key), Secret.of(key), csrf(key));
    }

    @Override
    public Current authenticate(String key, String address) {
        if (!key.startsWith(OPERATOR) && !key.startsWith(ACCOUNT)) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "The session has ended.");
        }
        View view = view(key);
        Caller.Kind kind = view.kind() == Kind.OPERATOR ? Caller.Kind.OPERATOR_SESSION : Caller.Kind.ACCOUNT_SESSION;
        return new Current(
                new Caller(kind, view.id(), view.label(), view.scopes(), view.account(), address), view, csrf(key));
    }

    @Override
    public void signOut(String key, String address) {
        host.note("sign out " + key);
    }

    @Override
    public Link operatorLink(Caller caller) {
        throw new AssertionError("no request makes an operator's link");
    }

    @Override
    public Link accountLink(Caller caller, Request request, Idempotency once) {
        host.note("account link " + request + (once == null ? "" : " once " + once.key()));
        return new Link("ses_n", URI.create(host.publicUrl + "/console/enter#pbl_new"), FakeHost.THEN);
    }

    @Override
    public String publicUrl() {
        return host.publicUrl;
    }
}
