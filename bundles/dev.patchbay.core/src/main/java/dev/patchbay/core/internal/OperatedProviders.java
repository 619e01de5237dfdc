package dev.patchbay.core.internal;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.providers.ProviderRegistry;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ProviderHealth;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The registered providers as an operator sees them. Thread-safe. */
final class OperatedProviders implements ProviderHealth {
    private final ProviderRegistry registry;
    private final HostThreads threads;
    private final Database database;
    private final AuditChain audit;

    OperatedProviders(ProviderRegistry registry, HostThreads threads, Database database, AuditChain audit) {
        this.registry = registry;
        this.threads = threads;
        this.database = database;
        this.audit = audit;
    }

    @Override
    public List<Health> health(Caller caller) {
        require(caller);
        return registry.health();
    }

    @Override
    public List<LostThread> lostThreads(Caller caller) {
        require(caller);
        return threads.lost().entrySet().stream()
                .map(each -> new LostThread(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(LostThread::thread))
                .toList();
    }

    @Override
    public void release(Caller caller, String provider) {
        require(caller);
        if (registry.health().stream().noneMatch(here -> here.provider().equals(provider))) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no provider of this id, or it is not running.");
        }
        if (registry.release(provider)) {
            database.write(w -> audit.append(w, caller, "provider.release", provider, null, Map.of()));
        }
    }

    /** What concerns every account's connections is for callers of all accounts. */
    private static void require(Caller caller) {
        Permissions.require(caller, Scope.BUNDLES_INSTALL);
        Permissions.requireAllAccounts(caller);
    }
}
