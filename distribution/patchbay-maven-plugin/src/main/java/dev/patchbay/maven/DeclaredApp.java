package dev.patchbay.maven;

import dev.patchbay.tck.simulator.SimulatedAppContract;
import java.nio.file.Path;
import org.junit.runner.manipulation.Filter;

/** Connects a declaration to an app that is made from its author's table of facts. Made by JUnit; one run at a time. */
public final class DeclaredApp extends SimulatedAppContract {
    private static volatile Path file = Path.of("");
    private static volatile Path facts = Path.of("");

    /** Tries every method of a declaration with the rows of a table. */
    static ContractRun run(Path declaration, Path table) {
        file = declaration;
        facts = table;
        return ContractRun.of(DeclaredApp.class, Filter.ALL);
    }

    @Override
    protected Path file() {
        return file;
    }

    @Override
    protected Path facts() {
        return facts;
    }
}
