package dev.patchbay.core.internal.definitions;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.MigrationRun.Outcome;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class MigrationRunTest {
    private static final ConnectionMethod NOW = ConnectionMethod.of("now", "Now").fields(
            Field.text("server", "Server"), Field.secret("password", "Password"),
            Field.choice("mode", "Mode", Field.option("passive", "P"), Field.option("active", "A")),
            Field.integer("retries", "Retries"));
    private static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("x", "X")
            .methods(NOW, ConnectionMethod.of("other", "Other").fields(Field.secret("key", "Key")))
            .version(3,
                    Migration.from(1).rename("host", "server").replace("mode", Map.of("0", "passive", "1", "active")),
                    Migration.from(2).remove("legacy").put("retries", 3).method("before", "now"));

    private static Outcome run(int version, String method, Map<String, Object> values) {
        return MigrationRun.run(DEFINITION, version, method, Values.of(values));
    }

    @Test
    public void everyStepIsAppliedInOrder() {
        Outcome out = run(1, "before",
                Map.of("host", "h", "password", Secret.of("p"), "mode", "1", "legacy", true));

        assertEquals(new Outcome.Migrated("now", Values.of(Map.of("server", "h", "password", Secret.of("p"), "mode", "active",
                "retries", 3)), 3, List.of()), out);
    }

    @Test
    public void itBeginsAtTheStoredVersion() {
        Outcome out = run(2, "now", Map.of("host", "h", "server", "s", "mode", "1", "retries", 7));
        Outcome.Migrated migrated = (Outcome.Migrated) out;
        assertEquals(Values.of(Map.of("host", "h", "server", "s", "mode", "1", "retries", 7)), migrated.values());
    }

    @Test
    public void theSameVersionIsCurrentAndANewerOneTooNew() {
        assertEquals(new Outcome.Current(), run(3, "now", Map.of()));
        assertEquals(new Outcome.TooNew(4, 3), run(4, "now", Map.of()));
    }

    @Test
    public void whatTheRulesSayIsReturnedAndNothingIsLost() {
        Outcome.Migrated out = (Outcome.Migrated) run(2, "now", Map.of("server", "h", "mode", "odd"));

        assertEquals("odd", out.values().asMap().get("mode"));
        assertEquals(List.of("values.mode choice", "values.password required"),
                out.errors().stream().map(e -> e.field() + " " + e.code()).toList());
    }

    @Test
    public void aMethodWithoutTheNewFieldHasNoUseForIt() {
        Outcome.Migrated out = (Outcome.Migrated) run(2, "other", Map.of("key", Secret.of("k")));
        assertEquals(Values.of(Map.of("key", Secret.of("k"))), out.values());
        assertEquals(List.of(), out.errors());
    }

    @Test
    public void aMethodThatIsGoneIsSaid() {
        Outcome.Migrated out = (Outcome.Migrated) run(1, "lost", Map.of("host", "h"));
        assertEquals(List.of("unknown-method"), out.errors().stream().map(FieldError::code).toList());
        assertEquals("h", out.values().asMap().get("server"));
    }

    @Test
    public void aTextThatBecomesASecretIsSealedAndASecretIsNeverOpened() {
        ConnectionDefinition turned = ConnectionDefinition.of("x", "X")
                .methods(ConnectionMethod.of("m", "M").fields(Field.secret("code", "Code"), Field.text("open", "Open")))
                .version(2, Migration.from(1).rename("pin", "code").rename("shut", "open"));

        Outcome.Migrated out = (Outcome.Migrated) MigrationRun.run(turned, 1, "m",
                Values.of(Map.of("pin", "1234", "shut", Secret.of("canary"))));

        assertEquals(Secret.of("1234"), out.values().asMap().get("code"));
        assertEquals(Secret.of("canary"), out.values().asMap().get("open"));
        assertEquals(List.of("type"), out.errors().stream().map(FieldError::code).toList());
    }

    @Test
    public void aMissingMigrationChangesNothing() {
        ConnectionDefinition holed = ConnectionDefinition.of("x", "X").methods(NOW).version(3, Migration.from(1));
        assertThrows(IllegalArgumentException.class, () -> MigrationRun.run(holed, 1, "now", Values.empty()));
    }
}
