package dev.patchbay.tck.simulator;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The network in which simulated apps live: a request to one of their host names goes to the simulator over real HTTP, with host,
 * path, query, headers and body as they are; any other host name is unknown. Redirects are not followed. Thread-safe.
 */
public final class SimulatedNetwork implements HttpSender {
    private final List<AppSimulator> apps;

    private SimulatedNetwork(List<AppSimulator> apps) {
        this.apps = apps;
    }

    /** A network of these apps; of several with the same host name the first is reached. */
    public static SimulatedNetwork of(AppSimulator... apps) {
        return new SimulatedNetwork(List.of(apps));
    }

    /**
     * Sends.
     *
     * @throws UnknownHostException where no app has a host of this name; each notes it as a refusal
     * @throws ConnectException for another scheme or port than those of https: these apps have no other
     */
    @Override
    public HttpReply send(HttpCall call) throws IOException {
        URI uri = call.uri();
        for (AppSimulator app : apps) {
            if (app.hosts().stream().anyMatch(host -> host.equalsIgnoreCase(uri.getHost()))) {
                requireHttps(app, call);
                return LoopbackHttp.send(app.address(), call);
            }
        }
        apps.forEach(app -> app.refused(shown(call), 0, "there is no host " + uri.getHost() + ": the facts know " + app.hosts()));
        throw new UnknownHostException(uri.getHost());
    }

    private static void requireHttps(AppSimulator app, HttpCall call) throws ConnectException {
        boolean https = "https".equalsIgnoreCase(call.uri().getScheme()) && (call.uri().getPort() < 0 || call.uri().getPort() == 443);
        if (!https) {
            app.refused(shown(call), 0, "the app is reached by https alone, on its usual port");
            throw new ConnectException("nothing listens there");
        }
    }

    private static String shown(HttpCall call) {
        return call.method() + " " + call.uri().getHost() + call.uri().getRawPath();
    }
}
