package dev.patchbay.tck;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.internal.Leaks;
import dev.patchbay.tck.internal.Output;
import dev.patchbay.tck.internal.ScriptedServer;
import dev.patchbay.tck.internal.Trial;
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

    /** What one scenario showed. */
    private record Shown(FakeRun run, Leaks leaks, ConnectionProvider provider, List<String> logged, String printed) {}

    private List<Shown> scenarios() throws Exception {
        List<Shown> all = new ArrayList<>();
        if (!contactsTheApp()) {
            all.add(shown(connection(ScriptedServer.nobody())));
            return all;
        }
        withApp(app -> {
            all.add(shown(connection(app.port())));
            all.add(shown(wrongLogin(app.port())));
        });
        all.add(shown(connection(ScriptedServer.nobody())));
        try (ScriptedServer lines = ScriptedServer.quotingLines(); ScriptedServer http = ScriptedServer.quotingHttp()) {
            all.add(shown(connection(lines.port())));
            all.add(shown(connection(http.port())));
        }
        return all;
    }

    private Shown shown(SampleConnection connection) {
        ConnectionProvider provider = provider();
        FakeRun run = new FakeRun(provider.definition(), connection);
        try (Output output = new Output()) {
            Trial.of(provider, run);
            return new Shown(run, Leaks.of(connection.secrets()), provider, output.logged(), output.printed());
        }
    }

    private void assertNoSecret(String where, Function<Shown, Stream<String>> texts) throws Exception {
        List<String> leaks = new ArrayList<>();
        for (Shown shown : scenarios()) {
            texts.apply(shown).filter(shown.leaks()::isIn).map(shown.leaks()::masked).forEach(leaks::add);
        }
        assertNone("a secret is in " + where, leaks);
    }

    @Test
    public void required_301_noReportShowsASecret() throws Exception {
        assertNoSecret("the report", shown -> Stream.concat(shown.run().stepNames().stream(),
                shown.run().findFailure().stream().map(failure -> failure.message())));
    }

    @Test
    public void required_302_noExceptionShowsASecret() throws Exception {
        assertNoSecret("an exception", shown -> shown.run().thrown().stream().flatMap(thrown -> Leaks.texts(thrown).stream()));
    }

    @Test
    public void required_303_noLogShowsASecret() throws Exception {
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
                shown.run().calls().stream().map(String::valueOf)));
    }
}
