package dev.patchbay.core.internal.access;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Together;
import dev.patchbay.host.access.ApiKeys.ApiKeyRequest;
import dev.patchbay.host.access.ApiKeys.NewApiKey;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StoredApiKeysTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private StoredApiKeys keys;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        keys = host.parts.apiKeys;
    }

    @After
    public void close() {
        host.close();
    }

    private NewApiKey create(@Nullable String account, Scope... scopes) {
        return keys.create(ADMIN, new ApiKeyRequest("k", Set.of(scopes), account, null));
    }

    @Test
    public void aKeyMakesItsCaller() {
        NewApiKey key = create("shop", Scope.READ, Scope.USE);
        assertTrue(key.text().reveal().matches("pbk_[A-Za-z0-9_-]{43}"));
        Caller caller = keys.authenticate(key.text().reveal(), "192.0.2.1");
        assertEquals(new Caller(
                Caller.Kind.API_KEY, key.key().id(), "k", Set.of(Scope.READ, Scope.USE), "shop", "192.0.2.1"), caller);
        assertFalse(key.toString().contains(key.text().reveal()));
    }

    @Test
    public void authenticatingAKnownKeyNeedsNoStatement() {
        String text = create(null, Scope.READ).text().reveal();
        keys.authenticate(text, "");
        int reads = host.store.reads.get();
        for (int i = 0; i < 100; i++) {
            keys.authenticate(text, "");
        }
        assertEquals(reads, host.store.reads.get());
    }

    @Test
    public void whatIsNoKeyIsRefusedAlike() {
        String good = create(null, Scope.READ).text().reveal();
        String detail = problem(ProblemType.UNAUTHENTICATED, () -> keys.authenticate("", "")).detail();
        for (String bad : List.of("pbk_", good + "a", good.substring(1), good.toUpperCase(Locale.ROOT), " " + good,
                "pbk_" + "A".repeat(43), "\u0000", "x".repeat(10_000))) {
            assertEquals(detail, problem(ProblemType.UNAUTHENTICATED, () -> keys.authenticate(bad, "")).detail());
        }
    }

    @Test
    public void aRevokedKeyIsNoneBeforeRevokeReturns() throws Exception {
        for (int round = 0; round < 5; round++) {
            NewApiKey key = create(null, Scope.READ);
            AtomicBoolean revoked = new AtomicBoolean();
            AtomicBoolean late = new AtomicBoolean();
            Together.run(4, () -> {
                if (revoked.get()) {
                    return false;
                }
                for (int i = 0; i < 200; i++) {
                    boolean before = revoked.get();
                    try {
                        keys.authenticate(key.text().reveal(), "");
                        late.compareAndSet(false, before);
                    } catch (ProblemException e) {
                        return true;
                    }
                    if (i == 50) {
                        keys.revoke(ADMIN, key.key().id());
                        revoked.set(true);
                    }
                }
                return false;
            });
            assertFalse(late.get());
            problem(ProblemType.UNAUTHENTICATED, () -> keys.authenticate(key.text().reveal(), ""));
            keys.revoke(ADMIN, key.key().id());
        }
        assertEquals(5, host.actions().stream().filter("api-key.revoke"::equals).count());
    }

    @Test
    public void expiryIsLookedAtEachTime() {
        NewApiKey key = keys.create(ADMIN, new ApiKeyRequest(
                "k", Set.of(Scope.READ), null, host.clock.instant().plusSeconds(60)));
        keys.authenticate(key.text().reveal(), "");
        host.clock.advance(Duration.ofSeconds(60));
        problem(ProblemType.UNAUTHENTICATED, () -> keys.authenticate(key.text().reveal(), ""));
    }

    @Test
    public void nobodyGivesWhatHeDoesNotHave() {
        Caller weak = caller(null, Scope.ADMIN, Scope.READ);
        problem(ProblemType.FORBIDDEN, () -> keys.create(
                weak, new ApiKeyRequest("k", Set.of(Scope.CREDENTIAL_READ), null, null)));
        Caller bound = caller("shop");
        problem(ProblemType.FORBIDDEN, () -> keys.create(bound, new ApiKeyRequest("k", Set.of(Scope.READ), null, null)));
        problem(ProblemType.FORBIDDEN, () -> keys.create(bound, new ApiKeyRequest("k", Set.of(Scope.READ), "b", null)));
        String foreign = create(null, Scope.READ).key().id();
        problem(ProblemType.NOT_FOUND, () -> keys.revoke(bound, foreign));
        problem(ProblemType.NOT_FOUND, () -> keys.revoke(bound, "key_nothing"));
        assertEquals(1, keys.list(ADMIN, 10, null).items().size());
    }

    @Test
    public void everyFaultIsReportedAtOnce() {
        ApiKeyRequest bad = new ApiKeyRequest("a\nb", Set.of(), "-", host.clock.instant());
        assertEquals(
                Set.of("label characters", "scopes required", "account pattern", "expiresAt range"),
                faults(problem(ProblemType.INVALID, () -> keys.create(ADMIN, bad))));
    }

    @Test
    public void theFirstKeyLiesInAFileOfItsOwner() throws Exception {
        var file = host.parts.firstKey.makeIfNone().orElseThrow();
        assertEquals(host.data.resolve("first-key"), file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String text = Files.readString(file);
        assertTrue(text.endsWith("\n"));
        assertEquals(Set.of(Scope.values()), keys.authenticate(text.strip(), "").scopes());
        assertTrue(host.parts.firstKey.makeIfNone().isEmpty());
        assertTrue(host.actions().contains("api-key.create"));
    }
}
