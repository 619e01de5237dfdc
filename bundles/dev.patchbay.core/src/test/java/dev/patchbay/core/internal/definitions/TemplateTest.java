package dev.patchbay.core.internal.definitions;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class TemplateTest {
    private static final ConnectionMethod METHOD = ConnectionMethod.of("m", "M").fields(
            Field.text("shop", "Shop"), Field.text("q", "Q"), Field.integer("port", "Port").fallback(8443),
            Field.host("host", "Host"), Field.url("site", "Site"), Field.secret("key", "Key"), Field.list("tags", "Tags"),
            Field.text("none", "None").optional());

    private static Inserts inserts(Map<String, Object> values) {
        return new Inserts(METHOD, Values.of(values), Secret.of("token-1"));
    }

    private static String url(String template, Map<String, Object> values) {
        return new Template(template).url(inserts(values));
    }

    @Test
    public void valuesAreEncodedInPathAndQuery() {
        assertEquals("https://x.example/a/a%20b%2F%C3%A9?q=~-._%26%3D%2B",
                url("https://x.example/a/{shop}?q={q}", Map.of("shop", "a b/é", "q", "~-._&=+")));
        assertEquals("/x/%7Bq%7D", url("/x/{shop}", Map.of("shop", "{q}", "q", "never filled twice")));
    }

    @Test
    public void hostPartsAreCheckedAndNotEncoded() {
        assertEquals("https://acme.example.com:8443/", url("https://{shop}.example.com:{port}/", Map.of("shop", "Acme")));
        assertEquals("https://[2001:db8::1]/x", url("https://{host}/x", Map.of("host", "2001:DB8::1")));
        for (String bad : List.of("a.b", "a/b", "a@b", "a:b", "a?b", "a#b", "a\\b", "a%2eb", "", "ä")) {
            Template.Misfit e = assertThrows(bad, Template.Misfit.class,
                    () -> url("https://{shop}.example.com/", Map.of("shop", bad)));
            assertEquals("shop", e.field());
        }
    }

    @Test
    public void aUrlFieldBeginsAUrlAsItIs() {
        assertEquals("https://a.example/base/x%20y", url("{site}/{q}", Map.of("site", "https://a.example/base/", "q", "x y")));
        assertEquals("https://a.example/b?c", url("{site}", Map.of("site", "https://a.example/b?c")));
        assertEquals("/go?to=https%3A%2F%2Fa.example", url("/go?to={site}", Map.of("site", "https://a.example")));
        assertThrows(IllegalArgumentException.class,
                () -> url("{site}.evil.example", Map.of("site", "https://a.example")));
    }

    @Test
    public void secretsListsUnknownAndMissingFieldsAreRefused() {
        for (String template : List.of("/x?k={key}", "/x?t={accessToken}", "/x/{tags}", "/x/{other}", "/x/{none}", "/x/{}")) {
            IllegalArgumentException e = assertThrows(template, IllegalArgumentException.class,
                    () -> url(template, Map.of("key", Secret.of("canary"), "tags", List.of("t"))));
            assertFalse(e.getMessage().contains("canary"));
        }
    }

    @Test
    public void injectionsRevealSecrets() {
        Template template = new Template("Token {key}/{accessToken}/{shop}");
        assertEquals("Token k/token-1/s",
                template.injected(inserts(Map.of("key", Secret.of("k"), "shop", "s")), (name, value) -> value));
    }

    @Test
    public void grantEntriesBracketAnAddressBeforeAPort() {
        assertEquals("2001:db8::1", new Template("{host}").host(inserts(Map.of("host", "2001:db8::1"))));
        assertEquals("[2001:db8::1]:8443", new Template("{host}:{port}").host(inserts(Map.of("host", "2001:db8::1"))));
        assertEquals("*.example.com", new Template("*.example.com").host(inserts(Map.of())));
        assertEquals("acme.example.com:21", new Template("{shop}.example.com:21").host(inserts(Map.of("shop", "acme"))));
    }
}
