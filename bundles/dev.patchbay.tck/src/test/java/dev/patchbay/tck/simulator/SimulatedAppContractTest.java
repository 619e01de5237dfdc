package dev.patchbay.tck.simulator;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.TemporaryFolder;

/** A declaration and its facts, and what their contract says when they differ. */
public class SimulatedAppContractTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final class Contract extends SimulatedAppContract {
        private final Path file;
        private final Path facts;

        Contract(String file, String facts) throws IOException {
            this.file = Files.writeString(folder.newFile().toPath(), file);
            this.facts = Files.writeString(folder.newFile().toPath(), facts);
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

    private static String text(String name) throws IOException {
        try (InputStream in = SimulatedAppContractTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void says(String message, ThrowingRunnable rule) {
        AssertionError error = assertThrows(AssertionError.class, rule);
        assertTrue(error.getMessage(), String.valueOf(error.getMessage()).contains(message));
    }

    @Test
    public void aDeclarationThatIsAsTheAppKeepsTheRules() throws IOException {
        Contract contract = new Contract(text("acme.connection.json"), text("acme.csv"));
        contract.required_951_everyMethodHasFacts();
        contract.required_952_theAppAcceptsEveryMethod();
    }

    @Test
    public void aMethodWithoutFactsIsNamed() throws IOException {
        Contract contract = new Contract(text("acme.connection.json"), text("acme.csv").replaceAll("acme,token.*\n", ""));
        says("expected:<[sign-in, token]> but was:<[sign-in]>", contract::required_951_everyMethodHasFacts);
        Contract none = new Contract(text("acme.connection.json"), text("acme.csv").replace("\nacme,", "\nother,"));
        says("has no row for acme", none::required_952_theAppAcceptsEveryMethod);
    }

    @Test
    public void whatTheAppDoesNotAcceptIsSaidWithItsReason() throws IOException {
        refused("\"access_type\": \"offline\"", "\"access_type\": \"online\"", "the parameter access_type must be offline");
        refused("\"scopeSeparator\": \",\"", "\"scopeSeparator\": \" \"", "scopes are separated by comma");
        refused("\"clientAuth\": \"body\"", "\"clientAuth\": \"basic\"", "the app wants client_secret as a parameter");
        refused("\"Bearer {accessToken}\"", "\"Token {accessToken}\"", "must be 'Bearer {accessToken}' and has another form");
        refused("\"X-Acme-Token\"", "\"X-Token\"", "the header X-Acme-Token must be '{token}' and is missing");
        refused("acme.example/v1\"", "acme.example/v2\"", "the app has nothing there");
        refused("https://{shop}.acme.example/token", "https://{shop}.acme.test/token", "there is no host north.acme.test");
        refused("\"accountLabel\": \"name\"", "\"accountLabel\": \"login\"", "accountLabel was not read from the reply");
    }

    private void refused(String right, String wrong, String message) throws IOException {
        String text = text("acme.connection.json");
        assertTrue(right, text.contains(right));
        says(message, new Contract(text.replace(right, wrong), text("acme.csv"))::required_952_theAppAcceptsEveryMethod);
    }
}
