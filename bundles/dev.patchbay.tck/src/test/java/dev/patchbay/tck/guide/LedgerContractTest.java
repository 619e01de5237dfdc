package dev.patchbay.tck.guide;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;

/** The guide's provider keeps the contract. */
public class LedgerContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new LedgerConnectionProvider();
    }

    @Override
    protected TestApp app() {
        return HttpApp.answering(request -> {
            if (request.method().equals("DELETE")) {
                return HttpApp.Answer.of(404);
            }
            boolean right = request.header("X-Password").filter("right-password-0001"::equals).isPresent();
            return right ? HttpApp.Answer.of(201).header("X-Ticket", "ticket-0001") : HttpApp.Answer.of(401);
        });
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("login").with("user", "anna")
                .with("password", Secret.of("right-password-0001"))
                .accessToken("ticket-0000").standIn(port);
    }
}
