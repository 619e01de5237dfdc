package dev.patchbay.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An assembled distribution run as a process, with a data folder and a port of its own on 127.0.0.1. What it prints goes to a
 * file beside the data folder. Not thread-safe but for {@link #kill}.
 */
public final class HostProcess implements AutoCloseable {
    /** How a process is to be started. Each method changes and returns this. */
    public static final class Plan {
        private final Path distribution;
        private final Path data;
        private final List<String> arguments = new ArrayList<>(List.of("start"));
        private final Map<String, String> environment = new LinkedHashMap<>();
        private int port = Ports.free();

        private Plan(Path distribution, Path data) {
            this.distribution = distribution;
            this.data = data;
            jdk(Path.of(System.getProperty("java.home")));
        }

        /** On this JDK. */
        public Plan jdk(Path home) {
            return environment("JAVA_HOME", home.toString());
        }

        /** With these JVM options. */
        public Plan javaOptions(String options) {
            return environment("PATCHBAY_JAVA_OPTS", options);
        }

        /** With a setting, such as {@code egress.allow}. */
        public Plan setting(String key, String value) {
            return environment("PATCHBAY_" + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_'), value);
        }

        /** With an environment variable. */
        public Plan environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** On this port. */
        public Plan port(int number) {
            port = number;
            return this;
        }

        /** Running this command instead of {@code start}. */
        public Plan command(String... words) {
            arguments.clear();
            arguments.addAll(List.of(words));
            return this;
        }

        /** Starts the process and returns at once. */
        public HostProcess launch() {
            return new HostProcess(this);
        }

        /** Starts a host and waits until it is ready. */
        public HostProcess start() {
            HostProcess host = launch();
            host.awaitReady();
            return host;
        }

        /** Runs a command to its end and returns the ended process. */
        public HostProcess run() {
            HostProcess process = launch();
            process.awaitExit();
            return process;
        }
    }

    private final Plan plan;
    private final Path output;
    private final Process process;

    private HostProcess(Plan plan) {
        this.plan = plan;
        try {
            Files.createDirectories(plan.data.toAbsolutePath().getParent());
            output = Files.createTempFile(plan.data.toAbsolutePath().getParent(), "output-", ".log");
            List<String> command = new ArrayList<>(List.of(plan.distribution.resolve("bin/patchbay").toString()));
            command.addAll(plan.arguments);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PATCHBAY_"));
            builder.environment().put("PATCHBAY_DATA_DIR", plan.data.toAbsolutePath().toString());
            builder.environment().put("PATCHBAY_HTTP_PORT", String.valueOf(plan.port));
            builder.environment().putAll(plan.environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plan for this distribution folder and data folder. */
    public static Plan of(Path distribution, Path data) {
        return new Plan(distribution, data);
    }

    /** Waits until {@code /readyz} answers 200; fails with the output if the process ends before. */
    public void awaitReady() {
        Eventually.until("the host is ready; it printed: " + output, Duration.ofSeconds(90), () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the host ended with exit code " + process.exitValue() + ":\n" + output());
            }
            return new Api(address(), null).get("/readyz").status() == 200;
        });
    }

    /** Waits until the process ended, two minutes at the most, and returns its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                kill();
                throw new AssertionError("the process did not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What it printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + plan.port);
    }

    /** A client with the first key. */
    public Api api() {
        return new Api(address(), firstKey());
    }

    /** The first key, as the first start wrote it. */
    public String firstKey() {
        try {
            return Files.readString(plan.data.resolve("first-key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data folder. */
    public Path data() {
        return plan.data;
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code of an ended process. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Ends it as an operator would (SIGTERM) and returns the exit code. */
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    /** Ends it as a power cut would (SIGKILL). */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, if it runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
