package dev.patchbay.rest.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.operations.HostHealth;
import dev.patchbay.host.operations.Maintenance;
import dev.patchbay.host.store.RenewalCounts;
import dev.patchbay.host.store.StoreSize;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** An operator's tools that always do the same. */
final class FakeOperations implements Maintenance, HostHealth {
    private final FakeHost host;

    FakeOperations(FakeHost host) {
        this.host = host;
    }

    @Override
    public void backup(Caller caller, Secret passphrase, Target target) throws IOException {
        host.note("backup " + passphrase.reveal().length() + " " + passphrase);
        if (passphrase.reveal().equals("none")) {
            throw FakeHost.notFound();
        }
        OutputStream out = target.open("patchbay-20260102-030405.backup");
        out.write(new byte[100_000]);
        if (passphrase.reveal().equals("half")) {
            out.flush();
            throw new IOException("the disk is full of " + FakeHost.SECRET);
        }
        out.close();
    }

    @Override
    public KeyStanding keys(Caller caller) {
        return new KeyStanding("kek_2", FakeHost.THEN, 5, 2);
    }

    @Override
    public KeyStanding rotateKeys(Caller caller) {
        host.note("rotate");
        return new KeyStanding("kek_3", FakeHost.THEN, 9, 0);
    }

    @Override
    public Health health(Caller caller) {
        return new Health(FakeHost.THEN, "0.1.0", new StoreSize("sqlite", 100, 3), 1_000, Map.of(Status.READY, 4L),
                new RenewalCounts(9, 3, 2, 1), new ProviderCounts(5, 2, 1), new CallCounts(7, 4), 80,
                new Verified(FakeHost.THEN, true), new Waiting(1, 2));
    }
}
