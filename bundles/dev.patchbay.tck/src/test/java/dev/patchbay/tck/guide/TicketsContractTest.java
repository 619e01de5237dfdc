package dev.patchbay.tck.guide;

import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.JsonDeclarationContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.nio.file.Path;

/** The guide's declaration keeps the contract. */
public class TicketsContractTest extends JsonDeclarationContract {
    @Override
    protected Path file() {
        return Path.of("src/test/resources/guide/tickets.connection.json");
    }

    @Override
    protected TestApp app() {
        return HttpApp.accepting("Authorization", "Bearer access-token-0001", "{\"user\": {\"id\": 7, \"name\": \"Ann\"}}");
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("oauth2").with("desk", "acme").accessToken("access-token-0001").standIn(port);
    }
}
