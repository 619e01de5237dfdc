package dev.patchbay.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.oauth1.DefaultOAuth1Provider;
import org.glassfish.jersey.server.oauth1.OAuth1ServerFeature;

/** An app on 127.0.0.1 whose OAuth 1.0a is Jersey's; its people say yes at once. */
public final class JerseyApp implements AutoCloseable {
    private final HttpServer server;

    /**
     * With one client.
     *
     * @param secret for RSA-SHA1 the certificate
     */
    JerseyApp(String clientId, String secret) {
        DefaultOAuth1Provider provider = new DefaultOAuth1Provider();
        provider.registerConsumer("owner", clientId, secret, new MultivaluedHashMap<>());
        ResourceConfig app = new ResourceConfig(Me.class).property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .register(new OAuth1ServerFeature(provider, "request_token", "access_token"));
        server = JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), app);
        server.createContext("/authorize", exchange -> yes(provider, exchange));
    }

    /** Where a person would be asked (RFC 5849 section 2.2); Jersey leaves that to the app. */
    private static void yes(DefaultOAuth1Provider provider, HttpExchange exchange) throws IOException {
        String token = exchange.getRequestURI().getQuery().replaceFirst("^oauth_token=", "");
        String verifier = provider.authorizeToken(provider.getRequestToken(token), () -> "a person", Set.of());
        exchange.getResponseHeaders().set("Location", UriBuilder.fromUri(provider.getRequestToken(token).getCallbackUrl())
                .queryParam("oauth_token", token).queryParam("oauth_verifier", verifier).build().toString());
        exchange.sendResponseHeaders(303, -1);
        exchange.close();
    }

    /** The address of something in it. */
    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
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
            if (who.getUserPrincipal() == null) {
                throw new NotAuthorizedException("OAuth");
            }
            return who.getUserPrincipal().getName();
        }
    }
}
