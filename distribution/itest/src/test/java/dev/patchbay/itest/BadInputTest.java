package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Reply;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Before;
import org.osgi.framework.Bundle;

/** What every refusal of bad input has in common: a problem, nothing of the inside in it, and nothing changed. */
public abstract class BadInputTest extends HostTest {
    static final String CONNECTIONS = "/api/v1/connections";
    private String before = "";

    /** For its subclasses. */
    protected BadInputTest() {}

    /** Remembers what is stored. */
    @Before
    public void lookBefore() {
        needFtp();
        prepare();
        before = stored();
    }

    /** What a class needs to be there. */
    void prepare() {}

    /** Nothing was stored or changed, and the host is well. */
    @After
    public void nothingHasChanged() {
        assertEquals(before, stored());
        assertEquals(200, api.get("/readyz").status());
    }

    private String stored() {
        Set<String> stored = new TreeSet<>();
        for (String path : new String[] {CONNECTIONS + "?limit=500", CONNECTIONS + "?limit=500&deleted=true", "/api/v1/admin/bundles"}) {
            for (JsonNode item : api.get(path).expect(200).json().get("items")) {
                stored.add(item.path("id").asText() + item.path("label").asText() + item.path("values") + item.path("updatedAt").asText()
                        + item.path("symbolicName").asText() + item.path("digest").asText() + item.path("state").asText());
            }
        }
        for (Bundle bundle : context.getBundles()) {
            stored.add(bundle.getBundleId() + " " + bundle.getSymbolicName() + " " + bundle.getState());
        }
        return String.join("\n", stored);
    }

    /** How many keys there are: those a test makes for itself are counted by it. */
    int keys() {
        return api.get("/api/v1/admin/api-keys?limit=500").expect(200).json().get("items").size();
    }

    /** A problem with one of these statuses, well-formed, that tells nothing of the inside. */
    static JsonNode assertRefused(String what, Reply reply, int... statuses) {
        boolean expected = false;
        for (int status : statuses) {
            expected |= reply.status() == status;
        }
        assertTrue(what + " → " + reply, expected);
        assertEquals(what, "application/problem+json", reply.header("Content-Type"));
        JsonNode problem = reply.json();
        assertEquals(what, reply.status(), problem.get("status").asInt());
        assertTrue(what, problem.get("type").asText().startsWith("urn:patchbay:problem:"));
        assertFalse(what, problem.get("title").asText().isEmpty());
        assertTrue(what, problem.has("detail"));
        for (String inside : new String[] {"Exception", "\tat ", "org.eclipse", "org.glassfish", "com.fasterxml", ".internal.", "SQLITE"}) {
            assertFalse(what + " tells " + inside + ": " + reply, reply.text().contains(inside));
        }
        return problem;
    }

    /** The fields a problem names, with their codes. */
    static Map<String, String> fields(JsonNode problem) {
        Map<String, String> fields = new java.util.TreeMap<>();
        problem.path("errors").forEach(error -> {
            assertFalse(problem.toString(), error.get("message").asText().isEmpty());
            fields.put(error.get("field").asText(), error.get("code").asText());
        });
        return fields;
    }
}
