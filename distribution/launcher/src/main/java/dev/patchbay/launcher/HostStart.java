package dev.patchbay.launcher;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Starts the host on its data folder and waits until it serves. Used once, by the main thread. */
final class HostStart {
    private static final long PAUSE_MILLIS = 20;

    private final ProgramHome home;
    private final SettingsReader reader;
    private final UnaryOperator<SettingValues> overlay;
    private final Shutdown shutdown;
    private final PrintStream out;
    private final HostLog log = new HostLog();

    /** With changes to the settings that hold for this run only. */
    HostStart(ProgramHome home, SettingsReader reader, UnaryOperator<SettingValues> overlay, Shutdown shutdown, PrintStream out) {
        this.home = home;
        this.reader = reader;
        this.overlay = overlay;
        this.shutdown = shutdown;
        this.out = out;
    }

    /**
     * A running host.
     *
     * @param framework its framework
     * @param address where it serves
     * @param data its data folder
     */
    record Host(RunningFramework framework, HttpAddress address, Path data) {
    }

    /**
     * Returns once the host serves.
     *
     * @throws StartFailure when it cannot; nothing is left half written
     */
    Host start() throws InterruptedException {
        long begin = System.nanoTime();
        SettingValues asked = overlay.apply(reader.read());
        StartPlan plan = StartPlan.of(FeatureReader.read(home.features()), "host");
        DataFolder data = DataFolder.open(asked.dataFolder());
        data.lock();
        CommandFolder.deleteAbandoned(data.tmp());
        SettingValues values = withPort(asked);
        HttpAddress address = HttpAddress.of(values);
        FirstStart first = FirstStart.before(data.path());
        try (Progress progress = new Progress(out, "starting")) {
            RunningFramework framework = framework(values, plan, data);
            shutdown.stops(framework);
            Signals signals = new Signals(framework.context());
            startBundles(framework, signals, plan);
            StandardError.toLog(log);
            awaitReady(signals, address, progress);
            SettingsWatch.start(home.settings(), () -> overlay.apply(reader.read()), asked, changed -> {
                LogConfiguration.writeForHost(changed, data);
                framework.configure(merged(plan, changed));
            }, log);
            out.printf("Patchbay %s is up at %s (%.1f s)%n", Version.current(), address.url(), (System.nanoTime() - begin) / 1e9);
            first.after(out, signals.firstLink());
            out.flush();
            return new Host(framework, address, data.path());
        }
    }

    private RunningFramework framework(SettingValues values, StartPlan plan, DataFolder data) {
        LaunchProperties.useTemporaryFolder(data.tmp());
        JavaLogging.toLog(log);
        System.setProperty("logback.configurationFile", LogConfiguration.writeForHost(values, data).toUri().toString());
        Map<String, String> properties = LaunchProperties.of(home, data.path(), "host", plan);
        properties.putAll(values.frameworkProperties());
        properties.put("patchbay.url", HttpAddress.of(values).url());
        properties.put("patchbay.terminal", Boolean.toString(TerminalCheck.isTerminal()));
        return RunningFramework.prepare(data.path().resolve("cache"), properties, merged(plan, values), log);
    }

    private void startBundles(RunningFramework framework, Signals signals, StartPlan plan) {
        try {
            framework.start(plan, home.repository());
        } catch (StartFailure e) {
            log.dump(System.err);
            throw signals.failure().orElse(e);
        }
    }

    /** The framework's state says little: ready is when the host says so and its address answers. */
    private static void awaitReady(Signals signals, HttpAddress address, Progress progress) throws InterruptedException {
        while (true) {
            Optional<StartFailure> failure = signals.failure();
            if (failure.isPresent()) {
                throw failure.get();
            }
            boolean isReady = signals.isReady();
            if (isReady && address.answersOk("/readyz")) {
                return;
            }
            progress.step(isReady ? "waiting for " + address.url() + "/readyz" : "opening the database and the vault");
            signals.await(PAUSE_MILLIS);
        }
    }

    private static SettingValues withPort(SettingValues values) {
        int port = HttpAddress.freePort(values.text("http.host"), values.number("http.port"));
        return values.with("http.port", Integer.toString(port));
    }

    static Map<String, Map<String, Object>> merged(StartPlan plan, SettingValues values) {
        Map<String, Map<String, Object>> all = new HashMap<>();
        plan.configurations().forEach((pid, entries) -> all.put(pid, new HashMap<>(entries)));
        values.configurations().forEach((pid, entries) -> all.computeIfAbsent(pid, p -> new HashMap<>()).putAll(entries));
        return all;
    }

    /** What only the first start makes, and where it lies; never what is in it, but for the link where a person sees it. */
    private record FirstStart(Path key, boolean keyWasThere, Path passphrase, boolean passphraseWasThere) {
        static FirstStart before(Path data) {
            Path key = data.resolve("first-key");
            Path passphrase = data.resolve("passphrase");
            return new FirstStart(key, Files.exists(key), passphrase, Files.exists(passphrase));
        }

        void after(PrintStream out, Optional<String> link) {
            if (!keyWasThere && Files.exists(key)) {
                out.println("First start. The first API key lies in " + key);
            }
            link.ifPresent(url -> {
                out.println("Sign in, once and within ten minutes: " + url);
                out.println("bin/patchbay sign-in prints a new link at any time.");
            });
            if (!passphraseWasThere && Files.exists(passphrase)) {
                out.println("The passphrase that seals all secrets lies in " + passphrase);
                out.println("Keep a copy elsewhere: without it the secrets are lost. Move it out of the data folder and set vault.passphrase-file.");
            }
        }
    }
}
