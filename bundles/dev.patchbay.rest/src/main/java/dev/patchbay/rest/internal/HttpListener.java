package dev.patchbay.rest.internal;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port the host listens on, in clear or with TLS from PEM files: at the framework properties {@value #HOST} and
 * {@value #PORT}. It takes the place of the connector that the HTTP service opens for itself, so that limits, errors and TLS
 * are its own; that one should therefore be told to take any free port of 127.0.0.1. The port it got is told as an
 * {@link IntSupplier} with the property {@code patchbay.port}. Thread-safe.
 */
@Component(service = ConnectorFactory.class, immediate = true, configurationPid = RestSettings.PID)
public final class HttpListener implements ConnectorFactory {
    static final String HOST = "patchbay.http.host";
    static final String PORT = "patchbay.http.port";
    static final int HEADER_BYTES = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final int IDLE_MILLIS = 60_000;
    private static final int UNUSABLE_SETTINGS = 64;
    private static final int PORT_TAKEN = 69;

    private final BundleContext context;
    private final RestSettings settings;
    private final String host;
    private final int port;
    private volatile @Nullable ServiceRegistration<?> told;

    /** Activation, not before the servlet is registered; {@link ProblemErrorHandler} answers until the HTTP service has it. */
    @Activate
    public HttpListener(
            BundleContext context,
            @Reference(target = "(osgi.http.whiteboard.servlet.name=" + RestServlet.NAME + ")") Servlet servlet,
            Map<String, Object> properties) {
        this.context = context;
        this.settings = RestSettings.of(properties);
        this.host = Objects.requireNonNullElse(context.getProperty(HOST), "127.0.0.1");
        this.port = Integer.parseInt(Objects.requireNonNullElse(context.getProperty(PORT), "7070"));
    }

    /** Opens the port; where that can't be done, the launcher is told why. */
    @Override
    public Connector createConnector(Server server) {
        closeOthers(server);
        server.setErrorHandler(new ProblemErrorHandler());
        server.getDescendants(ContextHandler.class).forEach(handler -> handler.setErrorHandler(new ProblemErrorHandler()));
        try {
            ServerConnector connector = new ServerConnector(server, protocols());
            connector.setHost(host);
            connector.setPort(port);
            connector.setIdleTimeout(IDLE_MILLIS);
            connector.open();
            tell("patchbay.port", connector.getLocalPort(), Map.of());
            LOG.info("Listening on {}:{}{}", host, connector.getLocalPort(), settings.tls() ? " with TLS" : "");
            return connector;
        } catch (IllegalArgumentException e) {
            throw fail(UNUSABLE_SETTINGS, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw fail(PORT_TAKEN, "Cannot listen on " + host + " port " + port
                    + ": it is taken or not an address of this machine. Change http.port or http.host.");
        }
    }

    /* the HTTP service opens a connector of its own first */
    private static void closeOthers(Server server) {
        for (Connector connector : server.getConnectors()) {
            close(connector);
            server.removeConnector(connector);
        }
    }

    private static void close(Connector connector) {
        try {
            connector.stop();
        } catch (Exception e) {
            LOG.warn("A connector did not stop: {}", e.getClass().getName());
        }
    }

    private ConnectionFactory[] protocols() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.addCustomizer(new ForwardedClient(ClientAddress.of(settings)));
        if (!settings.tls()) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        String password = new BigInteger(128, new SecureRandom()).toString(36);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(PemIdentity.keyStore(settings.tlsCertificate(), settings.tlsKey(), password));
        tls.setKeyStorePassword(password);
        return new ConnectionFactory[] {new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http)};
    }

    private IllegalStateException fail(int exit, String message) {
        LOG.error("{}", message);
        tell("patchbay.exit", exit, Map.of("patchbay.message", message));
        return new IllegalStateException(message);
    }

    /* the launcher shares no class with bundles: it looks for services of the JDK's types by their properties */
    private void tell(String name, int value, Map<String, Object> more) {
        Hashtable<String, Object> properties = new Hashtable<>(more);
        properties.put(name, value);
        ServiceRegistration<?> before = told;
        told = context.registerService(IntSupplier.class, () -> value, properties);
        if (before != null) {
            before.unregister();
        }
    }

    /** Deactivation: the connector is stopped by the HTTP service. */
    @Deactivate
    void close() {
        ServiceRegistration<?> last = told;
        if (last != null) {
            last.unregister();
        }
    }
}
