package dev.patchbay.rest.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ProviderHealth;
import dev.patchbay.host.connections.ProviderUpdates;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Updates and health of one provider, always the same. */
final class FakeUpdates implements ProviderUpdates, ProviderHealth {
    private static final Approval WAITING = new Approval(
            "ftp", "dev.patchbay.app.ftp", 5, List.of("new.example.com"), List.of(), 2, List.of("admin"));

    private final FakeHost host;

    FakeUpdates(FakeHost host) {
        this.host = host;
    }

    @Override
    public List<Health> health(Caller caller) {
        return List.of(new Health("ftp", "dev.patchbay.app.ftp", 3, 1, "Three calls never came back."));
    }

    @Override
    public List<LostThread> lostThreads(Caller caller) {
        return List.of(new LostThread("patchbay-call-7", "ftp"));
    }

    @Override
    public void release(Caller caller, String provider) {
        host.note("release " + provider);
    }

    @Override
    public List<Rehearsed> rehearse(long bundleId) {
        return List.of();
    }

    @Override
    public Forecast forecast(ConnectionDefinition next) {
        throw new AssertionError("nothing is installed here");
    }

    @Override
    public Map<String, Long> keptUntil() {
        return Map.of("ftp", FakeHost.THEN.toEpochMilli());
    }

    @Override
    public Standing standing(String provider) {
        return new Standing(12, provider.equals("ftp"), FakeHost.THEN.toEpochMilli());
    }

    @Override
    public long restoreFormer(Caller caller, String provider) {
        throw new AssertionError("only the installer rolls back");
    }

    @Override
    public void closeRollback(Caller caller, String provider) {
        throw new AssertionError("only the installer closes it");
    }

    @Override
    public Optional<Approval> findApproval(String provider) {
        return Optional.of(WAITING);
    }

    @Override
    public List<Approval> approvals(Caller caller) {
        return List.of(WAITING);
    }

    @Override
    public long approveGrants(Caller caller, String provider) {
        host.note("approve " + provider);
        return 5;
    }
}
