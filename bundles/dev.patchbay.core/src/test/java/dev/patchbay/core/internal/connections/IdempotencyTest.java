package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.draft;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Together;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class IdempotencyTest {
    private static final Idempotency KEY = new Idempotency("order-7", new byte[] {1, 2, 3});

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
    }

    @After
    public void close() {
        host.close();
    }

    private ConnectionView create(Idempotency key) {
        return host.parts.connections.create(ADMIN, draft("shop", "x"), key);
    }

    private int stored() {
        List<String> ids = new ArrayList<>();
        host.store.read(r -> {
            r.eachConnection(row -> ids.add(row.id()));
            return ids;
        });
        return ids.size();
    }

    @Test
    public void sixteenAtOnceMakeOneConnection() throws Exception {
        List<ConnectionView> views = Together.run(16, () -> create(KEY));
        assertEquals(1, new HashSet<>(views).size());
        assertEquals(1, stored());
        assertEquals(1, host.actions().stream().filter("connection.create"::equals).count());
    }

    @Test
    public void anotherBodyIsRefusedAndAnotherCallerIsNot() {
        create(KEY);
        problem(ProblemType.IDEMPOTENCY_MISMATCH, () -> create(new Idempotency("order-7", new byte[] {9})));
        host.parts.connections.create(caller("shop"), draft("shop", "x"), KEY);
        assertEquals(2, stored());
    }

    @Test
    public void itIsForgottenAfterADay() {
        String first = create(KEY).id();
        host.clock.advance(Duration.ofHours(23));
        host.parts.forgetAnswers();
        assertEquals(first, create(KEY).id());
        host.clock.advance(Duration.ofHours(2));
        assertNotEquals(first, create(KEY).id());
        assertNotEquals(first, create(KEY).id());
        assertEquals(2, stored());
    }

    @Test
    public void theFirstAnswerComesAlsoWhereTheProviderLeft() {
        String first = create(KEY).id();
        host.providers.remove("ftp");
        assertEquals(first, create(KEY).id());
    }

    /** The body holds a password; its bare digest would let a thief guess. */
    @Test
    public void theDigestOfTheBodyIsNotStored() {
        create(KEY);
        byte[] stored = host.store.read(r -> r.findIdempotency(ADMIN.id(), KEY.key())).orElseThrow().bodyDigest();
        assertFalse(Arrays.equals(KEY.bodyDigest(), stored));
        assertArrayEquals(new byte[] {1, 2, 3}, KEY.bodyDigest());
    }
}
