package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.tck.internal.Relay;
import dev.patchbay.tck.internal.ScriptedServer;
import dev.patchbay.tck.internal.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Rules 2xx: how a provider tests a connection. */
public abstract class CallContract extends DefinitionContract {
    private static final int LONGEST_STEP_NAME = 60;

    /** One connection that is tried, with its app. */
    interface Scenario {
        void with(TestApp app) throws Exception;
    }

    /** Runs with the author's app, and stops it. */
    final void withApp(Scenario scenario) throws Exception {
        try (TestApp app = app()) {
            scenario.with(app);
        }
    }

    @Test
    public void required_201_theRightLoginPasses() throws Exception {
        if (!contactsTheApp()) {
            assertEquals("a test without an app says neither passed nor failed",
                    Optional.empty(), tried(connection(ScriptedServer.nobody())).run().passed());
            return;
        }
        withApp(app -> {
            FakeRun run = tried(connection(app.port())).run();
            assertEquals("the right login does not pass: " + run.steps() + run.findFailure(), Optional.of(true), run.passed());
        });
    }

    @Test
    public void required_202_aWrongLoginIsReportedAsRejected() throws Exception {
        assumeApp();
        withApp(app -> {
            FakeRun run = tried(wrongLogin(app.port())).run();
            assertEquals("a wrong login passes: " + run.steps(), Optional.of(false), run.passed());
            assertEquals("a wrong login has another reason: " + run.failure(), Reason.CREDENTIALS_REJECTED, run.failure().reason());
        });
    }

    @Test
    public void required_203_anAppThatIsDownIsReportedAsUnreachable() throws Exception {
        assumeApp();
        FakeRun run = tried(connection(ScriptedServer.nobody())).run();
        assertEquals("with nobody listening the test passes: " + run.steps(), Optional.of(false), run.passed());
        assertEquals("with nobody listening there is another reason: " + run.failure(), Reason.UNREACHABLE, run.failure().reason());
    }

    @Test
    public void required_204_aSilentAppIsLeftWhenTheHostClosesTheSockets() throws Exception {
        assumeApp();
        try (ScriptedServer silent = ScriptedServer.silent()) {
            Trial trial = Trial.cutAt(silent, provider(), new FakeRun(definition(), connection(silent.port())));
            assertEquals("cut off, the test passes: " + trial.run().steps(), Optional.of(false), trial.run().passed());
        }
    }

    @Test
    public void required_205_nonsenseIsReportedNotThrown() throws Exception {
        assumeApp();
        for (FakeRun run : nonsense()) {
            assertEquals("an app that talks nonsense passes: " + run.steps(), Optional.of(false), run.passed());
            assertFalse("an app that talks nonsense makes the integration fail: " + run.failure(),
                    run.failure().reason() == Reason.UNEXPECTED);
            Optional<Throwable> left = run.left().filter(thrown -> !(thrown instanceof ConnectionFailure));
            assertFalse("test() threw " + left + " instead of reporting a step", left.isPresent());
        }
    }

    private List<FakeRun> nonsense() throws Exception {
        try (ScriptedServer lines = ScriptedServer.quotingLines(); ScriptedServer http = ScriptedServer.quotingHttp()) {
            List<FakeRun> runs = List.of(new FakeRun(definition(), connection(lines.port())),
                    new FakeRun(definition(), connection(http.port())));
            Trial.together(provider(), runs);
            return runs;
        }
    }

    @Test
    public void required_206_noThreadIsLeft() throws Exception {
        assumeApp();
        withApp(app -> {
            for (SampleConnection each : List.of(connection(app.port()), wrongLogin(app.port()))) {
                List<Thread> left = tried(each).thread().leftThreads();
                assertTrue("test() left threads: " + left, left.isEmpty());
            }
        });
    }

    @Test
    public void required_207_noConnectionIsLeft() throws Exception {
        assumeApp();
        withApp(app -> {
            try (Relay relay = new Relay(app.port(), 1)) {
                tried(connection(relay.port()));
                int held = relay.heldAfter(Duration.ofSeconds(5));
                assertEquals("connections to the app outlived the call", 0, held);
            }
        });
    }

    @Test
    public void required_208_everySocketComesFromTheContext() throws Exception {
        assumeApp();
        withApp(app -> assertNone("connections that the host does not see",
                tried(connection(app.port())).ownConnections()));
    }

    @Test
    public void required_209_theContextClassLoaderIsLeftAsItWas() throws Exception {
        assumeApp();
        withApp(app -> assertTrue("test() left another context class loader on the host's thread",
                tried(connection(app.port())).thread().keptTheLoader()));
    }

    @Test
    public void required_210_stepsArePhrasesForPeople() throws Exception {
        assumeApp();
        withApp(app -> {
            List<String> odd = tried(connection(app.port())).run().stepNames().stream()
                    .filter(name -> name.length() > LONGEST_STEP_NAME || !Character.isUpperCase(name.charAt(0))
                            || name.endsWith("."))
                    .toList();
            assertNone("the name of a step is a phrase of up to " + LONGEST_STEP_NAME
                    + " characters that begins with a capital and has no full stop", odd);
        });
    }
}
