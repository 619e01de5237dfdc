package dev.patchbay.oauth.internal;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.api.provider.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.Set;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.oauth1.DefaultOAuth1Provider;
import org.glassfish.jersey.server.oauth1.OAuth1ServerFeature;

/** An app of OAuth 1.0a on loopback, whose protocol is Jersey's. */
public final class JerseyApp implements AutoCloseable {
    private final DefaultOAuth1Provider provider = new DefaultOAuth1Provider();
    private final HttpServer server;

    /** With one client. */
    JerseyApp(String clientId, String clientSecret) {
        provider.registerConsumer("owner", clientId, clientSecret, new MultivaluedHashMap<>());
        ResourceConfig app = new ResourceConfig(Me.class).property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .register(new OAuth1ServerFeature(provider, "request_token", "access_token"));
        server = JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), app);
    }

    Auth.OAuth1 auth() {
        return Auth.oauth1(url("/request_token"), url("/authorize"), url("/access_token"));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The person approves; the verifier. */
    String approve(String token) {
        return provider.authorizeToken(provider.getRequestToken(token), () -> "a person", Set.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** What the token is for. */
    @Path("/me")
    public static final class Me {
        /** Whose token it is. */
        @GET
        public String who(@Context SecurityContext who) {
            return name(who);
        }

        /** The same, with a form. */
        @POST
        @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
        public String post(@Context SecurityContext who, MultivaluedMap<String, String> form) {
            return name(who) + " posts " + form.getFirst("text");
        }

        private static String name(SecurityContext who) {
            if (who.getUserPrincipal() == null) {
                throw new NotAuthorizedException("OAuth");
            }
            return who.getUserPrincipal().getName();
        }
    }
}
