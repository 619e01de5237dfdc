package dev.patchbay.maven;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.declaration.Declarations;
import dev.patchbay.tck.DefinitionContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.util.List;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Result;
import org.junit.runner.manipulation.Filter;

/**
 * The rules of the contract that need no more than a declaration: neither the app, nor a sample of a connection. Made by JUnit;
 * one run at a time.
 */
public final class DeclaredContract extends DefinitionContract {
    private static final Object ONE_AT_A_TIME = new Object();
    private static String file = "";
    private static byte[] utf8 = {};

    /**
     * What came of a run.
     *
     * @param rules how many were looked at
     * @param broken each broken rule, with what breaks it
     */
    record Outcome(int rules, List<String> broken) {
        /** Copies the list. */
        Outcome {
            broken = List.copyOf(broken);
        }
    }

    /** Looks at a declaration without faults. */
    static Outcome run(String id, byte[] declaration) {
        synchronized (ONE_AT_A_TIME) {
            file = id + Declarations.SUFFIX;
            utf8 = declaration.clone();
            boolean hasHistory = Declarations.read(file, utf8).definition().version() > 1;
            Result result = new JUnitCore().run(Request.aClass(DeclaredContract.class).filterWith(new WithoutSamples(hasHistory)));
            List<String> broken = result.getFailures().stream()
                    .map(failure -> id + ": " + failure.getDescription().getMethodName() + ": " + failure.getMessage()).toList();
            return new Outcome(result.getRunCount(), broken);
        }
    }

    /** Leaves out the rules that want to see a connection. */
    private static final class WithoutSamples extends Filter {
        private final boolean hasHistory;

        WithoutSamples(boolean hasHistory) {
            this.hasHistory = hasHistory;
        }

        @Override
        public boolean shouldRun(Description rule) {
            String name = String.valueOf(rule.getMethodName());
            boolean wantsAnOldOne = name.startsWith("required_107_") && hasHistory;
            return !name.startsWith("required_108_") && !wantsAnOldOne;
        }

        @Override
        public String describe() {
            return "without a connection";
        }
    }

    @Override
    protected ConnectionProvider provider() {
        ConnectionDefinition definition = Declarations.read(file, utf8).definition();
        return () -> definition;
    }

    @Override
    protected TestApp app() {
        throw new AssertionError("a declaration alone has no app");
    }

    @Override
    protected SampleConnection connection(int port) {
        throw new AssertionError("a declaration alone has no connection");
    }
}
