package dev.patchbay.core.internal.tokens;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import dev.patchbay.host.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TokenSealingTest {
    private static final HeldTokens ALL = new HeldTokens(
            new Tokens(Secret.of(HostFixture.CANARY), Secret.of("s\u00e9cret \u0001"), Secret.of(HostFixture.CANARY + 2),
                    Duration.ofMillis(1_234), List.of("a", "b"), Map.of("shop", "x"), "sub"),
            List.of("a", "b", "c"), "acc", "Acc \"1\"", 5, 1_239L, 7, true);
    private static final HeldTokens LEAST = HeldTokens.first(
            new Tokens(Secret.of("t"), null, null, null, null, Map.of(), null), List.of(), null, null, 9);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TokenHost app;
    private TokenSealing sealing;
    private ConnectionRow row;

    @Before
    public void open() throws Exception {
        app = new TokenHost(folder.getRoot().toPath());
        sealing = new TokenSealing(new UnlockedVault(app.host.vault));
        row = app.host.row(app.create("code"));
    }

    @After
    public void close() {
        app.close();
    }

    private void refused(ConnectionRow connection, TokenRow tokens) {
        VaultException e = assertThrows(VaultException.class, () -> sealing.open(connection, tokens));
        assertEquals(VaultException.Reason.TAMPERED, e.reason());
    }

    @Test
    public void whatWasSealedComesBackWhole() {
        assertEquals(ALL, sealing.open(row, sealing.seal(row, ALL, 7)));
        assertEquals(LEAST.at(1), sealing.open(row, sealing.seal(row, LEAST, 1)));
    }

    @Test
    public void tokensOfAnotherConnectionVersionOrTimeAreRefused() {
        TokenRow good = sealing.seal(row, ALL, 7);
        ConnectionRow other = app.host.row(app.create("code"));
        refused(other, good);
        refused(other, new TokenRow(other.id(), 7, good.payload(), good.mac(), good.issuedAt(), good.expiresAt()));
        refused(row, new TokenRow(row.id(), 8, good.payload(), good.mac(), good.issuedAt(), good.expiresAt()));
        refused(row, new TokenRow(row.id(), 7, good.payload(), good.mac(), good.issuedAt(), good.expiresAt() + 1));
        refused(row, new TokenRow(row.id(), 7, good.payload(), good.mac(), good.issuedAt() + 1, good.expiresAt()));
        byte[] flipped = good.payload().clone();
        flipped[flipped.length - 1] ^= 1;
        refused(row, new TokenRow(row.id(), 7, flipped, good.mac(), good.issuedAt(), good.expiresAt()));
    }

    @Test
    public void nothingPrintsAToken() {
        TokenRow sealed = sealing.seal(row, ALL, 7);
        for (String text : List.of(ALL.toString(), sealed.toString(), new String(sealed.payload(), StandardCharsets.ISO_8859_1),
                new Standing(ALL, RenewalState.ACTIVE, null, null, 0).toString())) {
            assertFalse(text, text.contains(HostFixture.CANARY));
        }
    }

    @Test
    public void aRewrapOfTheConnectionLeavesTheTokens() {
        app.signIn(row.id(), TokenHost.HOUR, app.server.signIn());
        String token = app.token(row.id());
        String kek = app.host.row(row.id()).kekId();
        app.host.clock.set(Duration.ofDays(91));
        app.host.parts.rotation.begin();
        while (app.host.parts.rotation.step()) {
            assertEquals(token, app.token(row.id()));
        }
        assertNotEquals(kek, app.host.row(row.id()).kekId());
        assertEquals(token, app.token(row.id()));
    }

    @Test
    public void changedTokensAreNotUsed() {
        String id = app.connect(TokenHost.HOUR);
        Sql.run(app.host.data, "UPDATE connection_token SET expires_at = expires_at + 1");
        ProblemException e = assertThrows(ProblemException.class, () -> app.token(id));
        assertEquals("integrity", e.type().slug());
    }
}
