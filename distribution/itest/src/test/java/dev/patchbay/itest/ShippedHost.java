package dev.patchbay.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.provision;
import static org.ops4j.pax.exam.CoreOptions.streamBundle;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import dev.patchbay.launcher.FeatureReader;
import dev.patchbay.launcher.Setting;
import dev.patchbay.launcher.Settings;
import dev.patchbay.launcher.StartPlan;
import dev.patchbay.practice.PracticeFtpServer;
import dev.patchbay.testsupport.Ports;
import dev.patchbay.testsupport.ProviderBundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.UrlProvisionOption;

/** The assembled distribution as options of Pax Exam, from the launcher's own reader. Runs outside of the framework. */
final class ShippedHost {
    private static final int LAST_LEVEL = 10;
    private static final String LINKS = "link:classpath:META-INF/links/";

    /** Held here, since java.util.logging does not hold it. */
    private static final Logger JAVA_LOGGING = Logger.getLogger("");

    private final Path home = folder("patchbay.test.distribution");
    private final Path data;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<Option> options = new ArrayList<>();

    private ShippedHost(String name) {
        data = folder("patchbay.test.target").resolve("data").resolve(name);
        set("http.host", "127.0.0.1");
        set("http.port", Integer.toString(Ports.free()));
    }

    /** A host with a new data folder of this name. */
    static ShippedHost named(String name) {
        ShippedHost host = new ShippedHost(name);
        host.deleteData();
        return host;
    }

    /** With a setting, as in {@code conf/patchbay.properties}. */
    ShippedHost set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** With an FTP server beside it, and its address allowed. */
    ShippedHost withFtpServer() {
        try {
            PracticeFtpServer server = PracticeFtpServer.start();
            property(HostTest.FTP_PORT, Integer.toString(server.port()));
            property(HostTest.FTP_IMPLICIT_PORT, Integer.toString(server.implicitPort()));
            property(HostTest.FTP_PASSWORD, server.password());
            property(HostTest.FTP_FINGERPRINT, HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(server.certificate().getEncoded())));
            return set("egress.allow", "127.0.0.1");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no FTP server", e);
        }
    }

    /** Everything Pax Exam needs. */
    Option[] options() {
        JAVA_LOGGING.setLevel(Level.WARNING);
        StartPlan plan = StartPlan.of(FeatureReader.read(home.resolve("features")), "host");
        Map<String, Map<String, Object>> configurations = new TreeMap<>();
        plan.configurations().forEach((pid, values) -> configurations.put(pid, new TreeMap<>(values)));
        plan.frameworkProperties().forEach(this::framework);
        framework("patchbay.home", home.toString());
        framework("patchbay.data", data.toString());
        framework("patchbay.mode", "host");
        framework("patchbay.version", "0.1.0");
        settings.forEach((key, value) -> apply(Settings.find(key).orElseThrow(), value, configurations));
        plan.bundles().forEach(entry -> options.add(installed(entry)));
        options.add(provision(streamBundle(new ByteArrayInputStream(configurationBundle(configurations))).startLevel(1)));
        options.add(bundle(Path.of(System.getProperty("patchbay.test.support")).toUri().toString()).startLevel(LAST_LEVEL));
        options.add(bundle(LINKS + "org.apache.servicemix.bundles.junit.link").startLevel(1));
        options.add(bundle(LINKS + "org.apache.servicemix.bundles.hamcrest.link").startLevel(1));
        options.add(bundle(LINKS + "org.ops4j.pax.exam.invoker.junit.link").startLevel(1));
        options.add(systemProperty("pax.exam.invoker").value("junit"));
        options.add(frameworkStartLevel(LAST_LEVEL));
        options.add(cleanCaches());
        property(HostTest.PORT, settings.get("http.port"));
        property(HostTest.DATA, data.toString());
        property(HostTest.BUNDLES, plan.bundles().stream().map(e -> e.id().path()).reduce("", (a, b) -> a + b + "\n"));
        return options.toArray(Option[]::new);
    }

    private void apply(Setting setting, String value, Map<String, Map<String, Object>> configurations) {
        if (setting.target() instanceof Setting.FrameworkProperty property) {
            framework(property.name(), value);
        } else if (setting.target() instanceof Setting.Configuration target) {
            configurations.computeIfAbsent(target.pid(), pid -> new TreeMap<>()).put(target.key(), value);
        } else {
            throw new IllegalArgumentException("a setting of the launcher alone: " + setting.key());
        }
    }

    private Option installed(StartPlan.Entry entry) {
        Path jar = home.resolve("repository").resolve(entry.id().path());
        UrlProvisionOption option = bundle("reference:" + jar.toUri()).startLevel(entry.startLevel());
        try (JarFile file = new JarFile(jar.toFile())) {
            boolean fragment = file.getManifest().getMainAttributes().getValue("Fragment-Host") != null;
            return fragment ? option.noStart() : option;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bundle that does what the launcher does: writes the configurations as soon as their service is there. */
    private static byte[] configurationBundle(Map<String, Map<String, Object>> configurations) {
        Properties flat = new Properties();
        configurations.forEach((pid, values) -> {
            flat.setProperty(pid, "");
            values.forEach((key, value) -> flat.setProperty(pid + ConfigurationSeed.SEPARATOR + key, String.valueOf(value)));
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            flat.store(bytes, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProviderBundle.named("dev.patchbay.itest.configuration", "1.0.0")
                .header("Import-Package", "org.osgi.framework,org.osgi.service.cm,org.osgi.util.tracker")
                .header("Require-Capability", "")
                .header("Bundle-Activator", ConfigurationSeed.class.getName())
                .classes(ConfigurationSeed.class)
                .entry(ConfigurationSeed.ENTRY, bytes.toByteArray())
                .jar();
    }

    private void framework(String name, String value) {
        options.add(frameworkProperty(name).value(value));
    }

    private void property(String name, String value) {
        System.setProperty(name, value);
        options.add(systemProperty(name).value(value));
    }

    private void deleteData() {
        try {
            if (Files.exists(data)) {
                try (Stream<Path> all = Files.walk(data)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(data.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath().normalize();
    }
}
