package dev.patchbay.tck.simulator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import java.io.IOException;
import java.net.URI;
import org.junit.Test;

/** Where an app wants its credential, and what else it demands of a request. */
public class ApiSimulationTest {
    private static final HttpCall ME = HttpCall.get(Acme.WHOAMI);

    private static Acme key(String placement, String... more) {
        String[] all = new String[more.length + 6];
        System.arraycopy(new String[] {"auth", "key", "placement", placement, "sample", "key=k/1&user=ann"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return new Acme(all);
    }

    private static void accepts(String placement, HttpCall right, HttpCall wrong) throws IOException {
        try (Acme acme = key(placement)) {
            assertEquals(acme.why(), 200, acme.send(right).status());
            assertEquals(401, acme.send(wrong).status());
            assertEquals(401, acme.send(wrong.method().equals("POST") ? HttpCall.post(Acme.WHOAMI, "application/json", "{}") : ME).status());
        }
    }

    @Test
    public void theCredentialStandsExactlyWhereTheFactsPutIt() throws IOException {
        accepts("header:X-Key=K {key}", ME.header("X-Key", "K k/1"), ME.header("X-Key", "k/1"));
        accepts("query:key={key}", HttpCall.get(URI.create(Acme.WHOAMI + "?key=k%2F1")), ME.header("key", "k/1"));
        accepts("cookie:session={key}", ME.header("Cookie", "a=b; session=k/1"), ME.header("Cookie", "session=k"));
        accepts("basic:{user}/token:{key}", ME.header("Authorization", Acme.basic("ann/token", "k/1")),
                ME.header("Authorization", Acme.basic("ann", "k/1")));
    }

    @Test
    public void aKeyInThePathComesBeforeThePath() throws IOException {
        try (Acme acme = key("path:/bot{key}")) {
            assertEquals(200, acme.send(HttpCall.get(URI.create("https://api.acme.example/botk%2F1/v1/me"))).status());
            assertEquals(401, acme.send(HttpCall.get(URI.create("https://api.acme.example/botother/v1/me"))).status());
            assertEquals(404, acme.send(ME).status());
        }
    }

    @Test
    public void aKeyInTheBodyIsAMemberOfIt() throws IOException {
        try (Acme acme = key("body:api_key={key}", "whoamiMethod", "POST")) {
            assertEquals(200, acme.send(HttpCall.post(Acme.WHOAMI, "application/json", "{\"api_key\":\"k/1\"}")).status());
            assertEquals(200, acme.send(HttpCall.post(Acme.WHOAMI, "application/x-www-form-urlencoded", "api_key=k%2F1")).status());
            assertEquals(401, acme.send(HttpCall.post(Acme.WHOAMI, "application/json", "{\"api_key\":\"other\"}")).status());
        }
    }

    @Test
    public void severalPartsAreAllDemanded() throws IOException {
        try (Acme acme = key("header:X-User={user} | header:X-Key={key}")) {
            assertEquals(401, acme.send(ME.header("X-Key", "k/1")).status());
            assertEquals("the header X-User must be '{user}' and is missing", acme.why());
            assertEquals(200, acme.send(ME.header("X-Key", "k/1").header("X-User", "ann")).status());
        }
    }

    @Test
    public void methodHeadersAndBodyAreThoseOfTheFacts() throws IOException {
        try (Acme acme = key("header:X-Key={key}", "staticHeaders", "Acme-Version=2026-01-01", "whoamiMethod", "POST", "whoamiBody",
                "{\"query\":\"{ me { id } }\"}")) {
            HttpCall call = HttpCall.post(Acme.WHOAMI, "application/json", "{\"query\": \"{me{id}}\"}").header("X-Key", "k/1");
            assertEquals(400, acme.send(call).status());
            assertEquals("the header Acme-Version: 2026-01-01 is missing", acme.why());
            assertEquals(200, acme.send(call.header("Acme-Version", "2026-01-01")).status());
            assertEquals(405, acme.send(ME.header("X-Key", "k/1")).status());
            HttpCall other = HttpCall.post(Acme.WHOAMI, "application/json", "{}").header("X-Key", "k/1");
            assertEquals(400, acme.send(other.header("Acme-Version", "2026-01-01")).status());
            assertEquals("the body is another one", acme.why());
        }
    }

    @Test
    public void theRestOfTheApiDemandsTheWholeCredentialOfAnyMethod() throws IOException {
        URI resource = URI.create("https://api.acme.example/v1" + AppSimulator.RESOURCE);
        try (Acme acme = key("header:X-Key={key} | header:X-Tenant={tenant}", "whoamiCaptures", "tenants.0.id=tenant", "sample", "key=k/1&tenant=t1")) {
            HttpReply me = acme.send(ME.header("X-Key", "k/1"));
            assertTrue(me.text(), me.text().contains("\"tenants\":[{\"id\":\"t1\"}]"));
            assertEquals(401, acme.send(HttpCall.of("DELETE", resource).header("X-Key", "k/1")).status());
            assertEquals(200, acme.send(HttpCall.of("DELETE", resource).header("X-Key", "k/1").header("X-Tenant", "t1")).status());
        }
    }

    @Test
    public void anAppThatAnswers200ToEverythingSaysSoInTheBody() throws IOException {
        try (Acme acme = key("header:X-Key={key}", "whoamiPredicate", "ok=true")) {
            HttpReply reply = acme.send(ME.header("X-Key", "guess"));
            assertEquals(200, reply.status());
            assertEquals("{\"ok\":false}", reply.text());
        }
    }
}
