package dev.patchbay.tck;

import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.internal.Leaks;
import dev.patchbay.tck.internal.Output;
import dev.patchbay.tck.internal.ScriptedServer;
import dev.patchbay.tck.internal.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * Rules 3xx: a secret is nowhere to be read, whether the login is right or wrong, the app down, or an app that quotes what it was
 * told. Looked for as it is, percent-encoded, in base64 and in hexadecimal.
 */
public abstract class SecrecyContract extends CallContract {

    /** Longer than this no scenario has to go on to show what it shows. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

    /** What the scenarios showed. */
    private record Shown(ConnectionProvider provider, List<FakeRun> runs, List<String> logged, String printed) {}

    private void assertNoSecret(String where, Function<Shown, Stream<String>> texts) throws Exception {
        List<SampleConnection> connections = new ArrayList<>();
        Shown shown;
        try (ScriptedServer lines = ScriptedServer.quotingLines(); ScriptedServer http = ScriptedServer.quotingHttp();
                TestApp app = contactsTheApp() ? app() : http) {
            connections.add(connection(app.port()));
            if (contactsTheApp()) {
                connections.add(wrongLogin(app.port()));
            }
            connections.add(connection(ScriptedServer.nobody()));
            connections.add(connection(lines.port()));
            connections.add(connection(http.port()));
            shown = shown(connections);
        }
        Leaks leaks = Leaks.of(connections.stream().flatMap(connection -> connection.secrets().stream()).toList());
        assertNone("a secret is in " + where, texts.apply(shown).filter(leaks::isIn).map(leaks::masked).distinct().toList());
    }

    private Shown shown(List<SampleConnection> connections) {
        ConnectionProvider provider = provider();
        List<FakeRun> runs = connections.stream().map(each -> new FakeRun(provider.definition(), each)).toList();
        try (Output output = new Output()) {
            Trial.together(LONG_ENOUGH, provider, runs);
            return new Shown(provider, runs, output.logged(), output.printed());
        }
    }

    @Test
    public void required_301_noReportShowsASecret() throws Exception {
        assertNoSecret("the report", shown -> shown.runs().stream().flatMap(run -> Stream.concat(run.stepNames().stream(),
                run.findFailure().stream().map(Failure::message))));
    }

    @Test
    public void required_302_noExceptionShowsASecret() throws Exception {
        assertNoSecret("an exception", shown -> shown.runs().stream().flatMap(run -> run.thrown().stream())
                .flatMap(thrown -> Leaks.texts(thrown).stream()));
    }

    @Test
    public void required_303_noLogShowsASecret() throws Exception {
        try (Output output = new Output()) {
            assertTrue("what is logged by SLF4J is heard only with Logback, which comes with the contracts: take other SLF4J"
                    + " providers off the tests' class path", output.hearsSlf4j());
        }
        assertNoSecret("the log", shown -> shown.logged().stream());
    }

    @Test
    public void required_304_noOutputShowsASecret() throws Exception {
        assertNoSecret("System.out or System.err", shown -> Stream.of(shown.printed()));
    }

    @Test
    public void required_305_noToStringShowsASecret() throws Exception {
        assertNoSecret("toString()", shown -> Stream.concat(
                Stream.of(String.valueOf(shown.provider()), String.valueOf(shown.provider().definition())),
                shown.runs().stream().flatMap(run -> run.calls().stream()).map(String::valueOf)));
    }
}
