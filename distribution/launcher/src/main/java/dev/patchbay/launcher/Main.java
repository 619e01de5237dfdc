package dev.patchbay.launcher;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** {@code bin/patchbay}: understands the command line and ends the process with one of {@link ExitCodes}. */
public final class Main {
    private static final String HELP = """
            Patchbay, a self-hosted connections host.

            bin/patchbay [start]            starts the host; Ctrl-C or SIGTERM stops it
            bin/patchbay tour               starts the host and shows the main job on a practice server
            bin/patchbay backup FILE        writes a sealed backup, also while the host runs
            bin/patchbay verify FILE        checks a backup and changes nothing
            bin/patchbay restore FILE       puts a backup into an empty data folder
            bin/patchbay passphrase         seals the root key under a new passphrase
            bin/patchbay forget-secrets     for a lost passphrase: keeps names, drops every secret
            bin/patchbay key create         makes another API key
            bin/patchbay sign-in            prints a link to the console, good once for ten minutes
            bin/patchbay lint FILE...       checks declarations (*.connection.json), and those in folders
            bin/patchbay settings           the table of settings, in Markdown; --file: a fresh conf/patchbay.properties
            bin/patchbay version | help

            Settings: conf/patchbay.properties, or PATCHBAY_... in the environment. Another file: PATCHBAY_CONF.
            Options of Java: PATCHBAY_JAVA_OPTS.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Shutdown shutdown;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        this.shutdown = new Shutdown(out);
    }

    /** Runs one command; ends the process. */
    public static void main(String[] arguments) {
        Main main = new Main(System.out, System.err);
        main.shutdown.exit(main.run(arguments));
    }

    private int run(String[] arguments) {
        try {
            return command(arguments.length == 0 ? "start" : arguments[0], arguments);
        } catch (StartFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCodes.SOFTWARE;
        } catch (RuntimeException e) {
            err.println("This should not have happened; please report it:");
            e.printStackTrace(err);
            return ExitCodes.SOFTWARE;
        }
    }

    private int command(String command, String[] arguments) throws InterruptedException {
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        if (MaintenanceRun.COMMANDS.contains(command)) {
            ProgramHome home = home();
            return new MaintenanceRun(home, reader(home), shutdown, err).run(command, rest);
        }
        if (command.equals("lint")) {
            return LintRun.run(home(), rest, out, err);
        }
        if (command.equals("settings") && Arrays.equals(rest, new String[] {"--file"})) {
            return print(Settings.file());
        }
        if (rest.length > 0) {
            return unknown(command + " " + rest[0]);
        }
        return switch (command) {
            case "start" -> start();
            case "tour" -> tour();
            case "settings" -> print(Settings.markdown());
            case "version", "--version" -> print("Patchbay " + Version.current() + ", Java " + Runtime.version() + "\n");
            case "help", "--help", "-h" -> print(HELP);
            default -> unknown(command);
        };
    }

    private int start() throws InterruptedException {
        ProgramHome home = home();
        new HostStart(home, reader(home), UnaryOperator.identity(), shutdown, out).start().framework().awaitStop();
        return ExitCodes.OK;
    }

    private int tour() throws InterruptedException {
        ProgramHome home = home();
        HostStart.Host host = new HostStart(home, reader(home), TourRun::withLoopback, shutdown, out).start();
        TourRun.run(home, host);
        out.println("The host goes on running at " + host.address().url() + "; Ctrl-C stops it.");
        host.framework().awaitStop();
        return ExitCodes.OK;
    }

    private int print(String text) {
        out.print(text);
        return ExitCodes.OK;
    }

    private int unknown(String command) {
        Stream<String> known = Stream.concat(MaintenanceRun.COMMANDS.stream(), Stream.of("start", "tour", "lint", "settings", "version", "help"));
        Optional<String> nearest = NearestKey.find(command, known);
        err.println("There is no command \"" + command + "\"." + nearest.map(name -> " Did you mean " + name + "?").orElse(""));
        err.print(HELP);
        return ExitCodes.USAGE;
    }

    private static ProgramHome home() {
        return ProgramHome.find(System.getenv(), System.getProperties());
    }

    private static SettingsReader reader(ProgramHome home) {
        return new SettingsReader(home, System.getenv(), System.getProperties());
    }
}
