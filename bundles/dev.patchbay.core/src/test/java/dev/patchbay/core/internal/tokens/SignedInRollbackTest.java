package dev.patchbay.core.internal.tokens;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.RowDraft;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.connections.ProviderUpdates.Approval;
import dev.patchbay.host.connections.Status;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Updates of a provider whose connections hold tokens. */
public class SignedInRollbackTest {
    private static final Field<String> ID = Field.text(OAuth2.CLIENT_ID, "Client ID");
    private static final Field<Secret> SECRET = Field.secret(OAuth2.CLIENT_SECRET, "Client secret");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TokenHost app;
    private ProviderUpdates updates;

    @Before
    public void open() throws Exception {
        app = new TokenHost(folder.getRoot().toPath());
        updates = app.host.parts.following.updates;
    }

    @After
    public void close() {
        app.close();
    }

    /** A field more, and what the update asks of the app. */
    private ConnectionDefinition next(String... scopes) {
        OAuth2 code = Auth.authorizationCode(
                app.server.tokenUrl().resolve("/authorize").toString(), app.server.tokenUrl().toString()).scopes(scopes);
        return ConnectionDefinition.of("app", "App").version(2, Migration.from(1).put("region", "eu")).methods(
                ConnectionMethod.of("code", "Sign in")
                        .fields(ID, SECRET, Field.text("region", "Region").optional()).auth(code));
    }

    private void follow() {
        while (app.host.parts.following.sweep.step()) {
            Thread.onSpinWait();
        }
    }

    @Test
    public void theNewestTokensStayWhereTheUpdateIsTakenBack() {
        String id = app.connect(TokenHost.HOUR);
        String first = app.token(id);
        app.host.providers.install(next("read", "write", "extra"));
        follow();
        assertEquals(2, app.host.row(id).schemaVersion());
        assertEquals("a migration costs no token", first, app.token(id));
        app.pass(2, TimeUnit.HOURS);
        String second = app.token(id);
        assertNotEquals(first, second);

        app.host.providers.install(app.app());
        assertEquals(1, updates.restoreFormer(ADMIN, "app"));
        assertEquals(1, app.host.row(id).schemaVersion());
        assertEquals(Status.READY, app.view(id).status());
        assertEquals(second, app.token(id));
        app.pass(2, TimeUnit.HOURS);
        assertTrue("and they are renewed further", app.isGood(app.token(id)));
        assertEquals(2, app.server.requests());
    }

    @Test
    public void aConnectionThatLostItsTokenMeanwhileIsNotReadyAgain() {
        String id = app.connect(TokenHost.HOUR);
        app.host.providers.install(next("read", "write", "extra"));
        follow();
        app.host.parts.lookup.write(id, w -> {
            var sealing = new Sealing(
                    new UnlockedVault(app.host.vault));
            var row = w.findConnection(id).orElseThrow();
            var draft = RowDraft.after(row, app.host.clock.millis())
                    .status(Status.RECONNECT.word(), "The app took its permission back.");
            return w.updateConnection(sealing.seal(draft, sealing.open(sealing.load(row))), row.version());
        });
        app.host.providers.install(app.app());
        updates.restoreFormer(ADMIN, "app");
        assertEquals("reconnect The app took its permission back.", app.view(id).status().word() + " " + app.view(id).reason());
    }

    @Test
    public void anApprovalInventsNoScopes() {
        String id = app.connect(TokenHost.HOUR);
        ConnectionDefinition wider = next("read", "write", "extra", "admin").allowedHosts("api.example.net");
        app.host.providers.install(wider);
        follow();
        Approval waiting = updates.approvals(ADMIN).get(0);
        assertEquals("1 [api.example.net] 1 [admin]", waiting.connections() + " " + waiting.addedHosts() + " "
                + waiting.reconnect() + " " + waiting.addedScopes());
        assertEquals(1, updates.approveGrants(ADMIN, "app"));
        follow();
        Grant grant = Grant.parse(app.host.row(id).grant());
        assertTrue(grant.hosts().contains("api.example.net"));
        assertEquals(List.of("extra", "read", "write"), grant.scopes());
        Approval left = updates.approvals(ADMIN).get(0);
        assertEquals("the scopes take a person", "0 [] 1 [admin]", left.connections() + " " + left.addedHosts() + " "
                + left.reconnect() + " " + left.addedScopes());
        assertTrue(app.isGood(app.token(id)));
    }
}
