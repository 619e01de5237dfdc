package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ConnectionProvider.Interactive;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Values;
import dev.patchbay.tck.RuleCheck.Breaker;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Test;

/** Each rule for interactive sign-ins is broken by one that is sound but for one thing, and the rule says which. */
public class BrokenSignInsTest {
    private static final Field<Secret> PASSWORD = Field.secret("password", "Password");
    private static final Field<Secret> SESSION = Field.secret("session", "Session").scope(Field.Scope.CAPTURED);
    private static final Field<Secret> CODE = Field.secret("code", "Code from the app").scope(Field.Scope.ONE_TIME);
    private static final String TICKET = "ticket-of-this-sign-in";

    private final List<Breaker> breakers = new ArrayList<>();

    /** Asks for a code the app sends, and trades it for a session. */
    private static class SoundSignIn implements ConnectionProvider, Interactive {
        @Override
        public ConnectionDefinition definition() {
            return ConnectionDefinition.of("sign-in", "Sign-in").baseUrl("https://api.example.com").methods(
                    ConnectionMethod.of("code", "Code").guide("Enter the code.").auth(Auth.interactive()).fields(PASSWORD, SESSION));
        }

        Values state() {
            return Values.empty().with(Field.secret("ticket", "Ticket"), Secret.of(TICKET));
        }

        @Override
        public ConnectStep begin(ConnectionContext context) throws Exception {
            return new ConnectStep.Ask("Enter the code that the app sent you.", List.of(CODE), state());
        }

        @Override
        public ConnectStep resume(ConnectionContext context, Values state, Values answer) throws Exception {
            if (ask(context, answer).status() != 200) {
                throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "The app did not take the code.");
            }
            return new ConnectStep.Connected(Values.empty().with(SESSION, Secret.of("session-0001")));
        }

        HttpReply ask(ConnectionContext context, Values answer) throws IOException {
            return context.http().send(HttpCall.get(URI.create("https://api.example.com/session"))
                    .header("X-Code", answer.get(CODE).reveal()));
        }
    }

    /** The contract as an author writes it. */
    public static class SoundSignInContractTest extends InteractiveContract {
        private final Supplier<ConnectionProvider> provider;

        public SoundSignInContractTest() {
            this(SoundSignIn::new);
        }

        SoundSignInContractTest(Supplier<ConnectionProvider> provider) {
            this.provider = provider;
        }

        @Override
        protected ConnectionProvider provider() {
            return provider.get();
        }

        @Override
        protected TestApp app() {
            return HttpApp.accepting("X-Code", "123456", "{}");
        }

        @Override
        protected SampleConnection connection(int port) {
            return SampleConnection.of("code").with(PASSWORD, Secret.of("right-password-0001")).standIn(port);
        }

        @Override
        protected Values answer(ConnectStep step, TestApp app) {
            return Values.empty().with(CODE, Secret.of("123456"));
        }

        @Override
        protected Values wrongAnswer(ConnectStep step, TestApp app) {
            return Values.empty().with(CODE, Secret.of("654321"));
        }
    }

    private void breaks(int rule, String what, String says, Supplier<ConnectionProvider> provider) {
        breakers.add(new Breaker(rule, what, () -> new SoundSignInContractTest(provider), says));
    }

    @Test
    public void theSoundOneKeepsToEveryRule() {
        assertEquals(List.of(), RuleCheck.failures(SoundSignInContractTest.class));
    }

    @Test
    public void everyRuleNoticesWhoBreaksIt() {
        breaks(801, "nobody is asked", "nobody was asked anything", () -> new SoundSignIn() {
            @Override
            public ConnectStep begin(ConnectionContext context) {
                return new ConnectStep.Connected(Values.empty().with(SESSION, Secret.of("session-0001")));
            }
        });
        breaks(802, "a value of no field", "token: This method has no such field", () -> new SoundSignIn() {
            @Override
            public ConnectStep resume(ConnectionContext context, Values state, Values answer) {
                return new ConnectStep.Connected(Values.empty().with(Field.secret("token", "Token"), Secret.of("token-0001")));
            }
        });
        breaks(803, "what is between the steps is kept in the provider", "the sign-in has over 20 steps", () -> new SoundSignIn() {
            private boolean begun;

            @Override
            public ConnectStep begin(ConnectionContext context) throws Exception {
                begun = true;
                return super.begin(context);
            }

            @Override
            public ConnectStep resume(ConnectionContext context, Values state, Values answer) throws Exception {
                return begun ? super.resume(context, state, answer) : begin(context);
            }
        });
        breaks(804, "the ticket in the prompt", "a step shows a secret", () -> new SoundSignIn() {
            @Override
            public ConnectStep begin(ConnectionContext context) {
                return new ConnectStep.Ask("Your ticket is " + TICKET + ".", List.of(CODE), state());
            }
        });
        breaks(805, "every code is right", "a wrong answer signs in", () -> new SoundSignIn() {
            @Override
            public ConnectStep resume(ConnectionContext context, Values state, Values answer) {
                return new ConnectStep.Connected(Values.empty().with(SESSION, Secret.of("session-0001")));
            }
        });
        breaks(806, "an outage that is the person's fault", "with nobody listening", () -> new SoundSignIn() {
            @Override
            HttpReply ask(ConnectionContext context, Values answer) {
                try {
                    return super.ask(context, answer);
                } catch (IOException e) {
                    throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "The app did not take the code.");
                }
            }
        });
        assertEquals(List.of(), RuleCheck.unnoticed(breakers));
        assertEquals(RuleCheck.numbers(InteractiveContract.class), RuleCheck.numbers(breakers));
    }
}
