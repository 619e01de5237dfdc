package dev.patchbay.bench;

import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.ProviderBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Row 13: what is not contained. Reads of a credential while calls of another provider spin, each in a thread that the host gave
 * up and cannot end; the floor is the same host before.
 */
final class SpinningRow implements Bench.Measurement {
    /** One fewer than put the provider out of use. */
    private static final int SPINNING = 2;
    private static final int WARM_UP_SECONDS = 24;

    @Override
    public List<Line> measure(Bench bench) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (HostProcess host = bench.host("spinning").start()) {
            Requests requests = new Requests(host);
            byte[] read = requests.credential(made(host, requests.create(0)));
            install(host, requests);
            String spinning = made(host, requests.create(SpinningProvider.ID));
            Side calm = measure(bench, host, read, "calm");
            for (int count = 1; count <= SPINNING; count++) {
                spin(bench, host, requests, spinning, count);
                Side busy = measure(bench, host, read, count + " spinning");
                String what = "credential read, " + CredentialRows.CALLERS + " callers, " + count + " of another integration's calls spinning, ";
                lines.add(Line.told(13, what + "p50, ms; floor: none", busy.p50.samples(), calm.p50.samples()));
                lines.add(Line.told(13, what + "requests/s; floor: none", busy.rates.samples(), calm.rates.samples()));
            }
        }
        return lines;
    }

    private static String made(HostProcess host, byte[] create) throws IOException {
        try (Wire wire = new Wire(host.address())) {
            return Requests.id(wire.exchange(create));
        }
    }

    private static void install(HostProcess host, Requests requests) throws IOException {
        byte[] jar = ProviderBundle.named("bench.spinning", "1.0.0").provider(SpinningProvider.ID, SpinningProvider.class).jar();
        try (Wire wire = new Wire(host.address())) {
            Answer answer = wire.exchange(requests.install(jar));
            if (answer.status() != 201) {
                throw new IOException("the upload was answered " + answer.status() + ": " + answer.text());
            }
        }
    }

    /** Answered at the call's deadline; its thread goes on. */
    private static void spin(Bench bench, HostProcess host, Requests requests, String connection, int count) throws IOException {
        try (Wire wire = new Wire(host.address())) {
            Answer answer = wire.exchange(requests.test(connection));
            bench.say("call %d spins, and was answered %d: %s", count, answer.status(),
                    StandardCharsets.UTF_8.decode(answer.body().duplicate()));
        }
    }

    private static Side measure(Bench bench, HostProcess host, byte[] read, String name) throws IOException {
        try (Side side = new Side(name, host.pid(), new Load(host.address(), CredentialRows.CALLERS, n -> read, 200))) {
            side.warmUp(WARM_UP_SECONDS);
            for (int round = 0; round < bench.options().rounds(); round++) {
                side.round(bench);
            }
            return side;
        }
    }
}
