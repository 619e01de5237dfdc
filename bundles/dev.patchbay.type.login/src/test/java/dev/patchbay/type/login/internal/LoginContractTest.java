package dev.patchbay.type.login.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.util.Set;

/** The rules for every provider, with a test address. */
public class LoginContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new LoginConnectionProvider();
    }

    @Override
    protected Set<String> languages() {
        return Set.of("de");
    }

    @Override
    protected TestApp app() {
        return HttpApp.accepting("Authorization", "Basic Q09SUFxhbm5hOnJpZ2h0IHBhc3N3b3JkIDE=", "{}");
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("login").with("domain", "CORP").with("username", "anna").with("password", Secret.of("right password 1"))
                .with("testUrl", "https://api.example.com/me").standIn(port);
    }
}
