package dev.patchbay.core.internal.providers;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.calls.FailureTable;
import dev.patchbay.core.internal.calls.Redactor;
import dev.patchbay.declaration.DataImage;
import dev.patchbay.declaration.DefinitionJson;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a registration becomes a provider: first by the manifest alone, then by the definition, which is read once,
 * in the provider's lane, and copied through its JSON form.
 */
final class Admission {
    /** Why a provider that says nothing is refused. */
    static final String TOO_LATE = "The provider gave no definition in time.";

    /** Characters of a definition's JSON form; icon, guides and translations have room in it. */
    private static final int MOST_JSON = 1 << 20;
    private static final int MOST_REASONS = 100;

    private final OwnerLedger ledger;
    private final Predicate<String> isTaken;
    private final CallLimits limits;

    /** A registration that is not admitted. */
    static final class Refused extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
        private final transient @Nullable String id;
        private final transient List<String> reasons;

        Refused(@Nullable String id, List<String> reasons) {
            super("refused", null, false, false);
            this.id = id;
            this.reasons = List.copyOf(reasons);
        }

        @Nullable String id() {
            return id;
        }

        List<String> reasons() {
            return reasons;
        }
    }

    /** What a provider said about itself. */
    private record Offer(String json, Set<String> capabilities) {}

    /** The same as the host's own data. */
    record Described(ConnectionDefinition definition, String json, Set<String> capabilities) {}

    /**
     * @param isTaken whether an id is registered at the moment
     */
    Admission(OwnerLedger ledger, Predicate<String> isTaken, CallLimits limits) {
        this.ledger = ledger;
        this.isTaken = isTaken;
        this.limits = limits;
    }

    /** Refuses by what the manifest says: no code of the bundle has run. */
    void checkPromise(Registration registration) {
        Set<String> promised = registration.promised();
        List<String> reasons = new ArrayList<>(brokenPromises(registration));
        if (reasons.isEmpty() && promised.stream().allMatch(isTaken)) {
            promised.forEach(id -> reasons.add("The id " + id + " is registered already."));
        }
        if (!reasons.isEmpty()) {
            throw new Refused(registration.only(), reasons);
        }
    }

    /** Why the bundle may have none of the ids that its manifest promises, whoever has them at the moment. */
    List<String> brokenPromises(Registration registration) {
        if (registration.promised().isEmpty()) {
            return List.of("The bundle promises no provider id in its manifest (@ProvidesConnection).");
        }
        List<String> reasons = new ArrayList<>();
        registration.promised().forEach(id -> ledger.find(id).ifPresent(entry -> {
            if (!entry.intact()) {
                reasons.add("The record of who owns the id " + id + " was changed outside of the host.");
            } else if (!entry.owner().equals(registration.bundle())) {
                reasons.add("The id " + id + " belongs to the bundle " + entry.owner() + ".");
            }
        }));
        return reasons;
    }

    /** Reads the definition in the lane and checks it. */
    ProviderHandle examine(Registration registration, ProviderLane lane) {
        Described described = describe(registration, lane);
        ConnectionDefinition definition = described.definition();
        String id = definition.id();
        List<String> reasons = new ArrayList<>(faults(registration, definition));
        if (reasons.isEmpty() && isTaken.test(id)) {
            reasons.add("The id " + id + " is registered already.");
        }
        if (!reasons.isEmpty()) {
            throw new Refused(id, reasons);
        }
        return new ProviderHandle(id, registration.bundle(), registration.bundleVersion(), definition, described.json(),
                described.capabilities(), registration.loopbackPorts(), lane);
    }

    /** What is wrong with a definition, and with its being this bundle's. */
    List<String> faults(Registration registration, ConnectionDefinition definition) {
        List<String> reasons = new ArrayList<>(definition.faults());
        definition.icon().flatMap(icon -> DataImage.fault(icon.mediaType(), icon.bytes()))
                .ifPresent(why -> reasons.add("The icon cannot be shown. " + why));
        if (!registration.promised().contains(definition.id())) {
            reasons.add("The manifest does not promise the id " + definition.id() + " (@ProvidesConnection).");
        }
        return reasons;
    }

    /**
     * Reads the definition in the lane, once.
     *
     * @throws Refused for a provider that throws, and for a definition that has no JSON form
     * @throws ProviderCall.CutException for one that does not answer in time
     */
    Described describe(Registration registration, ProviderLane lane) {
        Offer offer = lane.call(ProviderCall.Means.NONE, limits.forDefinition(), () -> ask(registration, lane));
        if (offer.json().length() > MOST_JSON) {
            throw new Refused(null, List.of("The definition is larger than 1 MiB as JSON; it has " + offer.json().length()
                    + " characters."));
        }
        try {
            return new Described(DefinitionJson.read(offer.json()), offer.json(), offer.capabilities());
        } catch (IllegalArgumentException e) {
            throw new Refused(null, List.of("The definition cannot be kept as JSON: " + e.getMessage()));
        }
    }

    private static Offer ask(Registration registration, ProviderLane lane) {
        try {
            ConnectionProvider provider = registration.get().orElseThrow(
                    () -> new Refused(null, List.of("The bundle did not give its service.")));
            lane.attach(provider);
            return new Offer(DefinitionJson.write(provider.definition()), capabilities(provider));
        } catch (Refused e) {
            throw e;
        } catch (ConnectionFailure e) {
            throw new Refused(registration.only(), said(e));
        } catch (Throwable e) {
            new FailureTable(Redactor.of(Values.empty(), null)).of(e, Reason.UNEXPECTED);
            throw new Refused(null, List.of("The provider's constructor or definition() threw " + e.getClass().getName()
                    + "; the log has it at level DEBUG."));
        }
    }

    /** A failure the provider knows is said in its own words, a reason on each line. */
    private static List<String> said(ConnectionFailure failure) {
        Redactor redactor = Redactor.of(Values.empty(), null);
        return failure.failure().message().lines().limit(MOST_REASONS).map(redactor::message).filter(line -> !line.isEmpty()).toList();
    }

    private static Set<String> capabilities(ConnectionProvider provider) {
        Set<String> words = new TreeSet<>(Set.of("test"));
        if (provider instanceof FileTransfer) {
            words.add(ProviderDoor.FILES);
        }
        for (Hook hook : Hook.values()) {
            if (hook.isMixedInto(provider)) {
                words.add(hook.word());
            }
        }
        return words;
    }
}
