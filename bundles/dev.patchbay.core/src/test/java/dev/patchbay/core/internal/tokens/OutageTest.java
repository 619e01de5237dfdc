package dev.patchbay.core.internal.tokens;

import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.StrictAuthorizationServer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** An authorization server that is down for an hour. */
public class OutageTest {
    private static final int CONNECTIONS = 12;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static void settle(TokenHost app, List<String> ids) {
        long now = app.host.clock.millis();
        Eventually.until("everything due was tried", () -> app.host.store.read(r -> r.dueRenewals(now, 1)).isEmpty()
                && ids.stream().allMatch(id -> app.renewal(id).leaseUntil() == 0));
    }

    @Test
    public void everyValidTokenIsGivenAndOnlyWhatWasRevokedNeedsASignIn() throws Exception {
        try (TokenHost app = new TokenHost(folder.getRoot().toPath())) {
            List<String> ids = new ArrayList<>();
            List<String> refresh = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                String id = app.create("code");
                refresh.add(app.server.signIn());
                app.signIn(id, Duration.ofMinutes(i < 6 ? 30 : 150), refresh.get(i));
                ids.add(id);
            }
            app.server.always(Answer.UNAVAILABLE);
            int given = 0;
            for (int minute = 0; minute < 60; minute++) {
                app.pass(1, TimeUnit.MINUTES);
                app.sweep();
                for (int i = 0; i < CONNECTIONS; i++) {
                    String id = ids.get(i);
                    if (i >= 6 || minute < 29) {
                        assertTrue(app.isGood(app.token(id)));
                        given++;
                    } else {
                        problem(ProblemType.NOT_READY, () -> app.token(id));
                    }
                }
            }
            assertEquals(6 * 60 + 6 * 29, given);
            settle(app, ids);
            int asked = app.server.requests();
            assertTrue("the server is spared: " + asked, asked < 6 * 36 / 2);
            ids.subList(6, CONNECTIONS).forEach(id -> assertEquals(Status.READY, app.view(id).status()));
            ids.subList(0, 6).forEach(id -> assertEquals(Status.FAILING, app.view(id).status()));

            app.server.always(Answer.RIGHT);
            app.server.revokeAll(refresh.get(0));
            for (int i = 0; i < 20; i++) {
                app.pass(1, TimeUnit.MINUTES);
                app.sweep();
                settle(app, ids);
            }
            for (String id : ids.subList(1, CONNECTIONS)) {
                assertTrue(app.isGood(app.token(id)));
                assertEquals(Status.READY, app.view(id).status());
            }
            assertEquals(Status.RECONNECT, app.view(ids.get(0)).status());
            assertEquals(1, app.server.invalidGrants());
        }
    }
}
