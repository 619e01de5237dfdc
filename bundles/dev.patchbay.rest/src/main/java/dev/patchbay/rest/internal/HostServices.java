package dev.patchbay.rest.internal;

import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionFiles;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.connections.ProviderHealth;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.install.FeatureInstaller;
import dev.patchbay.host.install.Installer;
import dev.patchbay.host.operations.HostHealth;
import dev.patchbay.host.operations.Maintenance;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.state.HostState;
import dev.patchbay.host.steps.Accounts;
import dev.patchbay.host.steps.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The host's services as they are at this moment. None is mandatory, so that no request path disappears while one of them
 * is replaced: asking for one that is away is a problem {@code NOT_READY} with {@code Retry-After}. Thread-safe.
 */
@Component(service = HostServices.class)
public final class HostServices {
    private static final Duration RETRY = Duration.ofSeconds(2);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable HostState state;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ApiKeys apiKeys;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable AuditLog auditLog;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ConnectionDirectory directory;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ConnectionUse use;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ConnectionFiles files;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ProviderCatalog catalog;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Installer installer;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable FeatureInstaller features;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ConnectSessions connectSessions;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Sessions sessions;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable OAuthClients oauthClients;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable CallbackDoctor callbackDoctor;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Steps steps;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Accounts accounts;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ProviderUpdates updates;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ProviderHealth health;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Maintenance maintenance;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable HostHealth numbers;

    /** The host's state, if the service is there. */
    Optional<HostState> findState() {
        return Optional.ofNullable(state);
    }

    ApiKeys apiKeys() {
        return present(apiKeys);
    }

    AuditLog auditLog() {
        return present(auditLog);
    }

    ConnectionDirectory directory() {
        return present(directory);
    }

    ConnectionUse use() {
        return present(use);
    }

    ConnectionFiles files() {
        return present(files);
    }

    ProviderCatalog catalog() {
        return present(catalog);
    }

    Installer installer() {
        return present(installer);
    }

    FeatureInstaller features() {
        return present(features);
    }

    ConnectSessions connectSessions() {
        return present(connectSessions);
    }

    Sessions sessions() {
        return present(sessions);
    }

    OAuthClients oauthClients() {
        return present(oauthClients);
    }

    CallbackDoctor callbackDoctor() {
        return present(callbackDoctor);
    }

    ProviderUpdates updates() {
        return present(updates);
    }

    ProviderHealth health() {
        return present(health);
    }

    Steps steps() {
        return present(steps);
    }

    Accounts accounts() {
        return present(accounts);
    }

    Maintenance maintenance() {
        return present(maintenance);
    }

    HostHealth numbers() {
        return present(numbers);
    }

    /** What of that without which the host is of no use is away, in words for the operator; empty where all is there. */
    List<String> missing() {
        List<String> names = new ArrayList<>();
        note(names, "API keys", apiKeys);
        note(names, "audit", auditLog);
        note(names, "connections", directory);
        note(names, "use of connections", use);
        note(names, "files", files);
        note(names, "providers", catalog);
        note(names, "installer", installer);
        return names;
    }

    private static void note(List<String> names, String name, @Nullable Object service) {
        if (service == null) {
            names.add(name);
        }
    }

    private <S> S present(@Nullable S service) {
        if (service == null) {
            String why = findState().map(HostState::detail).orElse("The host is starting.");
            throw ProblemException.retryLater(ProblemType.NOT_READY, why, RETRY);
        }
        return service;
    }
}
