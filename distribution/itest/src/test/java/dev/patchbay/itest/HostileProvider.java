package dev.patchbay.itest;

import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.TestRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A provider that misbehaves as an entry of its bundle says: {@code <where>-<how>}, where is {@code constructor},
 * {@code definition}, {@code test}, or a hook of {@link HostileHooks}. The calls it got are counted for the whole process.
 */
public final class HostileProvider implements ConnectionProvider {
    static final String ENTRY = "hostility.txt";
    /** While this system property is there, what hangs goes on hanging. */
    static final String HANG = "patchbay.test.hang";
    static final Field<String> VALUE = Field.text("value", "Value").optional();

    /** For declarative services. */
    public HostileProvider() {
        misbehave("constructor");
    }

    /** Calls of providers with this id so far. */
    static AtomicInteger calls(String id) {
        return (AtomicInteger) System.getProperties().computeIfAbsent("patchbay.test.calls." + id, key -> new AtomicInteger());
    }

    @Override
    public ConnectionDefinition definition() {
        misbehave("definition");
        String description = entry(ENTRY).equals("definition-is-huge") ? "x".repeat(10 << 20) : "";
        return ConnectionDefinition.of(entry("id.txt"), "Hostile").description(description).methods(ConnectionMethod.of("only", "Only").fields(VALUE));
    }

    @Override
    public void test(TestRun run) {
        run.step("Before", Reason.UNEXPECTED, () -> { });
        misbehave("test");
        run.step("After", Reason.UNEXPECTED, () -> { });
    }

    static void misbehave(String where) {
        calls(entry("id.txt")).incrementAndGet();
        String hostility = entry(ENTRY);
        if (hostility.startsWith(where + "-")) {
            how(hostility.substring(where.length() + 1));
        }
    }

    private static void how(String how) {
        switch (how) {
            case "hangs", "hangs-thrice" -> {
                while (System.getProperty(HANG) != null) {
                    LockSupport.parkNanos(20_000_000);
                    Thread.interrupted();
                }
            }
            case "spins" -> {
                while (System.getProperty(HANG) != null) {
                    Thread.onSpinWait();
                }
            }
            case "allocates" -> throw new IllegalStateException("s3cret " + new long[Integer.MAX_VALUE].length);
            case "is-huge" -> { }
            case "links-wrongly" -> throw new NoClassDefFoundError("s3cret/of/the/provider");
            case "overflows" -> throw overflow(0);
            case "throws" -> throw new IllegalStateException("s3cret of the provider");
            case "dies" -> throw new ThreadDeath();
            case "asserts" -> throw new AssertionError("s3cret of the provider");
            default -> throw new IllegalArgumentException(how);
        }
    }

    private static RuntimeException overflow(int depth) {
        return overflow(depth + 1).getMessage() == null ? new IllegalStateException() : new IllegalArgumentException();
    }

    static String entry(String name) {
        try (InputStream in = HostileProvider.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
