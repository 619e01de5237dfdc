package dev.patchbay.catalogue.trial;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.tck.simulator.AppFacts;
import dev.patchbay.tck.simulator.AppSimulator;
import dev.patchbay.tck.simulator.SimulatedPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Connects a definition to an app that was made from the facts and not from it: forms, sign-in, tokens, test, renewals, giving
 * up, through the host's own classes. It comes to its end, or it says why not.
 */
final class Trial {
    private Trial() {}

    /**
     * Runs it.
     *
     * @throws Failed where something does not work with the app as the facts describe it
     */
    static void run(ConnectionDefinition definition, AppFacts facts) {
        if (!definition.faults().isEmpty()) {
            throw new Failed("the definition has faults: " + definition.faults(), List.of());
        }
        ConnectionMethod method = definition.methods().stream().filter(m -> m.id().equals(facts.method())).findFirst()
                .orElseThrow(() -> new Failed("there is no method " + facts.method(), List.of()));
        try (AppSimulator app = AppSimulator.of(facts).register(SignInTrial.REDIRECT_URI)) {
            try {
                Login login = new Login(definition, method, app);
                switch (facts.auth()) {
                    case "key", "basic" -> keys(login);
                    default -> new SignInTrial(login, app, new SimulatedPerson(app.network())).run();
                }
            } catch (TokenFailure | ConnectionFailure | ProblemException | IllegalStateException | IllegalArgumentException e) {
                throw new Failed(String.valueOf(e.getMessage()), app.refusals());
            } catch (IOException e) {
                throw new Failed(e.toString(), app.refusals());
            }
        } catch (UncheckedIOException e) {
            throw new AssertionError("the simulator did not start", e);
        }
    }

    /** The right credential passes; a wrong one, in whichever field, is known for what it is. */
    private static void keys(Login login) {
        login.requireWorks(null);
        if (login.secrets().isEmpty()) {
            throw login.failed("the method has no secret");
        }
        for (String name : login.secrets()) {
            Map<String, Object> wrong = new TreeMap<>(login.values().asMap());
            wrong.put(name, Secret.of("wrong-" + ((Secret) wrong.get(name)).reveal()));
            login.requireRejected("a wrong " + name, Values.of(wrong), null);
        }
    }
}
