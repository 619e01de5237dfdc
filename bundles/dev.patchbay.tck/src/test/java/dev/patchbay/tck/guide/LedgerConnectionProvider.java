package dev.patchbay.tck.guide;

import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ConnectionProvider.Refreshable;
import dev.patchbay.api.provider.ConnectionProvider.Revocable;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Component;

/** Connects to a ledger, which trades user and password for a ticket of an hour. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("ledger")
public final class LedgerConnectionProvider implements ConnectionProvider, Refreshable, Revocable {
    static final Field<String> USER = Field.text("user", "User name").help("What you sign in with.");
    static final Field<Secret> PASSWORD = Field.secret("password", "Password").help("Spaces are kept as they are.");

    private static final URI TICKETS = URI.create("https://api.ledger.example/tickets");

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of("ledger", "Ledger")
                .baseUrl("https://api.ledger.example")
                .methods(ConnectionMethod.of("login", "User name and password")
                        .guide("Ask your ledger's administrator for a user of its own, for this use alone.")
                        .fields(USER, PASSWORD)
                        .injection(Injection.none().header("X-Ticket", "{accessToken}")));
    }

    @Override
    public void test(TestRun run) {
        run.step("Log in", REMOTE_ERROR, () -> ticket(run));
    }

    @Override
    public Renewed refresh(ConnectionContext context) throws Exception {
        Instant asked = Instant.now();
        return new Renewed(ticket(context), null, asked.plus(Duration.ofHours(1)), Values.empty());
    }

    @Override
    public void revoke(ConnectionContext context) throws Exception {
        if (context.accessToken().isEmpty()) {
            return;
        }
        HttpReply reply = context.http().send(HttpCall.of("DELETE", TICKETS)
                .header("X-Ticket", context.accessToken().get().reveal()));
        reply.expect(204, 404); // what is gone already is a success
    }

    private static Secret ticket(ConnectionContext context) throws IOException {
        HttpReply reply = context.http().send(HttpCall.of("POST", TICKETS)
                .header("X-User", context.values().get(USER))
                .header("X-Password", context.values().get(PASSWORD).reveal())).expect();
        return reply.header("X-Ticket").map(Secret::of)
                .orElseThrow(() -> new ConnectionFailure(REMOTE_ERROR, "The ledger answered without a ticket."));
    }
}
