package dev.patchbay.tck;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
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
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** A provider that keeps to every rule; the broken ones differ from it in one thing each. */
class SoundProvider implements ConnectionProvider, Refreshable, Revocable {
    static final String RIGHT_KEY = "right-key-0001";
    static final Field<Secret> KEY = Field.secret("key", "API key");
    /** Where the app is; only the broken ones need it. */
    static final Field<Integer> PORT = Field.integer("port", "Port").fallback(443);
    private static final String GUIDE = "Copy the key from *Settings*.";

    /** An app that knows one key, renews it as often as asked, and forgets it once. */
    static HttpApp app() {
        return HttpApp.answering(request -> {
            boolean right = request.header("X-Key").filter(RIGHT_KEY::equals).isPresent();
            boolean revoke = request.path().equals("/revoke");
            return right ? HttpApp.Answer.json(revoke ? 404 : 200, "{\"name\": \"Ann\"}") : HttpApp.Answer.of(401);
        });
    }

    static SampleConnection connection(int port) {
        return SampleConnection.of("key").with(KEY, Secret.of(RIGHT_KEY)).with(PORT, port).standIn(port);
    }

    String id() {
        return "sound";
    }

    String label() {
        return "Sound";
    }

    ConnectionMethod method() {
        return ConnectionMethod.of("key", "API key").guide(GUIDE).fields(KEY, PORT);
    }

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of(id(), label()).baseUrl("https://api.example.com").methods(method())
                .version(2, Migration.from(1).rename("apiKey", "key"));
    }

    @Override
    public void test(TestRun run) throws Exception {
        run.step("Log in", Reason.REMOTE_ERROR, () -> ask(run, "/me").expect());
    }

    HttpReply ask(ConnectionContext context, String path) throws IOException {
        return context.http().send(HttpCall.get(URI.create("https://api.example.com" + path))
                .header("X-Key", context.values().get(KEY).reveal()));
    }

    static int port(ConnectionContext context) {
        return context.values().get(PORT);
    }

    @Override
    public Renewed refresh(ConnectionContext context) throws Exception {
        ask(context, "/token").expect();
        return new Renewed(Secret.of("access-token-0001"), null, Instant.now().plus(Duration.ofHours(1)), Values.empty());
    }

    @Override
    public void revoke(ConnectionContext context) throws Exception {
        HttpReply reply = ask(context, "/revoke");
        if (reply.status() / 100 != 2 && reply.status() != 404) {
            throw new ConnectionFailure(Reason.REMOTE_ERROR, "The app did not take the key back.");
        }
    }
}
