package dev.patchbay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.testsupport.ProviderBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Starts {@link BareFelix} from the distribution's own bundles. */
final class Floors {
    /** Of the HTTP feature, what the servlet container itself needs; the rest is Jersey. */
    private static final Set<String> CONTAINER = Set.of(
            "org.apache.felix.http.servlet-api", "commons-io", "commons-fileupload", "org.apache.felix.http.jetty12");
    private static final String WARN_ONLY = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%d %level %logger %msg%n</pattern></encoder></appender>
              <root level="WARN"><appender-ref ref="OUT"/></root>
            </configuration>
            """;

    private Floors() {}

    /** Felix, SCR, Jetty and one servlet. */
    static FloorProcess webServer(Bench bench, Path folder, int port) throws IOException {
        List<String> jars = bundles(bench, "base", null);
        jars.addAll(bundles(bench, "http", CONTAINER));
        Path servlet = folder.resolve("floor-servlet.jar");
        Files.write(servlet, servletBundle());
        jars.add(servlet.toString());
        return start(bench, folder, port, "-", jars);
    }

    /** Felix and SCR with the API, installing the jars of a folder one after another. */
    static FloorProcess installing(Bench bench, Path folder, Path jars) throws IOException {
        List<String> first = bundles(bench, "base", null);
        first.addAll(bundles(bench, "host", Set.of("dev.patchbay.api")));
        return start(bench, folder, 0, jars.toString(), first);
    }

    private static FloorProcess start(Bench bench, Path folder, int port, String toInstall, List<String> jars) throws IOException {
        Path logging = folder.resolve("logback.xml");
        Files.writeString(logging, WARN_ONLY);
        List<String> arguments = new ArrayList<>(List.of(folder.resolve("cache").toString(), String.valueOf(port), toInstall));
        arguments.addAll(jars);
        Path framework = bench.options().distribution().resolve("lib/org.apache.felix.framework.jar");
        return FloorProcess.start(BareFelix.class, framework, folder, List.of("-Dlogback.configurationFile=" + logging.toUri()), arguments);
    }

    /** The jars of a feature, all or those of these artifacts. */
    private static List<String> bundles(Bench bench, String feature, @org.jspecify.annotations.Nullable Set<String> artifacts)
            throws IOException {
        Path home = bench.options().distribution();
        JsonNode json = new ObjectMapper().readTree(home.resolve("features").resolve(feature + ".json").toFile());
        List<String> jars = new ArrayList<>();
        for (JsonNode bundle : json.path("bundles")) {
            String[] id = bundle.path("id").asText().split(":");
            if (artifacts == null || artifacts.contains(id[1])) {
                Path folder = Arrays.stream(id[0].split("\\.")).reduce(home.resolve("repository"), Path::resolve, (a, b) -> b);
                jars.add(folder.resolve(id[1]).resolve(id[2]).resolve(id[1] + "-" + id[2] + ".jar").toString());
            }
        }
        return jars;
    }

    private static byte[] servletBundle() {
        String name = FloorServlet.class.getName();
        return ProviderBundle.named("bench.floor", "1.0.0")
                .header("Import-Package", "jakarta.servlet;version=\"[6,7)\",jakarta.servlet.http;version=\"[6,7)\"")
                .header("Service-Component", "OSGI-INF/floor.xml")
                .entry("OSGI-INF/floor.xml", ("""
                        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="floor">
                          <property name="osgi.http.whiteboard.servlet.pattern" value="/*"/>
                          <implementation class="%s"/>
                          <service><provide interface="jakarta.servlet.Servlet"/></service>
                        </scr:component>
                        """.formatted(name)).getBytes(StandardCharsets.UTF_8))
                .classes(FloorServlet.class)
                .jar();
    }
}
