package dev.patchbay.declaration;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class ExtensionTest {
    private final Map<String, String> others = new HashMap<>(Map.of("acme", DeclarationsTest.ACME));

    private byte[] whole(String json) {
        return Declarations.whole("x.json", utf8(json), id -> Optional.ofNullable(others.get(id)).map(ExtensionTest::utf8));
    }

    private Declaration read(String json) {
        return Declarations.read("x.json", whole(json));
    }

    private static byte[] utf8(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private List<String> faults(String json) {
        return assertThrows(DeclarationException.class, () -> whole(json)).faults().stream()
                .map(fault -> fault.pointer() + " " + fault.message()).toList();
    }

    @Test
    public void theChildChangesWhatItNamesAndKeepsTheRest() {
        ConnectionDefinition eu = read("""
                {'id': 'acme-eu', 'label': 'Acme EU', 'extends': 'acme', 'baseUrl': 'https://{shop}.acme-eu.example', 'methods': [
                  {'id': 'key', 'fields': [{'name': 'shop', 'suffix': '.acme-eu.example'},
                    {'kind': 'text', 'name': 'region', 'label': 'Region', 'optional': true}]},
                  {'id': 'open', 'label': 'Open', 'auth': {'kind': 'none'},
                    'fields': [{'kind': 'text', 'name': 'shop', 'label': 'Shop', 'format': 'label'}]}]}
                """).definition();

        assertEquals("acme-eu", eu.id());
        assertEquals("https://acme.example/docs", eu.docs());
        assertEquals(List.of("key", "open"), eu.methods().stream().map(ConnectionMethod::id).toList());
        ConnectionMethod key = eu.methods().get(0);
        assertEquals("API key", key.label());
        assertEquals(List.of("shop", "apiKey", "region"), key.fields().stream().map(f -> f.name()).toList());
        assertEquals(".acme-eu.example", key.field("shop").orElseThrow().suffix());
        assertEquals("Shop", key.field("shop").orElseThrow().label());
        assertEquals("/me", key.probe().orElseThrow().url());
    }

    @Test
    public void nullTakesAKeyAwayAndRemoveAnEntry() {
        ConnectionDefinition plain = read("""
                {'id': 'acme', 'label': 'Acme', 'extends': 'acme', 'docs': null, 'baseUrl': 'https://acme.example', 'methods': [
                  {'id': 'key', 'fields': [{'name': 'shop', 'remove': true}]}]}
                """).definition();

        assertEquals("", plain.docs());
        assertEquals(List.of("apiKey"), plain.methods().get(0).fields().stream().map(f -> f.name()).toList());
    }

    @Test
    public void whatConcernsTheParentsFileAloneIsNotInherited() {
        Declaration child = read("{'id':'acme-eu','label':'Acme EU','extends':'acme'}");

        assertEquals("1.0.0", child.release());
        assertEquals(Optional.empty(), child.facts());
        assertEquals(List.of(), child.vectors());
    }

    @Test
    public void aChainIsFollowedToItsEnd() {
        others.put("acme-eu", "{'id':'acme-eu','label':'Acme EU','extends':'acme','description':'In Europe'}");

        Declaration de = read("{'id':'acme-de','label':'Acme DE','extends':'acme-eu'}");

        assertEquals("In Europe", de.definition().description());
        assertEquals("https://{shop}.acme.example/api", de.definition().baseUrl());
    }

    @Test
    public void aCircleAMissingParentAndABrokenOneAreFaults() {
        others.put("a", "{'id':'a','extends':'b'}");
        others.put("b", "{'id':'b','extends':'a'}");
        others.put("broken", "{");

        assertTrue(faults("{'id':'x','extends':'a'}").get(0).startsWith("/extends leads in a circle"));
        assertEquals(List.of("/extends names no declaration beside this one: there is no none.connection.json"),
                faults("{'id':'x','extends':'none'}"));
        assertTrue(faults("{'id':'x','extends':'broken'}").toString().contains("names a declaration that cannot be read"));
        assertEquals(List.of("/extends must be the id of another declaration"), faults("{'id':'x','extends':7}"));
    }

    @Test
    public void aWholeFileIsItself() {
        byte[] acme = utf8(DeclarationsTest.ACME);

        assertSame(acme, Declarations.whole("x.json", acme, id -> Optional.empty()));
    }

    @Test
    public void aSingleFileThatExtendsIsToldWhatToDo() {
        DeclarationException e = assertThrows(DeclarationException.class,
                () -> Declarations.read("x.json", utf8("{'id':'x','label':'X','extends':'acme','methods':[{'id':'m','label':'M'}]}")));

        assertEquals("x.json:/extends: is resolved when a bundle is built: install that bundle, or write out here what the other"
                + " declaration says", e.getMessage());
    }
}
