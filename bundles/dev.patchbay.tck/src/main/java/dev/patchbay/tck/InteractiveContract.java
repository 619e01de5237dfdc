package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ConnectionProvider.Interactive;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.calls.HookAnswers;
import dev.patchbay.tck.internal.Leaks;
import dev.patchbay.tck.internal.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.Test;

/** Rules 8xx: what a provider whose sign-in is interactive must keep to. The author plays the person. */
public abstract class InteractiveContract extends ProviderContract {
    private static final int MOST_STEPS = 20;

    /** What a person who may sign in answers to a step: fields of an {@code Ask}, parameters of a callback, nothing to a code. */
    protected abstract Values answer(ConnectStep step, TestApp app) throws Exception;

    /** What a person answers who may not, such as a wrong code. */
    protected abstract Values wrongAnswer(ConnectStep step, TestApp app) throws Exception;

    /** What somebody answers, and the provider's turn after it. */
    private interface Person {
        Values answer(ConnectStep step, TestApp app) throws Exception;
    }

    private ConnectionMethod method(SampleConnection connection) {
        return definition().method(connection.method()).orElseThrow();
    }

    private static Interactive interactive(ConnectionProvider provider) {
        assertTrue("the provider does not implement Interactive", provider instanceof Interactive);
        return (Interactive) provider;
    }

    /** Every step to the last; each is asked of a new provider, as after a restart of the host, if so told. */
    private List<ConnectStep> signIn(TestApp app, Person person, boolean anew) throws Exception {
        SampleConnection connection = connection(app.port());
        ConnectionProvider provider = provider();
        List<ConnectStep> steps = new ArrayList<>();
        try (FakeContext context = new FakeContext(definition(), connection)) {
            steps.add(checked(connection, interactive(provider).begin(context)));
        }
        while (!(last(steps) instanceof ConnectStep.Connected)) {
            assertTrue("the sign-in has over " + MOST_STEPS + " steps", steps.size() <= MOST_STEPS);
            Values answer = person.answer(last(steps), app);
            try (FakeContext context = new FakeContext(definition(), connection)) {
                Interactive next = interactive(anew ? provider() : provider);
                steps.add(checked(connection, next.resume(context, state(last(steps)), answer)));
            }
        }
        return steps;
    }

    private ConnectStep checked(SampleConnection connection, ConnectStep step) {
        assertNotNull("the provider gave no step", step);
        return HookAnswers.step(method(connection), step);
    }

    private static ConnectStep last(List<ConnectStep> steps) {
        return steps.get(steps.size() - 1);
    }

    private static Values state(ConnectStep step) {
        if (step instanceof ConnectStep.Redirect redirect) {
            return redirect.state();
        }
        if (step instanceof ConnectStep.Ask ask) {
            return ask.state();
        }
        return step instanceof ConnectStep.ShowCode code ? code.state() : Values.empty();
    }

    @Test
    public void required_801_aPersonSignsIn() throws Exception {
        try (TestApp app = app()) {
            List<ConnectStep> steps = signIn(app, this::answer, false);
            assertTrue("nobody was asked anything", steps.size() > 1);
        }
    }

    @Test
    public void required_802_whatTheSignInGivesHasFieldsAndKeepsTheirRules() throws Exception {
        try (TestApp app = app()) {
            SampleConnection stored = connection(app.port());
            Values given = ((ConnectStep.Connected) last(signIn(app, this::answer, false))).values();
            for (Map.Entry<String, Object> each : given.asMap().entrySet()) {
                stored = stored.with(each.getKey(), each.getValue());
            }
            assertNone("a host would not store what the sign-in gave", stored.faults(definition()));
        }
    }

    @Test
    public void required_803_theHostKeepsWhatIsBetweenTheSteps() throws Exception {
        try (TestApp app = app()) {
            List<ConnectStep> steps = signIn(app, this::answer, true);
            assertTrue("a new provider does not go on where the old one was", last(steps) instanceof ConnectStep.Connected);
        }
    }

    @Test
    public void required_804_noStepShowsASecret() throws Exception {
        try (TestApp app = app()) {
            List<ConnectStep> steps = signIn(app, this::answer, false);
            List<Secret> secrets = new ArrayList<>(connection(app.port()).secrets());
            steps.stream().flatMap(step -> state(step).asMap().values().stream()).filter(Secret.class::isInstance)
                    .map(Secret.class::cast).forEach(secrets::add);
            Leaks leaks = Leaks.of(secrets);
            assertNone("a step shows a secret", steps.stream().flatMap(InteractiveContract::shown).filter(leaks::isIn)
                    .map(leaks::masked).toList());
        }
    }

    private static Stream<String> shown(ConnectStep step) {
        if (step instanceof ConnectStep.Ask ask) {
            return Stream.of(ask.prompt(), ask.toString());
        }
        if (step instanceof ConnectStep.Redirect redirect) {
            return Stream.of(redirect.to().toString(), redirect.toString());
        }
        return step instanceof ConnectStep.ShowCode code ? Stream.of(code.at().toString()) : Stream.of(step.toString());
    }

    @Test
    public void required_805_aWrongAnswerIsNoSignIn() throws Exception {
        try (TestApp app = app()) {
            SampleConnection connection = connection(app.port());
            ConnectStep first;
            try (FakeContext context = new FakeContext(definition(), connection)) {
                first = checked(connection, interactive(provider()).begin(context));
            }
            try (FakeContext context = new FakeContext(definition(), connection)) {
                Optional<Failure> failure = Optional.empty();
                ConnectStep next = first;
                try {
                    next = checked(connection, interactive(provider()).resume(context, state(first), wrongAnswer(first, app)));
                } catch (Exception e) {
                    failure = Optional.of(context.failure(e));
                }
                assertTrue("a wrong answer signs in", !(next instanceof ConnectStep.Connected));
                assertEquals("a wrong answer makes the integration fail", Optional.empty(),
                        failure.filter(f -> f.reason() == Failure.Reason.UNEXPECTED));
            }
        }
    }

    @Test
    public void required_806_anAppThatIsDownIsReportedAsUnreachable() throws Exception {
        try (TestApp app = app()) {
            SampleConnection down = connection(ScriptedServer.nobody());
            try (FakeContext context = new FakeContext(definition(), down)) {
                ConnectStep first = checked(down, interactive(provider()).begin(context));
                interactive(provider()).resume(context, state(first), answer(first, app));
                throw new AssertionError("with nobody listening two steps of the sign-in succeed");
            } catch (Exception e) {
                Failure.Reason reason = failureOf(down, e).reason();
                assertEquals("with nobody listening", Failure.Reason.UNREACHABLE, reason);
            }
        }
    }

    private Failure failureOf(SampleConnection connection, Exception thrown) {
        try (FakeContext context = new FakeContext(definition(), connection)) {
            return context.failure(thrown);
        }
    }
}
