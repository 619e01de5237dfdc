package dev.patchbay.launcher;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Runs a command that a bundle offers, in a framework with the host's base only: no port is opened, no integration is
 * started. Most run beside a running host; those that replace its data need the folder for themselves.
 */
final class MaintenanceRun {
    /** The commands bundles offer. */
    static final Set<String> COMMANDS = Set.of("backup", "restore", "verify", "passphrase", "forget-secrets", "key", "sign-in");
    private static final Set<String> EXCLUSIVE = Set.of("restore", "forget-secrets");
    private static final long PAUSE_MILLIS = 20;
    private static final long LONGEST_WAIT_SECONDS = 120;

    private final ProgramHome home;
    private final SettingsReader reader;
    private final Shutdown shutdown;
    private final PrintStream progressOut;
    private final HostLog log = new HostLog();

    MaintenanceRun(ProgramHome home, SettingsReader reader, Shutdown shutdown, PrintStream progressOut) {
        this.home = home;
        this.reader = reader;
        this.shutdown = shutdown;
        this.progressOut = progressOut;
    }

    /** The command's own exit code. */
    int run(String command, String[] arguments) throws InterruptedException {
        SettingValues values = reader.read();
        StartPlan plan = StartPlan.of(FeatureReader.read(home.features()), "maintenance");
        DataFolder data = DataFolder.open(values.dataFolder());
        if (EXCLUSIVE.contains(command)) {
            data.lock();
        }
        CommandFolder own = CommandFolder.make(data.tmp());
        try (Progress progress = new Progress(progressOut, "starting")) {
            RunningFramework framework = framework(values, plan, data, own);
            shutdown.stops(() -> {
                framework.close();
                own.close();
            });
            Signals signals = new Signals(framework.context());
            framework.start(plan, home.repository());
            ToIntFunction<String[]> code = await(signals, command);
            progress.step(command);
            return code.applyAsInt(arguments);
        }
    }

    private RunningFramework framework(SettingValues values, StartPlan plan, DataFolder data, CommandFolder own) {
        LaunchProperties.useTemporaryFolder(data.tmp());
        JavaLogging.toLog(log);
        System.setProperty("logback.configurationFile", LogConfiguration.writeForCommand(own.path()).toUri().toString());
        Map<String, String> properties = LaunchProperties.of(home, data.path(), "maintenance", plan);
        properties.put("patchbay.url", HttpAddress.of(values).url());
        return RunningFramework.prepare(own.path().resolve("cache"), properties, HostStart.merged(plan, values), log);
    }

    /** A failure counts only where the command is not offered: some commands are there to mend it. */
    private static ToIntFunction<String[]> await(Signals signals, String command) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        while (System.nanoTime() < end) {
            Optional<StartFailure> failure = signals.failure();
            Optional<ToIntFunction<String[]>> offered = signals.command(command);
            if (offered.isPresent()) {
                return offered.get();
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
            signals.await(PAUSE_MILLIS);
        }
        throw new StartFailure(ExitCodes.SOFTWARE, "No part of the host offers the command " + command + ".");
    }
}
