package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A floor as a process of its own, on the JDK and with the JVM options of {@code bin/patchbay}. Used by one thread. */
final class FloorProcess implements AutoCloseable {
    private static final long LONGEST_MINUTES = 5;

    private final Path output;
    private final Process process;

    private FloorProcess(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param main its main class
     * @param first a jar to be looked into before the benchmark's own
     * @param folder where its output goes
     */
    static FloorProcess start(Class<?> main, Path first, Path folder, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-cp", first + ":" + Options.jar(), main.getName()));
        command.addAll(arguments);
        Path output = Files.createTempFile(folder, "floor-", ".log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        return new FloorProcess(output, process);
    }

    /** The same without a jar before, and without options of its own. */
    static FloorProcess start(Class<?> main, Path folder, List<String> arguments) throws IOException {
        return start(main, Options.jar(), folder, List.of(), arguments);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it printed so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits for its end and returns what it printed. */
    String result() throws IOException {
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("the floor did not end; it printed: " + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("the floor failed: " + output());
        }
        return output();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
