package dev.patchbay.declaration;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.Capture;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.TokenReply;
import dev.patchbay.api.provider.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.Test;

/** The reader and the schema say the same of every sample, and of each of its mutations. */
public class SchemaAgreementTest {
    private static final String UNKNOWN = "zzzzzzzzz";
    private static final String LISTED = "known here are ";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<JsonNode> CANDIDATES = List.of(JSON.textNode("x"), JSON.numberNode(7),
            JSON.booleanNode(true), JSON.nullNode(), JSON.arrayNode(), JSON.arrayNode().add("x"), JSON.arrayNode().add(7),
            JSON.objectNode().put("x", "y"));

    private static final JsonNode TREE = DefinitionJson.tree(new String(DeclarationSchema.utf8(), StandardCharsets.UTF_8));
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TREE);

    /** Together they use every object of the format. */
    private static List<ObjectNode> samples() {
        String grants = Stream.of("'grant':'client-credentials'", "'grant':'device-code','deviceUrl':'https://a.example/d'",
                        "'grant':'authorization-code','authorizeUrl':'https://a.example/a','choices':{'pkce':'f'},"
                                + "'reply':{'form':'seconds'},"
                                + "'captures':[{'source':'redirect','path':'p','field':'f'}],'tokenMethod':'get','tokenHeaders':{'A':'b'}",
                        "'grant':'jwt-bearer','assertion':{'algorithm':'RS256','issuer':'i','claims':{'a':'b'}}",
                        "'grant':'extension','grantType':'account_credentials','scopes':['a']")
                .map(grant -> "{'id':'m','label':'M','auth':{'kind':'oauth2','tokenUrl':'https://a.example/t'," + grant + "}}")
                .reduce((a, b) -> a + "," + b).orElseThrow();
        return Stream.of(DeclarationsTest.ACME, DefinitionJson.write(DefinitionJsonTest.everything()),
                        "{'id':'x','label':'X','methods':[" + grants + "]}".replace('\'', '"'))
                .flatMap(text -> inParts((ObjectNode) DefinitionJson.tree(text.replace('\'', '"')))).toList();
    }

    /** Each method in a declaration of its own, since thousands of mutations are looked at whole. */
    private static Stream<ObjectNode> inParts(ObjectNode sample) {
        ObjectNode rest = sample.deepCopy();
        List<ObjectNode> parts = new ArrayList<>(List.of(rest));
        rest.remove("methods").forEach(method -> {
            ObjectNode part = JSON.objectNode().put("id", "x").put("label", "X");
            part.putArray("methods").add(method);
            parts.add(part);
        });
        return parts.stream();
    }

    private static boolean schemaAccepts(JsonNode tree) {
        return SCHEMA.validate(tree).isEmpty();
    }

    private static Map<String, String> readerFaults(JsonNode tree) {
        Map<String, String> faults = new TreeMap<>();
        Declarations.structure(tree, faults::put);
        return faults;
    }

    private static void agree(String what, JsonNode tree) {
        Map<String, String> faults = readerFaults(tree);
        assertEquals(what + ": reader " + faults + ", schema " + SCHEMA.validate(tree), faults.isEmpty(), schemaAccepts(tree));
    }

    /** Every object of a tree with its pointer. */
    private static void objects(JsonNode node, String pointer, List<String> found) {
        if (node.isObject()) {
            found.add(pointer);
        }
        if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                objects(list.get(i), pointer + "/" + i, found);
            }
        }
        node.properties().forEach(one ->
                objects(one.getValue(), pointer + "/" + one.getKey().replace("~", "~0").replace("/", "~1"), found));
    }

    private static List<String> objects(JsonNode tree) {
        List<String> found = new ArrayList<>();
        objects(tree, "", found);
        return found;
    }

    private static JsonNode mutated(ObjectNode sample, String pointer, Consumer<ObjectNode> mutation) {
        ObjectNode copy = sample.deepCopy();
        mutation.accept((ObjectNode) copy.at(pointer));
        return copy;
    }

    @Test
    public void everySampleIsAcceptedByBoth() {
        for (ObjectNode sample : samples()) {
            assertEquals(Map.of(), readerFaults(sample));
            assertEquals(List.of(), SCHEMA.validate(sample));
        }
    }

    @Test
    public void anUnknownKeyInAnyObjectIsRefusedByBoth() {
        int seen = 0;
        for (ObjectNode sample : samples()) {
            for (String pointer : objects(sample)) {
                JsonNode tree = mutated(sample, pointer, object -> object.put(UNKNOWN, 7));
                assertTrue("schema at " + pointer, !schemaAccepts(tree));
                assertTrue("reader at " + pointer, !readerFaults(tree).isEmpty());
                seen++;
            }
        }
        assertTrue("objects: " + seen, seen > 70);
    }

    @Test
    public void withoutAnyOneKeyBothSayTheSame() {
        for (ObjectNode sample : samples()) {
            for (String pointer : objects(sample)) {
                names(sample.at(pointer)).forEach(key ->
                        agree("without " + pointer + "/" + key, mutated(sample, pointer, object -> object.remove(key))));
            }
        }
    }

    @Test
    public void withAnotherValueForAnyOneKeyBothSayTheSame() {
        int seen = 0;
        for (ObjectNode sample : samples()) {
            for (String pointer : objects(sample)) {
                for (String key : names(sample.at(pointer))) {
                    for (JsonNode value : CANDIDATES) {
                        agree(pointer + "/" + key + " = " + value, mutated(sample, pointer, object -> object.set(key, value)));
                        seen++;
                    }
                }
            }
        }
        assertTrue("mutations: " + seen, seen > 1_500);
    }

    @Test
    public void ofEveryKeyTheReaderKnowsBothSayTheSame() {
        int seen = 0;
        for (ObjectNode sample : samples()) {
            for (String pointer : objects(sample)) {
                String told = readerFaults(mutated(sample, pointer, object -> object.put(UNKNOWN, "x")))
                        .getOrDefault(pointer + "/" + UNKNOWN, "");
                String[] known = told.contains(LISTED) ? told.substring(told.indexOf(LISTED) + LISTED.length()).split(", ") : new String[0];
                for (String key : known) {
                    /* a declaration that extends another is not read by itself, and the schema is for it too */
                    boolean looked = key.equals("extends") || sample.at(pointer).has(key);
                    for (JsonNode value : looked ? List.<JsonNode>of() : CANDIDATES) {
                        agree(pointer + "/" + key + " + " + value, mutated(sample, pointer, object -> object.set(key, value)));
                        seen++;
                    }
                }
            }
        }
        assertTrue("mutations: " + seen, seen > 1_000);
    }

    @Test
    public void everyWordOfTheApiIsInTheSchema() {
        Map<String, Enum<?>[]> words = Map.ofEntries(
                Map.entry("field/properties/kind", Field.Kind.values()), Map.entry("field/properties/scope", Field.Scope.values()),
                Map.entry("field/properties/format", Field.Format.values()),
                Map.entry("auth/properties/grant", OAuth2.Grant.values()),
                Map.entry("auth/properties/clientAuth", OAuth2.ClientAuth.values()),
                Map.entry("auth/properties/bodyFormat", OAuth2.BodyFormat.values()),
                Map.entry("auth/properties/renewal", OAuth2.Renewal.values()),
                Map.entry("auth/properties/signature", Auth.OAuth1.Signature.values()),
                Map.entry("reply/properties/form", TokenReply.Expiry.values()),
                Map.entry("capture/properties/source", Capture.Source.values()),
                Map.entry("part/properties/place", Injection.Place.values()),
                Map.entry("webhook/properties/algorithm", Webhook.Algorithm.values()),
                Map.entry("webhook/properties/encoding", Webhook.Encoding.values()),
                Map.entry("testVector/properties/leg", TestVector.Leg.values()));
        words.forEach((place, constants) -> {
            List<String> listed = new ArrayList<>();
            TREE.at("/$defs/" + place + "/enum").forEach(word -> listed.add(word.textValue()));
            assertEquals(place, Stream.of(constants).map(ClosedObject::word).toList(), listed);
        });
    }

    @Test
    public void aDeclarationThatExtendsAnotherNeedsNoMoreThanItsNames() {
        assertTrue(schemaAccepts(DefinitionJson.tree("{\"id\":\"a\",\"extends\":\"b\",\"methods\":[{\"id\":\"m\",\"guide\":\"g\"}]}")));
        assertTrue(!schemaAccepts(DefinitionJson.tree("{\"id\":\"a\",\"extends\":\"b\",\"colour\":1}")));
        assertTrue(!schemaAccepts(DefinitionJson.tree("{\"extends\":\"b\"}")));
    }

    private static List<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false).toList();
    }
}
