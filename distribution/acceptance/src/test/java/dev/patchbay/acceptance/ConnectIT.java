package dev.patchbay.acceptance;

import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.ClassRule;
import org.junit.rules.ExternalResource;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** People connect apps in browsers: one host process with the sandbox, every scene with an account of its own. */
@RunWith(Suite.class)
@Suite.SuiteClasses({NewcomerScenes.class, RefusalScenes.class, CallbackScenes.class, ReconnectScenes.class, MethodScenes.class,
        SandboxGoneScenes.class})
public final class ConnectIT {
    /** Where sessions may send people back to, and what lies below. */
    static final String RETURN_TO = "https://shop.example/app";

    /** The host runs as long as the scenes. */
    @ClassRule
    public static final ExternalResource RUNNING = new ExternalResource() {
        @Override
        protected void before() throws IOException {
            Path work = Distribution.workFolder(ConnectIT.class);
            settings = work.resolve("patchbay.properties");
            lifetime("30m");
            int port = Ports.free();
            HostProcess.Plan plan = Distribution.host(work.resolve("data")).port(port)
                    .environment("PATCHBAY_CONF", settings.toString());
            host = SandboxHost.start(plan, URI.create("http://127.0.0.1:" + port));
        }

        @Override
        protected void after() {
            if (host != null) {
                host.close();
            }
        }
    };

    private static @Nullable Path settings;
    private static @Nullable SandboxHost host;

    /** The host of all scenes. */
    static SandboxHost host() {
        return Objects.requireNonNull(host, "scenes are run by " + ConnectIT.class);
    }

    /** Sets how long sessions last; the running host notices. */
    static void lifetime(String span) throws IOException {
        Files.writeString(Objects.requireNonNull(settings), "connect.lifetime=" + span + "\nconnect.return-to=" + RETURN_TO + "\n");
    }
}
