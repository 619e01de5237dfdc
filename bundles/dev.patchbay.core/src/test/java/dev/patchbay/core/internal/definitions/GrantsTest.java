package dev.patchbay.core.internal.definitions;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.Values;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class GrantsTest {
    private static final ConnectionMethod FTP = ConnectionMethod.of("m", "M").fields(
            Field.host("host", "Host"), Field.integer("port", "Port").optional(), Field.secret("password", "Password"),
            Field.choice("tls", "TLS", Field.option("none", "No")).endpoint().optional());

    private static Grant of(ConnectionDefinition definition, Map<String, Object> values) {
        return Grants.from(definition, definition.methods().get(0), Values.of(values));
    }

    @Test
    public void aHostFieldIsTheGrantOfAFileServer() {
        ConnectionDefinition ftp = ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}").methods(FTP);
        assertEquals(new Grant(List.of("ftp.example.com"), List.of(), List.of()), of(ftp, Map.of("host", "FTP.Example.com")));
        assertEquals(List.of("2001:db8::1"), of(ftp, Map.of("host", "2001:DB8::1")).hosts());
        assertEquals(Set.of("host", "tls"), Grants.endpointFields(ftp, FTP));
    }

    @Test
    public void urlsGiveHostsWithTheirPortAndEndpoints() {
        ConnectionMethod method = ConnectionMethod.of("m", "M")
                .fields(Field.text("shop", "Shop").pattern("[a-z0-9-]+"), Field.secret("key", "Key"))
                .auth(Auth.authorizationCode("https://{shop}.example.com/auth", "https://login.example.com:8443/token")
                        .scopes("write", "read").introspectUrl("https://login.example.com:8443/introspect"))
                .probe(Probe.get("/me"));
        ConnectionDefinition definition = ConnectionDefinition.of("x", "X").baseUrl("https://{shop}.example.com/api/")
                .allowedHosts("*.cdn.example.com").methods(method);

        Grant grant = of(definition, Map.of("shop", "acme", "key", Secret.of("canary")));

        assertEquals(List.of("*.cdn.example.com", "acme.example.com", "login.example.com:8443"), grant.hosts());
        assertEquals(List.of("https://acme.example.com/api/", "https://acme.example.com/api/me",
                "https://acme.example.com/auth", "https://login.example.com:8443/introspect",
                "https://login.example.com:8443/token"), grant.endpoints());
        assertEquals(List.of("read", "write"), grant.scopes());
        assertEquals(Set.of("shop"), Grants.endpointFields(definition, method));
        assertFalse(grant.toJson().contains("canary"));
    }

    @Test
    public void everyShownUrlAndHostFieldIsPartOfIt() {
        ConnectionMethod method = ConnectionMethod.of("m", "M")
                .fields(Field.url("site", "Site").optional(), Field.host("relay", "Relay").optional());
        ConnectionDefinition definition = ConnectionDefinition.of("x", "X").allowedHosts("{site}").methods(method);

        assertEquals(Grant.NONE, of(definition, Map.of()));
        Grant grant = of(definition, Map.of("site", "https://a.example:9443/x", "relay", "r.example"));
        assertEquals(List.of("a.example:9443", "r.example"), grant.hosts());
        assertEquals(List.of("https://a.example:9443/x"), grant.endpoints());
        assertEquals(Set.of("site", "relay"), Grants.endpointFields(definition, method));
    }

    @Test
    public void aValueThatWouldLeaveItsPlaceIsInvalid() {
        ConnectionMethod method = ConnectionMethod.of("m", "M").fields(Field.text("shop", "Shop"));
        ConnectionDefinition definition = ConnectionDefinition.of("x", "X").baseUrl("https://{shop}.example.com").methods(method);

        for (String shop : List.of("evil.example/", "evil.example#", "good@evil.example", "a.b")) {
            ProblemException e = assertThrows(shop, ProblemException.class, () -> of(definition, Map.of("shop", shop)));
            assertEquals(ProblemType.INVALID, e.type());
            assertEquals("values.shop", e.errors().get(0).field());
            assertFalse(e.errors().toString().contains("evil"));
        }
    }

    @Test
    public void jsonIsCanonicalAndComesBack() {
        Grant one = new Grant(List.of("b", "a", "b"), List.of("y", "x"), List.of());
        assertEquals("{\"hosts\":[\"a\",\"b\"],\"endpoints\":[\"x\",\"y\"],\"scopes\":[]}", one.toJson());
        assertEquals(one, Grant.parse(one.toJson()));
        assertThrows(IllegalArgumentException.class, () -> Grant.parse("{\"hosts\":[],\"more\":1}"));
    }

    @Test
    public void moreHostsEndpointsOrScopesWiden() {
        Grant base = new Grant(List.of("a.example", "*.b.example", "c.example:8443", "[::1]:21", "::2"), List.of("https://a/"),
                List.of("read"));
        for (Grant inside : List.of(base, Grant.NONE, hosts("a.example:8443"), hosts("x.b.example"), hosts("x.y.b.example:1"),
                hosts("*.b.example"), hosts("*.x.b.example"), hosts("[::2]:99"), hosts("[::1]:21"))) {
            assertFalse(inside.toString(), Grants.widens(base, inside));
        }
        for (Grant wider : List.of(hosts("d.example"), hosts("b.example"), hosts("xb.example"), hosts("c.example"),
                hosts("c.example:443"), hosts("*.a.example"), hosts("::1"), hosts("*.x.b.example.org"),
                new Grant(List.of(), List.of("https://b/"), List.of()), new Grant(List.of(), List.of(), List.of("write")))) {
            assertTrue(wider.toString(), Grants.widens(base, wider));
        }
    }

    @Test
    public void aGrantAllowsItsHostsAndPortsOnly() {
        Grant grant = hosts("a.example", "*.b.example", "c.example:8443", "::1");
        assertTrue(grant.allows("a.example", 1) && grant.allows("x.b.example", 2) && grant.allows("c.example", 8443)
                && grant.allows("::1", 443));
        assertFalse(grant.allows("c.example", 443));
        assertFalse(grant.allows("b.example", 443));
        assertFalse(grant.allows("evil-a.example", 443));
        assertFalse(grant.allows("", 443));
    }

    private static Grant hosts(String... hosts) {
        return new Grant(List.of(hosts), List.of(), List.of());
    }
}
