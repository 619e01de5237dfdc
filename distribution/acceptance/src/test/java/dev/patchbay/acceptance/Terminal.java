package dev.patchbay.acceptance;

import dev.patchbay.testsupport.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A shell in which somebody types what a page says; it ends at the first command that fails. Used by one thread. */
final class Terminal implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Path output;
    private final Process shell;
    private int typed;

    /**
     * Opens one.
     *
     * @param environment what is set beside what is set anyway; of Patchbay's nothing is
     */
    Terminal(Path folder, Path output, Map<String, String> environment) {
        this.output = output;
        ProcessBuilder builder = new ProcessBuilder("bash").directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PATCHBAY_") || name.startsWith("MAVEN_"));
        builder.environment().putAll(environment);
        try {
            shell = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        send("set -eu -o pipefail");
    }

    /** Types commands and waits for their end; returns what they printed. */
    String run(String commands) {
        int before = output().length();
        String end = "<end of input " + typed + ">";
        start(commands, "echo; echo '" + end + "'");
        Eventually.until("the commands end:\n" + commands, LONGEST, () -> !shell.isAlive() || output().contains(end));
        String printed = output().substring(before);
        if (!printed.contains(end)) {
            throw new AssertionError("a command failed:\n" + commands + "\nIt printed:\n" + printed);
        }
        return printed.substring(0, printed.indexOf(end));
    }

    /** Types commands that go on running. */
    void start(String commands) {
        start(commands, ":");
    }

    private void start(String commands, String afterwards) {
        try {
            Path file = Files.writeString(Path.of(output + "." + typed++), commands);
            send("source '" + file + "' </dev/null; " + afterwards);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the running command prints this as often. */
    void awaits(String text, int times) {
        Eventually.until(text + " is printed; so far:\n" + output, LONGEST, () -> {
            if (!shell.isAlive()) {
                throw new IllegalStateException("it ended:\n" + output());
            }
            return count(text) >= times;
        });
    }

    private int count(String text) {
        return (output().length() - output().replace(text, "").length()) / text.length();
    }

    /** What was printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String line) {
        try {
            Writer keyboard = shell.outputWriter(StandardCharsets.UTF_8);
            keyboard.write(line + "\n");
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what runs in it, as closing a window does. */
    @Override
    public void close() {
        shell.descendants().forEach(ProcessHandle::destroy);
        shell.destroy();
        shell.onExit().join();
    }
}
