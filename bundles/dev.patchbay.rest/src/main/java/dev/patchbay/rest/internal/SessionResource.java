package dev.patchbay.rest.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A person signs in, asks who they are, and signs out. */
@Path(SessionResource.RELATIVE)
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
    static final String RELATIVE = "api/v1/session";

    private static final String SIGN_IN = "/" + RELATIVE;
    private static final String BEARER = "bearer";

    private final HostServices host;
    private final Authenticator authenticator;

    SessionResource(HostServices host, Authenticator authenticator) {
        this.host = host;
        this.authenticator = authenticator;
    }

    /** Whether this is the one request below the API that needs nobody to be known yet. */
    static boolean isSignIn(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(SIGN_IN);
    }

    /** Opens a session with an API key or a link's token; the key goes into a cookie, or for {@code bearer} into this answer. */
    @POST
    public Response signIn(@Context HttpServletRequest routed) throws IOException {
        Exchange exchange = Exchange.of(routed);
        HttpServletRequest request = exchange.request();
        exchange.query();
        BodyFields body = JsonBody.read(exchange);
        body.readOnly("kind", "id", "label", "scopes", "csrf", "accessToken", "expiresAt");
        String key = body.optionalText("key");
        String token = body.optionalText("token");
        boolean bearer = bearer(body, key);
        requireOne(body, key, token);
        body.check();
        Sessions sessions = host.sessions();
        if (!bearer) {
            Authenticator.requireOwnPage(request, sessions.publicUrl());
        }
        Secret presented = key != null ? formed(request, key, "pbk_") : formed(request, String.valueOf(token), "pbl_");
        Sessions.Opened opened = authenticator.counting(
                request, () -> sessions.signIn(presented, request.getRemoteAddr()));
        Response.ResponseBuilder created = Response.status(Response.Status.CREATED);
        if (bearer) {
            return created.entity(Json.bytes(new SessionBodies.Shown(opened.view(), null, opened.key()))).build();
        }
        SessionCookie cookie = SessionCookie.of(request, sessions.publicUrl());
        endFormer(sessions, cookie, request);
        return created.entity(Json.bytes(new SessionBodies.Shown(opened.view(), opened.csrf(), null)))
                .header("Set-Cookie", cookie.set(opened.key().reveal())).build();
    }

    private static boolean bearer(BodyFields body, @Nullable String key) {
        String as = body.optionalText("as");
        if (as == null) {
            return false;
        }
        if (!as.equals(BEARER)) {
            body.fault("as", "choice", "The value is bearer, or absent for a cookie.");
        } else if (key != null) {
            body.fault("as", "token-only", "Only a link's token opens a session without a cookie; use the API key itself instead.");
        }
        return as.equals(BEARER);
    }

    private static void requireOne(BodyFields body, @Nullable String key, @Nullable String token) {
        if (key != null && token != null) {
            body.fault("token", "exclusive", "A session is opened with a key or a token, not with both.");
        } else if (key == null && token == null && body.isSound("key") && body.isSound("token")) {
            body.fault("key", "required", "An API key is needed, or the token of a link as token.");
        }
    }

    /* each under its own name: who pastes a link's token as a key is told so, and the token stays good */
    private Secret formed(HttpServletRequest request, String text, String prefix) {
        return authenticator.counting(request, () -> {
            if (!text.startsWith(prefix)) {
                throw new ProblemException(ProblemType.UNAUTHENTICATED, "What was sent does not begin with " + prefix + ".");
            }
            return Secret.of(text);
        });
    }

    /** The browser forgets the key it held; nobody else should have it either. */
    private static void endFormer(Sessions sessions, SessionCookie cookie, HttpServletRequest request) {
        try {
            cookie.find(request).ifPresent(key -> sessions.signOut(key, request.getRemoteAddr()));
        } catch (ProblemException e) {
            if (!e.type().equals(ProblemType.UNAUTHENTICATED)) {
                throw e;
            }
            /* several: whose they are nobody knows, and the new one replaces the host's own */
        }
    }

    /** Who calls. */
    @GET
    public Response who(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        Identity identity = exchange.identity();
        Identity.Session session = identity.session();
        if (session == null) {
            return Response.ok(Json.bytes(new SessionBodies.KeyHolder(identity.caller()))).build();
        }
        String csrf = session.byCookie() ? session.current().csrf() : null;
        return Response.ok(Json.bytes(new SessionBodies.Shown(session.current().view(), csrf, null))).build();
    }

    /** Ends the session. */
    @DELETE
    public Response signOut(@Context HttpServletRequest routed) {
        Exchange exchange = Exchange.of(routed);
        exchange.query();
        Identity.Session session = exchange.identity().session();
        if (session == null) {
            throw new ProblemException(ProblemType.CONFLICT, "An API key is no session; it is revoked where API keys are.");
        }
        Sessions sessions = host.sessions();
        sessions.signOut(session.key(), exchange.request().getRemoteAddr());
        Response.ResponseBuilder gone = Response.noContent();
        return session.byCookie()
                ? gone.header("Set-Cookie", SessionCookie.of(exchange.request(), sessions.publicUrl()).clear()).build()
                : gone.build();
    }
}
