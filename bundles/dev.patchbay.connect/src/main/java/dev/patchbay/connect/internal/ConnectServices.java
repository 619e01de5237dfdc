package dev.patchbay.connect.internal;

import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectFlow;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.state.HostState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The host's services as they are at this moment; none is mandatory, so that no page disappears while one of them is replaced.
 * Asking for one that is away is a problem {@code NOT_READY} with {@code Retry-After}. Thread-safe.
 */
@Component(service = ConnectServices.class)
public final class ConnectServices {
    private static final Duration RETRY = Duration.ofSeconds(2);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable HostState state;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ConnectFlow flow;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable CallbackDoctor doctor;

    ConnectFlow flow() {
        return present(flow);
    }

    CallbackDoctor doctor() {
        return present(doctor);
    }

    private <S> S present(@Nullable S service) {
        if (service == null) {
            HostState known = state;
            if (known == null) {
                throw PageProblem.retryLater(ProblemType.NOT_READY, RETRY, "refused.starting");
            }
            throw ProblemException.retryLater(ProblemType.NOT_READY, known.detail(), RETRY);
        }
        return service;
    }
}
