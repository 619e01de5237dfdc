package dev.patchbay.core.internal.definitions;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.ValueRules.Checked;
import dev.patchbay.host.problem.FieldError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class ValueRulesTest {
    private static final Field<String> NAME = Field.text("name", "Name").maxLength(10);
    private static final Field<Secret> PASS = Field.secret("pass", "Pass");
    private static final Field<Integer> PORT = Field.integer("port", "Port").range(1, 65_535).fallback(21);
    private static final Field<Boolean> FLAG = Field.flag("flag", "Flag").optional();
    private static final Field<String> MODE =
            Field.choice("mode", "Mode", Field.option("a", "A"), Field.option("b", "B")).fallback("a");
    private static final Field<List<String>> TAGS = Field.list("tags", "Tags").range(1, 3).maxLength(5).optional();
    private static final Field<String> HOST = Field.host("host", "Host").optional();
    private static final Field<String> URL = Field.url("url", "URL").optional();
    private static final Field<String> CODE = Field.text("code", "Code").pattern("[A-Z]{3}").optional();
    private static final Field<String> CERT = Field.text("cert", "Certificate").multiLine().visibleWhen(MODE, "b");
    private static final ConnectionMethod METHOD =
            ConnectionMethod.of("m", "M").fields(NAME, PASS, PORT, FLAG, MODE, TAGS, HOST, URL, CODE, CERT);

    private static Map<String, Object> good() {
        return new HashMap<>(Map.of("name", "n", "pass", "canary-4711"));
    }

    private static Checked with(String field, Object value) {
        Map<String, Object> raw = good();
        raw.put(field, value);
        return ValueRules.check(METHOD, raw, "values.");
    }

    private static Map<String, String> codes(Checked checked) {
        Map<String, String> codes = new TreeMap<>();
        checked.errors().forEach(e -> codes.merge(e.field(), e.code(), (a, b) -> a + "+" + b));
        return codes;
    }

    @Test
    public void goodValuesPassAndSecretsBecomeSecret() {
        Checked checked = ValueRules.check(METHOD, Map.of("name", "n", "pass", "p", "port", 990L, "flag", true, "mode", "b",
                "tags", List.of("x", "y"), "host", "ftp.example.com", "url", "https://example.com/x", "code", "ABC", "cert",
                "a\n\tb\r\n"), "values.");

        assertEquals(List.of(), checked.errors());
        assertEquals(Secret.of("p"), checked.values().get(PASS));
        assertEquals(Integer.valueOf(990), checked.values().get(PORT));
        assertEquals(List.of("x", "y"), checked.values().get(TAGS));
        assertEquals("a\n\tb\r\n", checked.values().get(CERT));
    }

    @Test
    public void whatStandsAroundAValueIsTakenOffWhereTheWholeWasPasted() {
        Field<String> shop = Field.text("shop", "Shop").format(Field.Format.LABEL).around("https://", ".acme.example");
        Field<Secret> token = Field.secret("token", "Token").around("Bearer ", "").optional();
        ConnectionMethod method = ConnectionMethod.of("m", "M").fields(shop, token);
        for (String pasted : List.of("one", "one.acme.example", "https://one.acme.example", "HTTPS://one.ACME.example/", "https://one")) {
            Checked checked = ValueRules.check(method, Map.of("shop", pasted, "token", "bearer t"), "values.");
            assertEquals(pasted, List.of(), checked.errors());
            assertEquals(pasted, "one", checked.values().get(shop));
            assertEquals(Secret.of("t"), checked.values().get(token));
        }
        assertEquals(Map.of("values.shop", "only-around+pattern"), codes(ValueRules.check(method, Map.of("shop", "https://"), "values.")));
        assertEquals(Map.of("values.shop", "pattern"), codes(ValueRules.check(method, Map.of("shop", "a.b.acme.example"), "values.")));
    }

    @Test
    public void everyFaultIsFoundAtOnce() {
        Map<String, Object> raw = new HashMap<>(Map.of("port", 70_000, "flag", "yes", "mode", "c", "tags",
                List.of("toolong"), "host", "2130706433", "url", "http://example.com", "code", "abc", "extra", 1));

        assertEquals(new TreeMap<>(Map.of("values.name", "required", "values.pass", "required", "values.port", "range",
                "values.flag", "type", "values.mode", "choice", "values.tags", "too-long", "values.host", "host", "values.url",
                "url", "values.code", "pattern", "values.extra", "unknown-field")),
                codes(ValueRules.check(METHOD, raw, "values.")));
    }

    @Test
    public void defaultsAreNotStored() {
        assertFalse(ValueRules.check(METHOD, good(), "").values().asMap().containsKey("port"));
    }

    @Test
    public void numbersAreWholeAndInRange() {
        for (Object fine : List.of(1, 65_535L, (short) 22, (byte) 21, BigInteger.valueOf(990))) {
            assertEquals(Map.of(), codes(with("port", fine)));
        }
        for (Object wrong : List.of(21.0, 2.5f, new BigDecimal("21"), "21", true, List.of(), Double.NaN)) {
            assertEquals(Map.of("values.port", "type"), codes(with("port", wrong)));
        }
        for (Object wrong : List.of(0, -1, 65_536, Long.MAX_VALUE, new BigInteger("1" + "0".repeat(1_000)))) {
            assertEquals(Map.of("values.port", "range"), codes(with("port", wrong)));
        }
    }

    @Test
    public void wrongTypesAreRefusedForEveryKind() {
        for (String field : List.of("name", "pass", "flag", "mode", "tags", "host", "url", "code")) {
            assertEquals(Map.of("values." + field, "type"), codes(with(field, 5)));
            assertEquals(Map.of("values." + field, "type"), codes(with(field, Map.of("@class", "x"))));
        }
        assertEquals(Map.of("values.tags", "type"), codes(with("tags", List.of(1))));
        assertEquals(Map.of("values.name", "type"), codes(with("name", Secret.of("x"))));
    }

    @Test
    public void charactersThatDoNotBelongAreRefused() {
        for (String text : List.of("a\nb", "a\rb", "a\tb", "a\u0000b", "a\u007fb", "a\u0085b", "a\u2028b", "\ud800", "a\udc00",
                "\ud800\ud800")) {
            assertEquals(Map.of("values.name", "characters"), codes(with("name", text)));
            assertEquals(Map.of("values.pass", "characters"), codes(with("pass", text)));
        }
        assertEquals(Map.of(), codes(with("name", "\ud83d\ude00 \u00e9 \u4e2d")));
    }

    @Test
    public void severalLinesAreAllowedWhereDeclaredAndNulNever() {
        Map<String, Object> raw = good();
        raw.put("mode", "b");
        raw.put("cert", "a\nb");
        assertEquals(Map.of(), codes(ValueRules.check(METHOD, raw, "")));
        raw.put("cert", "a\u0000b");
        assertEquals(Map.of("cert", "characters"), codes(ValueRules.check(METHOD, raw, "")));
    }

    @Test
    public void masksAreNoSecrets() {
        for (Object mask : List.of("***", "********", "\u2022\u2022\u2022", "\u25cf\u25cf\u25cf\u25cf", "*\u2022*",
                Map.of("set", true))) {
            assertEquals(Map.of("values.pass", "mask"), codes(with("pass", mask)));
        }
        for (Object secret : List.of("**", "***a", "*", "p***")) {
            assertEquals(Map.of(), codes(with("pass", secret)));
        }
        assertEquals(Map.of("values.pass", "type"), codes(with("pass", Map.of("set", true, "value", "x"))));
        assertEquals("a stored secret is never taken for a mask", Map.of(), codes(with("pass", Secret.of("****"))));
    }

    @Test
    public void whiteSpaceAtEndsIsWarnedAboutAndKept() {
        Checked checked = with("pass", " key\u00a0");

        assertEquals(List.of(), checked.errors());
        assertEquals("white-space-at-ends", checked.warnings().get(0).code());
        assertEquals("values.pass", checked.warnings().get(0).field());
        assertEquals(" key\u00a0", checked.values().get(PASS).reveal());
    }

    @Test
    public void aTextOfSeveralLinesMayEndWithOne() {
        Map<String, Object> raw = good();
        raw.put("mode", "b");
        raw.put("cert", "-----BEGIN\nx\n-----END\n");

        Checked checked = ValueRules.check(METHOD, raw, "values.");

        assertEquals(List.of(), checked.warnings());
    }

    @Test
    public void anEmptyTextIsTheSameAsNone() {
        assertEquals(Map.of("values.name", "required"), codes(with("name", "")));
        assertEquals(Map.of("values.pass", "required"), codes(with("pass", "")));
        assertFalse(with("host", "").values().asMap().containsKey("host"));
        assertEquals(Map.of(), codes(with("host", "")));
        assertEquals(Map.of(), codes(with("flag", null)));
    }

    @Test
    public void aHiddenFieldIsNeitherAskedForNorTaken() {
        Map<String, Object> raw = good();
        raw.put("cert", "x");
        Checked hidden = ValueRules.check(METHOD, raw, "values.");
        assertEquals(Map.of("values.cert", "not-visible"), codes(hidden));
        assertFalse(hidden.values().asMap().containsKey("cert"));
        assertEquals(Map.of("values.cert", "required"), codes(with("mode", "b")));
    }

    @Test
    public void aFaultyLeaderHidesWhatCannotBeKnown() {
        Map<String, Object> raw = good();
        raw.put("mode", "c");
        raw.put("cert", "x");
        assertEquals(Map.of("values.mode", "choice"), codes(ValueRules.check(METHOD, raw, "values.")));
    }

    @Test
    public void visibilityFollowsFlagsNumbersChainsAndCircles() {
        Field<Boolean> tls = Field.flag("tls", "TLS").fallback(true);
        Field<String> trust = Field.choice("trust", "Trust", Field.option("ca", "CA"), Field.option("no", "No"))
                .fallback("ca").visibleWhen(tls, true);
        Field<String> pem = Field.text("pem", "PEM").visibleWhen(trust, "ca");
        ConnectionMethod chain = ConnectionMethod.of("m", "M").fields(tls, trust, pem);
        assertEquals(Map.of("pem", "required"), codes(ValueRules.check(chain, Map.of(), "")));
        assertEquals(Map.of(), codes(ValueRules.check(chain, Map.of("tls", false), "")));
        assertEquals(Map.of("pem", "not-visible"), codes(ValueRules.check(chain, Map.of("tls", false, "pem", "x"), "")));

        Field<String> one = Field.text("one", "One").visibleWhen(Field.text("two", "Two"), "x");
        Field<String> two = Field.text("two", "Two").visibleWhen(one, "x");
        ConnectionMethod circle = ConnectionMethod.of("m", "M").fields(one, two);
        assertEquals(Map.of(), codes(ValueRules.check(circle, Map.of(), "")));
    }

    @Test
    public void fieldsOfClientAndSignInAreNotValuesOfAConnection() {
        ConnectionMethod method = ConnectionMethod.of("m", "M").auth(Auth.clientCredentials("https://example.com/t")).fields(
                Field.text("clientId", "Client").scope(Field.Scope.CLIENT), Field.secret("otp", "Code").scope(Field.Scope.ONE_TIME));
        assertEquals(Map.of(), codes(ValueRules.check(method, Map.of(), "")));
        assertEquals(Map.of("clientId", "scope", "otp", "scope"),
                codes(ValueRules.check(method, Map.of("clientId", "x", "otp", "123456"), "")));
    }

    @Test(timeout = 60_000)
    public void aCatastrophicPatternIsAnErrorAndNotAHang() {
        ConnectionMethod method = ConnectionMethod.of("m", "M").fields(Field.text("a", "A").pattern("(a+)+b"));
        assertEquals(Map.of("a", "pattern"), codes(ValueRules.check(method, Map.of("a", "a".repeat(4_000)), "")));
    }

    @Test
    public void noMessageHoldsAValue() {
        List<FieldError> all = new ArrayList<>();
        for (String field : List.of("name", "pass", "port", "flag", "mode", "tags", "host", "url", "code", "cert", "other")) {
            for (Object value : List.of("canary\n", "canary canary canary", List.of("canarycanary"), Map.of("canary", "x"))) {
                all.addAll(with(field, value).errors());
            }
        }
        assertTrue(all.size() > 20);
        assertFalse(all.toString(), all.toString().contains("canary"));
    }

    @Test
    public void anUnknownNameIsShownHarmlessly() {
        Map<String, Object> raw = good();
        raw.put("<b>\r\n\u202e" + "x".repeat(500), 1);
        String field = ValueRules.check(METHOD, raw, "values.").errors().get(0).field();
        assertTrue(field, field.matches("values\\.[\\x20-\\x7e]{1,100}"));
    }

    @Test
    public void listsAreCounted() {
        assertEquals(Map.of("values.tags", "range"), codes(with("tags", List.of())));
        assertEquals(Map.of("values.tags", "range"), codes(with("tags", List.of("1", "2", "3", "4"))));
        ConnectionMethod open = ConnectionMethod.of("m", "M").fields(Field.list("all", "All"));
        assertEquals(Map.of("all", "range"),
                codes(ValueRules.check(open, Map.of("all", Collections.nCopies(FieldRules.MOST_ENTRIES + 1, "x")), "")));
    }

    @Test
    public void mergingKeepsRemovesReplacesAndDropsWhatBecameHidden() {
        Values stored = Values.of(Map.of("name", "n", "pass", Secret.of("p"), "mode", "b", "cert", "x", "host", "h"));
        Map<String, Object> changes = new HashMap<>();
        changes.put("mode", "a");
        changes.put("host", null);
        changes.put("name", "other");

        assertEquals(Map.of("name", "other", "pass", Secret.of("p"), "mode", "a"), ValueRules.merge(METHOD, stored, changes));
        changes.put("cert", "sent");
        assertEquals("sent", ValueRules.merge(METHOD, stored, changes).get("cert"));
    }
}
