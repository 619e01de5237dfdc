package dev.patchbay.installer.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.install.InstallSource.Content;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.installer.fixture.SampleProvider;
import dev.patchbay.store.internal.SqlStore;
import dev.patchbay.testsupport.ProviderBundle;
import dev.patchbay.vault.internal.ConfiguredRootKey;
import dev.patchbay.vault.internal.KeyRingVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.felix.cm.impl.ConfigurationManager;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentConstants;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** An installer in a real framework with declarative services, over a real database and a real vault. */
final class InstallerFixture {
    static final Caller ADMIN = caller(null, Scope.BUNDLES_INSTALL);
    static final Duration PROVIDERS_WITHIN = Duration.ofSeconds(3);
    private static final String EXPORTED = String.join(",", Stream.concat(
            Stream.of("dev.patchbay.api", "dev.patchbay.api.provider", "dev.patchbay.api.files", "dev.patchbay.host.vault")
                    .map(name -> name + ";version=1.0"),
            Stream.of("org.osgi.service.cm;version=1.6", "org.osgi.service.coordinator;version=1.0")).toList());

    final Path data;
    final SqlStore store;
    final KeyRingVault vault;
    final AuditRows audit = new AuditRows();
    final Map<String, String> settings = new HashMap<>();
    final SetClock clock = new SetClock();
    final ServedFiles egress = new ServedFiles();
    boolean loopback = true;
    Framework framework;
    AskedProviders providers;
    AskedUpdates updates;
    InstallerParts parts;
    RunningInstaller installer;
    RunningFeatures features;

    InstallerFixture(Path data) throws Exception {
        this.data = data;
        store = SqlStore.open(data, Clock.systemUTC(), 2);
        Files.writeString(data.resolve("passphrase"), "of the tests");
        vault = new KeyRingVault(new ConfiguredRootKey(onlyProperties(), Map.of()));
        MemoryRootKey root = new MemoryRootKey();
        vault.unlock(vault.createRing(root), root);
        start(Duration.ofSeconds(30));
    }

    /** The context of the vault's bundle, as much of it as it asks for. */
    private BundleContext onlyProperties() {
        return (BundleContext) Proxy.newProxyInstance(InstallerFixture.class.getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getProperty") ? data.toString() : null);
    }

    static Caller caller(@Nullable String account, Scope... scopes) {
        return new Caller(Caller.Kind.API_KEY, "key", "Key", Set.of(scopes), account, "192.0.2.7");
    }

    /** A new framework with an empty cache, as every start of the host has it. */
    void start(Duration patience) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", data.resolve("cache").toString());
        settings.put("org.osgi.framework.storage.clean", "onFirstInit");
        settings.put("org.osgi.framework.system.packages.extra", EXPORTED);
        settings.put("org.osgi.framework.system.capabilities.extra", DeclaredProviders.CAPABILITY);
        settings.put("patchbay.data", data.toString());
        settings.put("felix.log.level", "0");
        settings.put("ds.loglevel", "0");
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        for (Class<?> part : List.of(Function.class, Promise.class, ComponentConstants.class,
                org.apache.felix.scr.component.ExtComponentContext.class, ConfigurationManager.class)) {
            framework.getBundleContext().installBundle("reference:" + part.getProtectionDomain().getCodeSource().getLocation());
        }
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            bundle.start();
        }
        new DeclaredProviders(framework.getBundleContext()).open();
        providers = new AskedProviders(framework.getBundleContext(), store);
        updates = new AskedUpdates(framework.getBundleContext());
        install(patience);
        parts.startRecorded(features);
    }

    /** Another installer over the same parts, with the settings as they are now. */
    void install(Duration patience) {
        parts = new InstallerParts(new InstallerParts.Surroundings(framework.getBundleContext(), store, vault, audit, providers, updates,
                egress, InstallSettings.of(settings, loopback), home(), data, clock, PROVIDERS_WITHIN, patience));
        installer = new RunningInstaller(parts);
        features = new RunningFeatures(parts);
        parts.records().load();
        parts.features().load();
    }

    /** The program's folder. */
    Path home() {
        return data.resolve("home");
    }

    Path integrations() throws IOException {
        return Files.createDirectories(home().resolve("integrations"));
    }

    void stop() throws Exception {
        providers.close();
        framework.stop();
        framework.waitForStop(30_000);
    }

    void restart() throws Exception {
        stop();
        start(Duration.ofSeconds(30));
    }

    Path tmp() {
        return data.resolve("tmp");
    }

    /** A good bundle {@code acme.sample} that provides {@code sample}. */
    static ProviderBundle sample(String version) {
        return ProviderBundle.named("acme.sample", version).provider("sample", SampleProvider.class);
    }

    static Content stream(ProviderBundle bundle) {
        return stream(bundle.jar());
    }

    /** A sound declaration. */
    static byte[] declaration(String id, String release) {
        return ("{\"id\": \"" + id + "\", \"label\": \"" + id + " app\", \"description\": \"Declared\", \"category\": \"crm\","
                + " \"release\": \"" + release + "\", \"baseUrl\": \"https://" + id + ".example\", \"methods\": [{\"id\": \"key\","
                + " \"label\": \"API key\", \"fields\": [{\"kind\": \"secret\", \"name\": \"apiKey\", \"label\": \"API key\"}],"
                + " \"injection\": [{\"place\": \"header\", \"name\": \"X-Key\", \"template\": \"{apiKey}\"}],"
                + " \"probe\": {\"url\": \"/me\"}}]}").getBytes(StandardCharsets.UTF_8);
    }

    static Content stream(byte[] bytes) {
        return new Content(new ByteArrayInputStream(bytes));
    }

    /** Everything that a refused change must leave alone. */
    List<String> state() throws IOException {
        Set<String> lines = new TreeSet<>();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            lines.add("bundle " + bundle.getBundleId() + " " + bundle.getLocation() + " " + bundle.getVersion() + " "
                    + bundle.getState());
        }
        Files.createDirectories(tmp());
        try (Stream<Path> files = Stream.concat(Files.list(data.resolve("cache")), Files.list(tmp()))) {
            files.filter(path -> !path.endsWith("cache.lock")).forEach(path -> lines.add("file " + path));
        }
        store.read(reader -> {
            reader.bundles().forEach(row -> lines.add("row " + row.symbolicName() + " " + row.version() + " " + row.digest() + " "
                    + HexFormat.of().formatHex(row.mac()) + " " + Arrays.hashCode(row.content())));
            reader.formerBundles().forEach(row -> lines.add("former " + row.bundle().symbolicName() + " " + row.bundle().version()));
            reader.libraries().forEach(row -> lines.add("library " + row.symbolicName() + " " + row.version()));
            reader.features().forEach(row -> lines.add("feature " + row.id() + " " + row.version() + " " + row.bundles()));
            reader.providers().forEach(row -> lines.add("provider " + row.id() + " " + row.owner()));
            reader.listAudit(null, null, null, Long.MAX_VALUE, 1_000).forEach(row -> lines.add("audit " + row.entry().seq()));
            return null;
        });
        providers.list(ADMIN, new dev.patchbay.host.connections.ProviderCatalog.ProviderQuery(null, null, null))
                .forEach(view -> lines.add("view " + view.definition().id() + " " + view.bundle() + " " + view.bundleVersion()));
        providers.refusals().forEach(refusal -> lines.add("refusal " + refusal));
        installer.list(ADMIN).forEach(bundle -> lines.add("listed " + bundle));
        return List.copyOf(lines);
    }

    BundleRow row(String symbolicName) {
        return store.read(reader -> reader.findBundle(symbolicName)).orElseThrow();
    }

    void putRow(BundleRow row) {
        store.write(writer -> {
            writer.putBundle(row);
            return row;
        });
    }

    List<String> audited() {
        return store.read(reader -> reader.listAudit(null, null, null, Long.MAX_VALUE, 1_000)).stream()
                .map(row -> row.entry().action() + " " + row.entry().subject() + " " + row.entry().detail()).toList();
    }

    /** The problem that the work must end with. */
    static ProblemException problem(ProblemType type, Runnable work) {
        try {
            work.run();
        } catch (ProblemException e) {
            if (e.type().equals(type)) {
                return e;
            }
            throw new AssertionError("ended with " + e.type().slug() + " " + e.errors() + " instead of " + type.slug(), e);
        }
        throw new AssertionError("did not end with " + type.slug());
    }

    /** Field and code of each reason. */
    static List<String> reasons(ProblemException e) {
        return e.errors().stream().map(error -> error.field() + " " + error.code()).sorted().toList();
    }

    static String messages(ProblemException e) {
        return String.join(" ", e.errors().stream().map(FieldError::message).toList());
    }

    void close() throws Exception {
        stop();
        store.close();
        vault.lock();
    }
}
