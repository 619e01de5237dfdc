package dev.patchbay.app.sandbox.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.api.provider.TestRun;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The provider {@code sandbox}; its app runs as long as the component does. Thread-safe. */
@Component(service = ConnectionProvider.class, configurationPid = SandboxProvider.PID)
@ProvidesConnection(SandboxDefinition.ID)
public final class SandboxProvider implements ConnectionProvider {
    /** Where the operator's port comes from. */
    static final String PID = "dev.patchbay.app.sandbox";
    /** The port unless the operator chose another. */
    static final int PORT = 7071;

    private final ConnectionDefinition definition;
    private final @Nullable SandboxServer server;
    private final String problem;

    /** The component's properties, which are the service's: the host lets this provider, and no other, reach the port. */
    @interface Properties {
        /** {@code patchbay.loopback.ports}: the port the app listens on. */
        int patchbay_loopback_ports() default PORT;
    }

    /** Starts the app. */
    @Activate
    public SandboxProvider(Properties properties) {
        this(properties.patchbay_loopback_ports());
    }

    SandboxProvider(int port) {
        SandboxServer started = null;
        String problem = "";
        try {
            started = SandboxServer.start(port, new Sandbox(Clock.systemUTC(), new SecureRandom()));
        } catch (IOException e) {
            problem = busy(port);
        }
        this.server = started;
        this.problem = problem;
        this.definition = SandboxDefinition.at(started == null ? port : started.port());
    }

    /** Ends the app; everything it issued is gone. */
    @Deactivate
    public void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public ConnectionDefinition definition() {
        return definition;
    }

    @Override
    public void test(TestRun run) throws Exception {
        if (!problem.isEmpty()) {
            throw new ConnectionFailure(Reason.UNREACHABLE, problem);
        }
        run.probe();
    }

    private static String busy(int port) {
        return "Another program listens on port " + port + " of this machine. Set sandbox.port to a free one; or end that program, then"
                + " uninstall and install the sandbox again.";
    }
}
