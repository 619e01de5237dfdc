package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.tck.RuleCheck.Breaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Each rule for declarations is broken by a file that is sound but for one thing, and the rule says which. */
public class BrokenDeclarationsTest {
    private static final Path SOUND = Path.of("src/test/resources/guide/tickets.connection.json");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<Breaker> breakers = new ArrayList<>();

    /** The contract over a file. */
    private static final class Declared extends JsonDeclarationContract {
        private final Path file;

        Declared(Path file) {
            this.file = file;
        }

        @Override
        protected Path file() {
            return file;
        }

        @Override
        protected TestApp app() {
            return HttpApp.accepting("Authorization", "Bearer access-token-0001", "{\"user\": {\"id\": 7, \"name\": \"Ann\"}}");
        }

        @Override
        protected SampleConnection connection(int port) {
            return SampleConnection.of("oauth2").with("desk", "acme").accessToken("access-token-0001").standIn(port);
        }
    }

    private void breaks(int rule, String what, String says, String name, UnaryOperator<String> change) {
        try {
            String sound = Files.readString(SOUND);
            String broken = change.apply(sound);
            assertTrue(what + " changes the file or its name", !broken.equals(sound) || !SOUND.endsWith(name));
            Path file = Files.writeString(folder.newFolder().toPath().resolve(name), broken);
            breakers.add(new Breaker(rule, what, () -> new Declared(file), says));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void breaks(int rule, String what, String says, UnaryOperator<String> change) {
        breaks(rule, what, says, "tickets.connection.json", change);
    }

    @Test
    public void everyRuleNoticesWhoBreaksIt() {
        breaks(901, "an unknown key", "tickets.connection.json:/lable", text -> text.replace("\"label\": \"Tickets\"", "\"lable\": \"T\""));
        breaks(901, "another name", "the name must be the id", "desk.connection.json", text -> text);
        breaks(902, "no facts", "where its facts come from", text -> text.replaceAll("  \"facts\": .*\n", ""));
        breaks(903, "another parameter at the app", "prompt is consent and not login", text ->
                text.replace("\"prompt\": \"consent\" }\n    }", "\"prompt\": \"login\" }\n    }"));
        breaks(903, "another place of the token", "accessToken is", text ->
                text.replace("\"scopes\": [", "\"reply\": { \"accessToken\": \"data.token\" },\n        \"scopes\": ["));
        breaks(904, "no sample of a reply", "no sample of a token reply", text -> text.replace("\"leg\": \"token\"", "\"leg\": \"refresh\""));
        assertEquals(List.of(), RuleCheck.unnoticed(breakers));
        Set<Integer> own = new TreeSet<>(RuleCheck.numbers(JsonDeclarationContract.class));
        own.removeAll(RuleCheck.numbers(ConnectionProviderContract.class));
        assertEquals(own, RuleCheck.numbers(breakers));
    }
}
