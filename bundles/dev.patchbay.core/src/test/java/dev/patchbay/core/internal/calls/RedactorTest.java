package dev.patchbay.core.internal.calls;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.Test;

public class RedactorTest {
    private static final String CANARY = "c4nary+s/cret é?&";
    private final Redactor redactor = Redactor.of(
            Values.of(Map.of("password", Secret.of(CANARY), "user", "plainuser", "pin", Secret.of("123"))), Secret.of("tok-987654"));

    private void gone(String form) {
        String text = "before " + form + " after";
        assertFalse(redactor.redact(text), redactor.redact(text).contains(form));
        assertTrue(redactor.redact(text).startsWith("before ") && redactor.redact(text).endsWith(" after"));
    }

    @Test
    public void everyFormOfASecretIsTakenOut() {
        byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
        gone(CANARY);
        gone("tok-987654");
        gone(URLEncoder.encode(CANARY, StandardCharsets.UTF_8));
        gone(Template.encode(CANARY));
        gone(Base64.getEncoder().encodeToString(bytes));
        gone(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        gone(HexFormat.of().formatHex(bytes));
        gone(HexFormat.of().withUpperCase().formatHex(bytes));
    }

    @Test
    public void aSecretInsideALongerEncodedTextIsTakenOutToo() {
        for (String user : new String[] {"u", "us", "use", "user"}) {
            String whole = Base64.getEncoder().encodeToString((user + ":" + CANARY).getBytes(StandardCharsets.UTF_8));
            String left = redactor.redact(whole);
            assertTrue(left, left.contains("***"));
            String decodable = left.substring(left.indexOf("***") + 3);
            assertTrue("at most the last group of three bytes stays", decodable.length() <= 4);
        }
    }

    @Test
    public void aLineOfASecretOfSeveralLinesIsTakenOut() {
        Redactor lines = Redactor.of(Values.of(Map.of("key", Secret.of("-----BEGIN\nMIIEvQIBADANBg\nshort"))), null);
        assertEquals("bad key *** short", lines.redact("bad key MIIEvQIBADANBg short"));
    }

    @Test
    public void otherValuesAndVeryShortSecretsStay() {
        assertEquals("plainuser 123", redactor.redact("plainuser 123"));
    }

    @Test
    public void aMessageIsOneShortLineWithoutSecrets() {
        String message = redactor.message("no\r\n\u0000" + CANARY + "x".repeat(10_000));
        assertTrue(message, message.startsWith("no ***x"));
        assertTrue(message.length() <= 501);
    }
}
