package dev.patchbay.core.internal.tokens;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.StoreException;
import dev.patchbay.testsupport.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A database that takes no writes, as with a full disk, while the app renews. */
public class SpillTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final AtomicBoolean full = new AtomicBoolean();
    private TokenHost app;
    private String id;
    private String old;
    private Path spilled;

    @Before
    public void open() throws Exception {
        app = new TokenHost(folder.getRoot().toPath());
        id = app.connect(TokenHost.HOUR);
        old = app.token(id);
        spilled = app.host.data.resolve("spill").resolve(id + ".tokens");
        app.host.egress.afterReply = () -> full.set(true);
        app.host.store.beforeWrite = () -> {
            if (full.get()) {
                throw new StoreException(StoreException.Reason.FULL, "full", null);
            }
        };
        app.pass(50, TimeUnit.MINUTES);
    }

    @After
    public void close() {
        app.close();
    }

    private void renewAndSpill() {
        app.sweep();
        Eventually.until("a spilled reply", () -> Files.exists(spilled));
    }

    @Test
    public void theNewTokenIsGivenFromTheSpillAndStoredWhenTheDatabaseIsBack() {
        renewAndSpill();
        app.pass(11, TimeUnit.MINUTES);
        full.set(false);
        app.host.egress.afterReply = () -> { };
        String token = app.token(id);
        assertNotEquals(old, token);
        assertTrue(app.isGood(token));
        assertEquals(1, app.version(id));
        app.sweep();
        assertEquals(2, app.version(id));
        assertTrue(Files.notExists(spilled));
        assertEquals(token, app.token(id));
        assertEquals(1, app.server.requests());
        assertTrue(app.timeline(id).contains("connection.refresh"));
    }

    @Test
    public void aSignInAfterTheSpillCountsMore() {
        renewAndSpill();
        full.set(false);
        app.signIn(id, TokenHost.HOUR, app.server.signIn());
        app.sweep();
        assertEquals(2, app.version(id));
        assertTrue(Files.notExists(spilled));
        assertEquals(Long.valueOf(app.host.clock.millis() + TokenHost.HOUR.toMillis()),
                app.host.store.read(r -> r.findTokens(id)).orElseThrow().expiresAt());
    }

    @Test
    public void aSpillThatWasDamagedIsLeftAloneAndSaid() throws Exception {
        renewAndSpill();
        full.set(false);
        for (String text : List.of("", "{}", "[1]", Files.readString(spilled).substring(9), "{\"connection\": \"../../x\"}")) {
            Files.writeString(spilled, text);
            assertTrue(new SpillFolder(app.host.data).waiting().isEmpty());
            assertTrue(Files.exists(spilled));
        }
    }
}
