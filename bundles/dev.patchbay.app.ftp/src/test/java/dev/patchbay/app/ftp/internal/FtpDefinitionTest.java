package dev.patchbay.app.ftp.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Test;

public class FtpDefinitionTest {
    private final ConnectionDefinition definition = new FtpConnectionProvider().definition();
    private final ConnectionMethod method = definition.methods().get(0);

    @Test
    public void theDefinitionHasNoFaults() {
        assertEquals(List.of(), definition.faults());
    }

    @Test
    public void theDefinitionIsConstant() {
        assertEquals("ftp", definition.id());
        assertTrue(definition == new FtpConnectionProvider().definition());
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
        assertEquals(List.of("host", "encryption", "port", "trust", "caCertificate", "certificateFingerprint", "hostNameCheck"),
                method.fields().stream().filter(Field::isEndpoint).map(Field::name).collect(Collectors.toList()));
    }

    @Test
    public void thePasswordIsTheOnlySecret() {
        assertEquals(List.of("password"),
                method.fields().stream().filter(Field::isSecret).map(Field::name).collect(Collectors.toList()));
    }

    @Test
    public void everyFieldHasHelpAndTheMethodAGuide() {
        assertFalse(method.fields().stream().anyMatch(f -> f.help().isBlank()));
        assertTrue(method.guide().contains("## Where to find these"));
    }

    @Test
    public void theGermanGuideQuotesTheFormInGerman() {
        Map<String, String> german = definition.translations().get("de");
        for (String field : List.of("encryption", "trust", "mode")) {
            assertTrue(method.guide().contains("*" + method.field(field).orElseThrow().label() + "*"));
            String label = german.get("methods.login.fields." + field + ".label");
            assertTrue(label, german.get("methods.login.guide").contains("*" + label + "*"));
        }
    }

    @Test
    public void aFingerprintMayHaveColonsOrNot() {
        var pattern = FtpFields.FINGERPRINT.pattern().orElseThrow();
        assertTrue(pattern.matcher("AB:".repeat(31) + "AB").matches());
        assertTrue(pattern.matcher("ab".repeat(32)).matches());
        assertFalse(pattern.matcher("ab".repeat(31)).matches());
    }
}
