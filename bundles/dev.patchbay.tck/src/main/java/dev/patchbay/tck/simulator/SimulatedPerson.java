package dev.patchbay.tck.simulator;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser, signed in at the simulated app, who is sent to it and comes back. Thread-safe. */
public final class SimulatedPerson {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    private final SimulatedNetwork network;

    /** A person in this network. */
    public SimulatedPerson(SimulatedNetwork network) {
        this.network = network;
    }

    /**
     * Goes to the authorize URL and presses <em>Allow</em>.
     *
     * @return the parameters of the redirect back, decoded
     * @throws IllegalStateException where the app shows an error page instead; {@link AppSimulator#refusals()} says why
     */
    public Map<String, List<String>> allow(URI authorizeUrl) throws IOException {
        return answer(authorizeUrl, "allow");
    }

    /** The same, pressing <em>Deny</em>. */
    public Map<String, List<String>> deny(URI authorizeUrl) throws IOException {
        return answer(authorizeUrl, "deny");
    }

    private Map<String, List<String>> answer(URI authorizeUrl, String button) throws IOException {
        HttpReply page = network.send(HttpCall.get(authorizeUrl).header("Accept", "text/html"));
        Matcher ticket = TICKET.matcher(page.text());
        if (page.status() != 200 || !ticket.find()) {
            throw new IllegalStateException("the app answered the person with an error page: " + page.status());
        }
        HttpReply back = network.send(HttpCall.post(authorizeUrl.resolve(ConsentPage.PATH), "application/x-www-form-urlencoded",
                "ticket=" + ticket.group(1) + "&answer=" + button));
        URI to = back.header("Location").map(URI::create)
                .orElseThrow(() -> new IllegalStateException("the app sent the person nowhere: " + back.status()));
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        Pairs.decoded(to.getRawQuery()).entries()
                .forEach(e -> parameters.computeIfAbsent(e.getKey(), name -> new ArrayList<>()).add(e.getValue()));
        return parameters;
    }
}
