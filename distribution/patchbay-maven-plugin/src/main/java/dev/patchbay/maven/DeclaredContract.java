package dev.patchbay.maven;

import dev.patchbay.tck.JsonDeclarationContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.runner.Description;
import org.junit.runner.manipulation.Filter;

/**
 * The rules of the contract that need no more than a declaration: neither the app, nor a sample of a connection. Made by JUnit; one
 * run at a time.
 */
public final class DeclaredContract extends JsonDeclarationContract {
    private static volatile Path file = Path.of("");

    /** Looks at a declaration without faults. */
    static ContractRun run(Path declaration) {
        file = declaration;
        boolean hasHistory = new DeclaredContract().declaration().definition().version() > 1;
        return ContractRun.of(DeclaredContract.class, new OfTheFile(hasHistory));
    }

    /** Leaves out the rules that want to see a connection. */
    private static final class OfTheFile extends Filter {
        private static final Pattern RULES = Pattern.compile("required_(10[1-7]|9\\d\\d)_.*");

        private final boolean hasHistory;

        OfTheFile(boolean hasHistory) {
            this.hasHistory = hasHistory;
        }

        @Override
        public boolean shouldRun(Description rule) {
            String name = String.valueOf(rule.getMethodName());
            boolean wantsAnOldOne = name.startsWith("required_107_") && hasHistory;
            return RULES.matcher(name).matches() && !wantsAnOldOne;
        }

        @Override
        public String describe() {
            return "of the file alone";
        }
    }

    @Override
    protected Path file() {
        return file;
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
