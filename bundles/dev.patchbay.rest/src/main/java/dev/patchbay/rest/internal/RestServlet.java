package dev.patchbay.rest.internal;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletMultipart;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one servlet: what every request and response has in common stands here, the routes stand in the resources. It takes
 * every path that no other servlet has, so that an unknown one is answered with a problem too. Thread-safe.
 */
@Component(service = Servlet.class, configurationPid = RestSettings.PID)
@HttpWhiteboardServletName(RestServlet.NAME)
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletMultipart(maxFileSize = InstallRequest.LARGEST, maxRequestSize = InstallRequest.LARGEST + (1 << 16))
public final class RestServlet implements Servlet {
    static final String NAME = "patchbay-rest";

    private static final Logger LOG = LoggerFactory.getLogger(RestServlet.class);
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz", "/openapi.json", "/schemas/connection.json");

    private final Routes routes;
    private final CredentialRoute credentials;
    private final Cors cors;
    private final RequestIds ids = new RequestIds();
    private final @Nullable RateLimiter rate;
    private final LongSupplier nanoTime;
    private volatile @Nullable JerseyContainer jersey;
    private volatile @Nullable ServletConfig config;

    /** Activation. */
    @Activate
    public RestServlet(@Reference HostServices host, @Reference EmbedOrigins origins, Map<String, Object> properties) {
        this(host, origins, RestSettings.of(properties), System::nanoTime);
    }

    RestServlet(HostServices host, EmbedOrigins origins, RestSettings settings, LongSupplier nanoTime) {
        this.routes = new Routes(host, nanoTime);
        this.credentials = new CredentialRoute(host);
        this.cors = new Cors(origins);
        this.rate = settings.rate() > 0 ? new RateLimiter(settings.rate(), Duration.ofSeconds(1), nanoTime) : null;
        this.nanoTime = nanoTime;
    }

    @Override
    public void init(ServletConfig servletConfig) throws ServletException {
        config = servletConfig;
        jersey = JerseyContainer.start(routes.resources(), servletConfig);
    }

    @Override
    public void destroy() {
        JerseyContainer running = jersey;
        jersey = null;
        if (running != null) {
            running.stop();
        }
    }

    /** Deactivation. */
    @Deactivate
    void close() {
        routes.close();
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "Patchbay HTTP API";
    }

    @Override
    public void service(ServletRequest servletRequest, ServletResponse servletResponse) throws IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        long began = nanoTime.getAsLong();
        Exchange exchange = new Exchange(request, response, ids.of(request.getHeader(RequestIds.HEADER)));
        exchange.begin();
        try {
            answer(exchange);
        } catch (Exception | LinkageError | StackOverflowError e) {
            refuse(exchange, ThrownProblems.of(e, exchange.id()));
        }
        if (response.getStatus() >= 400) {
            Discard.body(request);
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} {} {} {} ms", request.getMethod(), request.getRequestURI(), response.getStatus(),
                    (nanoTime.getAsLong() - began) / 1_000_000);
        }
        if (exchange.isBroken()) {
            ClientSocket.cut(request);
        }
    }

    private void answer(Exchange exchange) throws ServletException, IOException {
        HttpServletRequest request = exchange.request();
        String path = request.getRequestURI();
        if (cors.answers(exchange)) {
            return;
        }
        JerseyContainer running = jersey;
        if (running == null) {
            throw ProblemException.retryLater(ProblemType.NOT_READY, "The host is starting.", Duration.ofSeconds(2));
        }
        boolean known = path.startsWith("/api/") && !SessionResource.isSignIn(request);
        if (known) {
            exchange.authenticated(routes.authenticator().authenticate(request));
            limit(exchange);
        } else if (!path.startsWith("/api/") && !OPEN.contains(path)) {
            throw nothingHere();
        }
        requirePlainBody(exchange);
        if (known && !AccountRoutes.isThere(exchange.caller(), request.getMethod(), path)) {
            throw nothingHere();
        }
        if (credentials.answers(exchange)) {
            return;
        }
        running.service(uri(path), new RoutedRequest(request), exchange.response());
        if (exchange.response().getStatus() >= 400 && exchange.response().getContentType() == null) {
            /* headers that Jersey cannot parse: it answers before it comes to any mapper */
            throw new ProblemException(Problems.ofStatus(exchange.response().getStatus()), "A header of the request is not well-formed.");
        }
    }

    private void limit(Exchange exchange) {
        RateLimiter limiter = rate;
        if (limiter != null) {
            Optional<Duration> wait = limiter.take(exchange.caller().id());
            if (wait.isPresent()) {
                throw ProblemException.retryLater(ProblemType.TOO_MANY_REQUESTS, "Too many requests.", wait.get());
            }
        }
    }

    /* a compressed body could be small on the wire and endless here */
    private static void requirePlainBody(Exchange exchange) {
        String encoding = exchange.header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must not have a Content-Encoding.");
        }
    }

    /* path parameters would be ignored in routing, and one resource have many addresses */
    private static URI uri(String path) {
        try {
            if (path.indexOf(';') < 0 && path.startsWith("/") && !path.startsWith("//")) {
                return new URI(path);
            }
        } catch (URISyntaxException e) {
            LOG.trace("A path is no URI reference");
        }
        throw nothingHere();
    }

    private static ProblemException nothingHere() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is nothing at this path.");
    }

    private static void refuse(Exchange exchange, ProblemException problem) throws IOException {
        HttpServletResponse response = exchange.response();
        if (response.isCommitted()) {
            exchange.breakOff();
            return;
        }
        exchange.startOver();
        response.setStatus(problem.type().status());
        Problems.headers(problem).forEach(response::setHeader);
        byte[] body = Problems.bytes(problem);
        response.setContentLength(body.length);
        if (!exchange.isHead()) {
            response.getOutputStream().write(body);
        }
    }
}
