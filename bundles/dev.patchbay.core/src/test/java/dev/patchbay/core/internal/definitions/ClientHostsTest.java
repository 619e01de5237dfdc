package dev.patchbay.core.internal.definitions;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.OAuth2;
import java.util.Set;
import org.junit.Test;

public class ClientHostsTest {
    private static final Field<String> HOST = Field.host("host", "Host");
    private static final Field<String> BASE = Field.url("base", "Base");
    private static final Field<String> PART = Field.text("part", "Part").pattern("[a-z]+");
    private static final Field<String> CAPTURED = Field.url("found", "Found").scope(Field.Scope.CAPTURED);
    private static final Field<String> CLIENTS = Field.url("theirs", "Theirs").scope(Field.Scope.CLIENT);
    private static final Field<String> CHOICE = Field.choice(
            "region", "Region", Field.option("eu.example.com", "EU"), Field.option("us.example.com", "US"));

    private static Set<String> decided(String api, Auth auth, Injection injection) {
        ConnectionMethod method = ConnectionMethod.of("m", "M")
                .fields(HOST, BASE, PART, CAPTURED, CLIENTS, CHOICE).auth(auth).injection(injection);
        return ClientHosts.decidedBy(ConnectionDefinition.of("p", "P").baseUrl(api).methods(method), method);
    }

    private static Set<String> token(String url) {
        return decided("https://{host}", Auth.authorizationCode("https://{host}/auth", url), Injection.bearer());
    }

    @Test
    public void aFieldThatIsTheHostOrItsLastLabelsDecides() {
        assertEquals(Set.of("host"), token("https://{host}/token"));
        assertEquals(Set.of("host"), token("https://{host}:8443/token"));
        assertEquals(Set.of("base"), token("{base}/token"));
        assertEquals(Set.of("found"), token("{found}/token"));
        assertEquals(Set.of("part"), token("https://login.{part}.com/token"));
        assertEquals(Set.of("part"), token("https://login.example.{part}/token"));
    }

    @Test
    public void whatCannotLeaveTheAppsSiteDoesNot() {
        assertEquals(Set.of(), token("https://example.com/{part}?at={host}"));
        assertEquals(Set.of(), token("https://{part}.example.com/token"));
        assertEquals(Set.of(), token("https://{region}/token"));
        assertEquals(Set.of(), token("{theirs}/token"));
    }

    @Test
    public void everyEndpointThatGetsTheSecretCounts() {
        String fixed = "https://example.com/token";
        OAuth2 plain = Auth.authorizationCode("https://{host}/auth", fixed);
        assertEquals(Set.of("base"), decided("https://x.example", plain.refreshUrl("{base}/r"), Injection.bearer()));
        assertEquals(Set.of("host"), decided("https://x.example", plain.revokeUrl("https://{host}/r"), Injection.bearer()));
        assertEquals(Set.of("host"), decided("https://x.example", plain.introspectUrl("https://{host}/i"), Injection.bearer()));
        assertEquals(Set.of("base"),
                decided("https://x.example", plain.chosenBy(OAuth2.Choice.ISSUER, BASE), Injection.bearer()));
        assertEquals(Set.of("host"),
                decided("https://x.example", Auth.deviceCode("https://{host}/d", fixed), Injection.bearer()));
        assertEquals(Set.of(), decided("https://{host}", plain.clientAuth(OAuth2.ClientAuth.NONE), Injection.bearer()));
        assertEquals(Set.of("host"),
                decided("https://{host}", plain, Injection.bearer().header("x-secret", "{clientSecret}")));
        assertEquals(Set.of(), decided("https://{host}", plain, Injection.bearer().header("x-id", "{clientId}")));
    }

    @Test
    public void plaintextSignaturesSendTheSecretWithEachRequest() {
        Auth.OAuth1 oauth = Auth.oauth1("https://example.com/r", "https://{host}/a", "https://example.com/t");
        assertEquals(Set.of(), decided("https://{host}", oauth, Injection.none()));
        assertEquals(Set.of("host"),
                decided("https://{host}", oauth.signedBy(Auth.OAuth1.Signature.PLAINTEXT), Injection.none()));
        assertEquals(Set.of("host"), decided("https://x.example",
                Auth.oauth1("https://{host}/r", "https://x.example/a", "https://x.example/t"), Injection.none()));
    }
}
