package dev.patchbay.tck.simulator;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Connects a definition to an app that was made from facts and not from it, through the host's own classes: forms are filled in, a
 * person signs in, tokens are read, the connection is tested, a request as a workflow sends it reaches the app's API, tokens are
 * renewed twice and given up; a wrong key or token is known for what it is. Requests outside of the connection's grant fail.
 * Thread-safe: each run has an app of its own.
 */
public final class AppTrial {
    private AppTrial() {}

    /**
     * Runs it for the method that the facts are about.
     *
     * @throws TrialFailure where something does not work with the app as the facts describe it
     * @throws IllegalArgumentException where the facts contradict themselves
     */
    public static void run(ConnectionDefinition definition, AppFacts facts) {
        if (!definition.faults().isEmpty()) {
            throw new TrialFailure("the definition has faults: " + definition.faults(), List.of());
        }
        ConnectionMethod method = definition.methods().stream().filter(m -> m.id().equals(facts.method())).findFirst()
                .orElseThrow(() -> new TrialFailure("there is no method " + facts.method(), List.of()));
        try (AppSimulator app = AppSimulator.of(facts).register(SignInTrial.REDIRECT_URI)) {
            try {
                TrialLogin login = new TrialLogin(definition, method, app);
                switch (facts.auth()) {
                    case "key", "basic" -> keys(login);
                    default -> new SignInTrial(login, app, new SimulatedPerson(app.network())).run();
                }
            } catch (TokenFailure | ConnectionFailure | ProblemException | IllegalStateException | IllegalArgumentException e) {
                throw new TrialFailure(String.valueOf(e.getMessage()), app.refusals());
            } catch (IOException e) {
                throw new TrialFailure(e.toString(), app.refusals());
            }
        }
    }

    /** The right credential passes; a wrong one, in whichever field, is known for what it is. */
    private static void keys(TrialLogin login) {
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
