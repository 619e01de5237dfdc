package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import dev.patchbay.tck.RuleCheck.Breaker;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Test;
import org.slf4j.LoggerFactory;

/** Each rule for providers is broken by a provider that is sound but for one thing, and the rule says which. */
public class BrokenProvidersTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Socket> kept = new ArrayList<>();
    private final List<Breaker> breakers = new ArrayList<>();

    private void breaks(int rule, String what, String says, Supplier<ConnectionProvider> provider) {
        breakers.add(new Breaker(rule, what, () -> new SoundProviderContractTest(provider), says));
    }

    /** Sound, with another test. */
    private abstract static class Tested extends SoundProvider {
        abstract void step(TestRun run) throws Exception;

        @Override
        public void test(TestRun run) {
            run.step("Log in", Reason.REMOTE_ERROR, () -> step(run));
        }
    }

    private interface Step {
        void run(SoundProvider provider, TestRun run) throws Exception;
    }

    private static SoundProvider tested(Step step) {
        return new Tested() {
            @Override
            void step(TestRun run) throws Exception {
                step.run(this, run);
            }
        };
    }

    private static SoundProvider described(ConnectionMethod method) {
        return new SoundProvider() {
            @Override
            ConnectionMethod method() {
                return method;
            }
        };
    }

    private static String key(ConnectionContext context) {
        return context.values().get(SoundProvider.KEY).reveal();
    }

    @After
    public void letGo() throws IOException {
        over.countDown();
        for (Socket socket : kept) {
            socket.close();
        }
    }

    @Test
    public void everyRuleNoticesWhoBreaksIt() {
        definitions();
        breakers.addAll(BrokenTranslations.all());
        stored();
        calls();
        leftovers();
        secrets();
        renewals();
        manyAtOnce();
        assertEquals(List.of(), RuleCheck.unnoticed(breakers));
        assertEquals(RuleCheck.numbers(ConnectionProviderContract.class), RuleCheck.numbers(breakers));
        assertTrue("there are " + breakers.size(), breakers.size() >= 30);
    }

    private void definitions() {
        AtomicInteger count = new AtomicInteger();
        breaks(101, "a label that counts", "another definition the second time", () -> new SoundProvider() {
            @Override
            String label() {
                return "Sound " + count.incrementAndGet();
            }
        });
        breaks(101, "a label made in the machine's language", "locale or time zone", () -> new SoundProvider() {
            @Override
            String label() {
                return "mini".toUpperCase(Locale.getDefault());
            }
        });
        breaks(102, "no method", "no method", () -> new SoundProvider() {
            @Override
            public ConnectionDefinition definition() {
                return ConnectionDefinition.of("sound", "Sound");
            }
        });
        breaks(103, "a definition that asks the app", "definition() opened connections", () -> new SoundProvider() {
            @Override
            public ConnectionDefinition definition() {
                try (Socket socket = new Socket("127.0.0.1", 9)) {
                    return super.definition().description(socket.toString());
                } catch (IOException e) {
                    return super.definition();
                }
            }
        });
        breaks(104, "no guide", "without a set-up guide: key",
                () -> described(ConnectionMethod.of("key", "API key").fields(SoundProvider.KEY, SoundProvider.PORT)));
        breaks(105, "a padded label", "the method key", () -> described(
                ConnectionMethod.of("key", " API key ").guide("x").fields(SoundProvider.KEY, SoundProvider.PORT)));
        breaks(106, "an id in another form", "Sound_App", () -> new SoundProvider() {
            @Override
            String id() {
                return "Sound_App";
            }
        });
        breaks(109, "an icon that runs", "the icon cannot be shown", () -> new SoundProvider() {
            @Override
            public ConnectionDefinition definition() {
                byte[] drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>".getBytes(StandardCharsets.UTF_8);
                return super.definition().icon("image/svg+xml", drawing);
            }
        });
    }

    private void stored() {
        breaks(107, "a migration to another field", "breaks rules when it was lifted", () -> new SoundProvider() {
            @Override
            public ConnectionDefinition definition() {
                return super.definition().version(2, Migration.from(1).rename("apiKey", "token"));
            }
        });
        breaks(107, "no migration", "no migration from version 2", () -> new SoundProvider() {
            @Override
            public ConnectionDefinition definition() {
                return super.definition().version(3, Migration.from(1).rename("apiKey", "key"));
            }
        });
        breakers.add(new Breaker(108, "a sample that no host would store", () -> new SoundProviderContractTest(SoundProvider::new) {
            @Override
            protected SampleConnection connection(int port) {
                return super.connection(port).without("key");
            }
        }, "key: This field is required"));
    }

    private void calls() {
        breaks(201, "a test that never passes", "the right login does not pass", () -> tested((provider, run) ->
                provider.ask(run, "/me").expect(299)));
        breaks(201, "a test that asks a host outside of the grant", "EGRESS_REFUSED", () -> tested((provider, run) ->
                run.http().send(HttpCall.get(URI.create("https://other.example.com/"))).expect()));
        breaks(202, "a test that looks at no status", "a wrong login passes", () -> tested((provider, run) -> provider.ask(run, "/me")));
        breaks(202, "a refusal with another reason", "another reason", () -> tested((provider, run) -> {
            if (provider.ask(run, "/me").status() != 200) {
                throw new ConnectionFailure(Reason.REMOTE_ERROR, "The app did not do it.");
            }
        }));
        breaks(203, "every failure is the person's fault", "another reason", () -> tested((provider, run) -> {
            try {
                provider.ask(run, "/me").expect();
            } catch (IOException e) {
                throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "Check the key.");
            }
        }));
        breaks(204, "a test that tries again and again", "went on after the host had closed its sockets", () -> tested(this::stubborn));
        breaks(205, "a test that takes every reply for JSON", "makes the integration fail", () -> new SoundProvider() {
            @Override
            public void test(TestRun run) throws Exception {
                String text = ask(run, "/me").text();
                String name = text.substring(text.indexOf("name"));
                run.step("Log in as " + name.length(), Reason.REMOTE_ERROR, () -> ask(run, "/me").expect());
            }
        });
    }

    private void stubborn(SoundProvider provider, TestRun run) {
        boolean answered = false;
        while (!answered && over.getCount() > 0) {
            try {
                provider.ask(run, "/me").expect();
                answered = true;
            } catch (IOException | IllegalStateException again) {
                answered = false;
            }
        }
    }

    private void leftovers() {
        breaks(206, "a thread that stays", "left threads", () -> tested((provider, run) -> {
            Thread thread = new Thread(() -> awaitOver());
            thread.setDaemon(true);
            thread.start();
            provider.ask(run, "/me").expect();
        }));
        breaks(207, "a connection that stays", "outlived the call", () -> tested((provider, run) -> {
            kept.add(new Socket("127.0.0.1", SoundProvider.port(run)));
            provider.ask(run, "/me").expect();
        }));
        breaks(208, "a client of its own", "that the host does not see: 127.0.0.1", () -> tested((provider, run) -> {
            HttpURLConnection own = (HttpURLConnection) URI.create("http://127.0.0.1:" + SoundProvider.port(run)).toURL().openConnection();
            own.getResponseCode();
            own.disconnect();
            provider.ask(run, "/me").expect();
        }));
        breaks(209, "another context class loader", "another context class loader", () -> tested((provider, run) -> {
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            provider.ask(run, "/me").expect();
        }));
        breaks(210, "a step named like a method", "checkLogin", () -> new SoundProvider() {
            @Override
            public void test(TestRun run) {
                run.step("checkLogin", Reason.REMOTE_ERROR, () -> ask(run, "/me").expect());
            }
        });
    }

    private void awaitOver() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void secrets() {
        breaks(301, "a message with the key", "in the report: The key ***", () -> refusing(key -> "The key " + key + " was refused."));
        breaks(301, "a message with the key in base64", "in the report: Sent ***", () -> refusing(key ->
                "Sent " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)) + "."));
        breaks(301, "a message with what the app quoted", "in the report", () -> tested((provider, run) -> {
            var reply = provider.ask(run, "/me");
            if (reply.status() >= 500) {
                throw new ConnectionFailure(Reason.REMOTE_ERROR, "The app said: " + reply.text().replaceAll("\\s+", " "));
            }
            reply.expect();
        }));
        breaks(302, "an exception with the key", "in an exception", () -> tested((provider, run) -> {
            if (provider.ask(run, "/me").status() != 200) {
                throw new IllegalStateException("refused", new IOException("for " + key(run)));
            }
        }));
        breaks(303, "a line of java.util.logging with the key", "in the log", () -> tested((provider, run) -> {
            Logger.getLogger("sound").fine(() -> "key " + key(run));
            provider.ask(run, "/me").expect();
        }));
        breaks(303, "a line of SLF4J with the key", "in the log", () -> tested((provider, run) -> {
            LoggerFactory.getLogger("sound").trace("key {}", key(run));
            provider.ask(run, "/me").expect();
        }));
        breaks(304, "a print of the key", "System.out or System.err", () -> tested((provider, run) -> {
            System.out.println(HexFormat.of().formatHex(key(run).getBytes(StandardCharsets.UTF_8)));
            provider.ask(run, "/me").expect();
        }));
        breaks(305, "a provider that prints its last key", "in toString()", () -> new Tested() {
            private String last = "";

            @Override
            void step(TestRun run) throws Exception {
                last = key(run);
                ask(run, "/me").expect();
            }

            @Override
            public String toString() {
                return "Sound, last used with " + last;
            }
        });
    }

    private static SoundProvider refusing(UnaryOperator<String> message) {
        return tested((provider, run) -> {
            if (provider.ask(run, "/me").status() == 401) {
                throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, message.apply(key(run)));
            }
        });
    }

    private interface Renewal {
        ConnectionProvider.Renewed run(SoundProvider provider, ConnectionContext context) throws Exception;
    }

    private static SoundProvider renewing(Renewal renewal) {
        return new SoundProvider() {
            @Override
            public Renewed refresh(ConnectionContext context) throws Exception {
                return renewal.run(this, context);
            }
        };
    }

    private void renewals() {
        Secret token = Secret.of("access-token-0001");
        breaks(401, "a credential that has ended", "has ended already", () -> renewing((provider, context) ->
                new ConnectionProvider.Renewed(token, null, Instant.EPOCH, Values.empty())));
        breaks(401, "a value of no field", "does not declare: shop", () -> renewing((provider, context) ->
                new ConnectionProvider.Renewed(token, null, null, Values.of(Map.of("shop", "x")))));
        AtomicInteger renewed = new AtomicInteger();
        breaks(402, "a refresh that works once", "the second refresh() failed", () -> renewing((provider, context) -> {
            if (renewed.getAndIncrement() > 0) {
                throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "Used already.");
            }
            return new ConnectionProvider.Renewed(token, null, null, Values.empty());
        }));
        breaks(403, "an outage that ends the connection", "another reason", () -> renewing((provider, context) -> {
            throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "It did not work.");
        }));
        breaks(404, "a refusal that is tried for ever", "wrong login", () -> renewing((provider, context) -> {
            provider.ask(context, "/token");
            throw new ConnectionFailure(Reason.REMOTE_ERROR, "Later.");
        }));
        AtomicInteger revoked = new AtomicInteger();
        breaks(405, "what is gone cannot be taken back", "the second revoke() failed", () -> new SoundProvider() {
            @Override
            public void revoke(ConnectionContext context) {
                if (revoked.getAndIncrement() > 0) {
                    throw new ConnectionFailure(Reason.REMOTE_ERROR, "There is no such key.");
                }
            }
        });
        breaks(406, "nobody was told", "although nobody was told", () -> new SoundProvider() {
            @Override
            public void revoke(ConnectionContext context) {
                Optional.of(context.method()).orElseThrow();
            }
        });
    }

    private void manyAtOnce() {
        AtomicInteger inside = new AtomicInteger();
        breaks(501, "one call at a time", "calls at once", () -> tested((provider, run) -> {
            try {
                if (inside.incrementAndGet() > 1) {
                    throw new IllegalStateException("busy");
                }
                provider.ask(run, "/me").expect();
            } finally {
                inside.decrementAndGet();
            }
        }));
        ConnectionProvider shared = new Tested() {
            private volatile String key = "";

            @Override
            void step(TestRun run) throws Exception {
                key = key(run);
                run.http().send(HttpCall.get(URI.create("https://api.example.com/ping")));
                run.http().send(HttpCall.get(URI.create("https://api.example.com/me")).header("X-Key", key)).expect();
            }
        };
        breaks(502, "the key in a field of the provider", "right and wrong logins at once", () -> shared);
    }
}
