package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.edit;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static dev.patchbay.core.internal.OAuthApps.connection;
import static dev.patchbay.core.internal.OAuthApps.make;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.OAuthApps;
import dev.patchbay.core.internal.ScriptedEngine;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Edits of connections that somebody signed in to. */
public class SignedInChangeTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        host.engines.add("oauth2", new ScriptedEngine());
        host.providers.install(OAuthApps.crm());
        host.providers.install(OAuthApps.hosted());
    }

    @After
    public void close() {
        host.close();
    }

    private ConnectionRow create(ConnectionDraft draft) {
        return host.row(host.parts.connections.create(ADMIN, draft, null).id());
    }

    private void putTokens(String id) {
        assertTrue(host.store.write(w -> w.putTokens(new TokenRow(id, 1, new byte[] {1}, new byte[] {2}, 1, 2L), 0)));
    }

    private boolean hasTokens(String id) {
        return host.store.read(r -> r.findTokens(id)).isPresent();
    }

    @Test
    public void anotherPlaceTakesNoTokensAlong() {
        make(host, null, "crm", "code");
        String id = create(connection("code", null)).id();
        putTokens(id);
        long fence = host.store.write(w -> w.takeLease(id, "me", 0, 1_000)).orElseThrow();
        host.parts.connections.edit(ADMIN, id, edit(Map.of("note", "x")));
        assertTrue("what is no endpoint moves nothing", hasTokens(id));
        host.parts.connections.edit(ADMIN, id, edit(Map.of("shop", "other")));
        assertFalse(hasTokens(id));
        ConnectionRow row = host.row(id);
        assertEquals("pending", row.status());
        assertEquals(List.of("other.crm.example"), Grant.parse(row.grant()).hosts());
        assertTrue("a renewal under way is not stored",
                host.store.read(r -> r.findRenewal(id)).orElseThrow().fence() > fence);
    }

    @Test
    public void tokensWithoutAPersonAreHadAnew() {
        make(host, null, "crm", "service");
        String id = create(connection("service", null)).id();
        putTokens(id);
        host.parts.connections.edit(ADMIN, id, edit(Map.of("shop", "other")));
        assertFalse(hasTokens(id));
        assertEquals("ready", host.row(id).status());
    }

    @Test
    public void anEditDoesNotSayThatSomebodySignedIn() {
        make(host, null, "crm", "code");
        String id = create(connection("code", null)).id();
        status(id, "reconnect");
        host.parts.connections.edit(ADMIN, id, edit(Map.of("note", "x")));
        assertEquals("reconnect", host.row(id).status());
        status(id, "ready");
        host.parts.connections.edit(ADMIN, id, edit(Map.of("shop", "other")));
        assertEquals("pending", host.row(id).status());
    }

    private void status(String id, String word) {
        ConnectionRow row = host.row(id);
        Sealing sealing = new Sealing(new UnlockedVault(host.vault));
        RowDraft next = RowDraft.after(row, 1).status(word, null);
        ConnectionRow sealed = sealing.seal(next, sealing.open(sealing.load(row)));
        assertTrue(host.parts.lookup.write(id, w -> w.updateConnection(sealed, row.version())));
    }

    @Test
    public void aWiderDefinitionWidensNoGrantThatTokensWereGivenFor() {
        make(host, null, "crm", "code");
        String id = create(connection("code", null)).id();
        String before = host.row(id).grant();
        host.providers.install(OAuthApps.crm().allowedHosts("collector.example.net"));
        host.parts.connections.edit(ADMIN, id, edit(Map.of("note", "x")));
        assertEquals(before, host.row(id).grant());
    }

    @Test
    public void aClientsSecretDoesNotFollowAConnectionToAnotherHost() {
        String client = make(host, "shop-1", "git", "code").id();
        String id = create(new ConnectionDraft(
                "shop-1", "git", null, "x", new RawValues(Map.of("host", "git.example.com")), client, null)).id();
        ProblemException e = problem(ProblemType.SECRETS_NEEDED,
                () -> host.parts.connections.edit(ADMIN, id, edit(Map.of("host", "evil.example.net"))));
        assertEquals(Set.of("client secret-needed"), faults(e));
        assertEquals(1, host.row(id).version());
    }
}
