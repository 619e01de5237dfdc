package dev.patchbay.app.sftp.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.Test;

public class SftpDefinitionTest {
    private final ConnectionDefinition definition = new SftpConnectionProvider().definition();

    @Test
    public void theDefinitionHasNoFaults() {
        assertEquals(List.of(), definition.faults());
    }

    @Test
    public void theDefinitionIsConstant() {
        assertEquals("sftp", definition.id());
        assertTrue(definition == new SftpConnectionProvider().definition());
    }

    @Test
    public void theIconIsASmallSvg() {
        byte[] icon = definition.icon().orElseThrow().bytes();
        assertTrue(icon.length <= 65_536);
        assertTrue(new String(icon, StandardCharsets.UTF_8).startsWith("<svg xmlns"));
    }

    @Test
    public void theGrantIsTheEnteredHostAlone() {
        assertEquals(List.of("{host}"), definition.allowedHosts());
    }

    @Test
    public void whatDecidesWhereThePasswordGoesAsksForItAgain() {
        for (ConnectionMethod method : definition.methods()) {
            assertEquals(List.of("host", "port", "hostKeyFingerprint"), names(method, Field::isEndpoint));
        }
    }

    @Test
    public void eachMethodHasItsOwnSecrets() {
        assertEquals(List.of(List.of("password"), List.of("privateKey", "passphrase"), List.of("privateKey", "passphrase", "password")),
                definition.methods().stream().map(m -> names(m, Field::isSecret)).toList());
    }

    private static List<String> names(ConnectionMethod method, Predicate<Field<?>> which) {
        return method.fields().stream().filter(which).map(Field::name).toList();
    }

    @Test
    public void everyFieldHasHelpAndEveryMethodAGuide() {
        for (ConnectionMethod method : definition.methods()) {
            assertFalse(method.fields().stream().anyMatch(f -> f.help().isBlank()));
            assertTrue(method.guide().contains("## Where to find these"));
        }
    }

    @Test
    public void theGermanGuidesQuoteTheFormInGerman() {
        Map<String, String> german = definition.translations().get("de");
        for (ConnectionMethod method : definition.methods()) {
            String at = "methods." + method.id();
            String label = german.get(at + ".fields.hostKeyFingerprint.label");
            assertTrue(method.id(), german.get(at + ".guide").contains("*" + label + "*"));
        }
    }

    @Test
    public void aFingerprintIsWhatSshKeygenShows() {
        var pattern = SftpFields.FINGERPRINT.pattern().orElseThrow();
        assertTrue(pattern.matcher(TestKeys.fingerprint(TestKeys.HOST)).matches());
        assertFalse(pattern.matcher("MD5:" + "ab:".repeat(15) + "ab").matches());
    }
}
