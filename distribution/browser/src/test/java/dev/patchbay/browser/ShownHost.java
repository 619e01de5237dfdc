package dev.patchbay.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The distribution as a process with a data folder of its own, for one test. Used by one thread. */
final class ShownHost implements AutoCloseable {
    /** Where the sandboxes of this test run listen, one after the other. */
    private static final int SANDBOX_PORT = Ports.free();
    static final String SANDBOX = "http://127.0.0.1:" + SANDBOX_PORT;

    private static final Path DISTRIBUTION = Path.of(System.getProperty("patchbay.test.distribution")).toAbsolutePath().normalize();
    private static final Path WORK = Path.of(System.getProperty("patchbay.test.target")).resolve("browser");

    private final HostProcess process;

    private ShownHost(HostProcess process) {
        this.process = process;
    }

    /** A new host that may reach 127.0.0.1. */
    static ShownHost start(String name) {
        return start(name, Map.of());
    }

    /** The same with more settings. */
    static ShownHost start(String name, Map<String, String> settings) {
        Path folder = WORK.resolve(name);
        delete(folder);
        HostProcess.Plan plan = HostProcess.of(DISTRIBUTION, folder.resolve("data")).javaOptions("-XX:TieredStopAtLevel=1 -Xmx256m")
                .setting("egress.allow", "127.0.0.1").setting("sandbox.port", String.valueOf(SANDBOX_PORT));
        settings.forEach(plan::setting);
        return new ShownHost(plan.start());
    }

    private static void delete(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> all = Files.walk(folder)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return process.address();
    }

    Api api() {
        return process.api();
    }

    String key() {
        return process.firstKey();
    }

    /** A one-time link, as somebody at the machine makes it. */
    String signInLink() {
        String printed = HostProcess.of(DISTRIBUTION, process.data()).command("sign-in").port(process.address().getPort()).run().output();
        return printed.lines().filter(line -> line.contains("/console/enter#")).findFirst()
                .map(line -> line.replaceAll(".*(http\\S+/console/enter#\\S+).*", "$1"))
                .orElseThrow(() -> new AssertionError("no link in:\n" + printed));
    }

    /** The link of a merchant's session. */
    String accountLink(String account) {
        return api().post("/api/v1/account-sessions", Map.of("account", account)).expect(201).json().get("url").asText();
    }

    /** An integration, as an operator finds it beside the program. */
    static Path integration(String symbolicName) {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("integrations"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(symbolicName + "-")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that somebody has on the machine in front of them. */
    Path file(String name, byte[] content) {
        try {
            return Files.write(process.data().resolveSibling(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty folder on the machine in front of them. */
    Path folder(String name) {
        try {
            return Files.createDirectories(process.data().resolveSibling(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies in a folder. */
    List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The exit code of a restore of this backup into an empty data folder. */
    int restored(Path backup, String passphrase) {
        Path opens = file("passphrase-of-the-backup", (passphrase + "\n").getBytes(StandardCharsets.UTF_8));
        return HostProcess.of(DISTRIBUTION, process.data().resolveSibling("restored"))
                .command("restore", backup.toString(), "--passphrase-file", opens.toString()).run().awaitExit();
    }

    /** Installs the sandbox. */
    void installSandbox() {
        api().install(integration("dev.patchbay.app.sandbox")).expect(201);
    }

    /** An OAuth client for the sandbox, of this account. */
    String sandboxClient(String account) {
        return api().post("/api/v1/oauth-clients", Map.of("account", account, "provider", "sandbox", "label", "Sandbox",
                "values", Map.of("clientId", "sandbox-client", "clientSecret", "sandbox-secret"))).expect(201).json().get("id").asText();
    }

    /** A stored connection; its id. */
    String connection(String account, String provider, String label, Map<String, ?> values) {
        return api().post("/api/v1/connections", Map.of("account", account, "provider", provider, "label", label, "values", values))
                .expect(201).json().get("id").asText();
    }

    /** The account's connection of this name. */
    JsonNode named(String account, String label) {
        JsonNode items = api().get("/api/v1/connections?account=" + account + "&limit=500").expect(200).json().get("items");
        for (JsonNode item : items) {
            if (item.get("label").asText().equals(label)) {
                return item;
            }
        }
        throw new AssertionError("no “" + label + "” among " + items);
    }

    @Override
    public void close() {
        process.close();
    }
}
