package dev.patchbay.core.internal.steps;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.steps.Accounts.AccountView;
import dev.patchbay.host.steps.Steps.Need;
import dev.patchbay.host.steps.Steps.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a step stands. It needs no connection where its account says so of the provider, where the provider has no login, and
 * where it is for the very shop the product runs in for this account ({@link Shops}); else it stands as its connection does.
 * Thread-safe.
 */
final class StepStates {
    /** A state with its sentence, and the warning where a bound connection may not work. */
    record Outcome(State state, @Nullable String warning, String reason) {}

    private final Providers providers;

    StepStates(Providers providers) {
        this.providers = providers;
    }

    /**
     * The state of a step.
     *
     * @param need what it is for, as it was said or as the bound connection tells
     * @param bound the bound connection, unless it is deleted
     * @param wasBound whether a connection is bound, deleted or not
     */
    Outcome of(AccountView account, @Nullable Need need, @Nullable ConnectionView bound, boolean wasBound) {
        Optional<String> needless = need == null ? Optional.empty() : whyNotRequired(account, need);
        if (needless.isPresent()) {
            return new Outcome(State.NOT_REQUIRED, null, needless.get());
        }
        if (bound == null) {
            return new Outcome(State.AUTHENTICATE, null, wasBound
                    ? "The connection of this step was deleted: restore it, connect anew or select another one."
                    : whyUnbound(need));
        }
        if (need != null && !Shops.serves(bound, need)) {
            return new Outcome(State.AUTHENTICATE, null,
                    "The connection '" + bound.label() + "' is not to what this step is for: "
                            + (need.shop() == null ? need.provider() : need.shop()) + ".");
        }
        return as(bound);
    }

    private static Outcome as(ConnectionView bound) {
        String name = "The connection '" + bound.label() + "'";
        String why = bound.reason() == null ? "" : " " + bound.reason();
        return switch (bound.status()) {
            case READY -> new Outcome(State.AUTHENTICATED, null, name + " is used.");
            case PENDING -> new Outcome(State.AUTHENTICATE, null, name + " was begun and not finished." + why);
            case RECONNECT -> new Outcome(State.RECONNECT, null, name + " must be connected again." + why);
            case FAILING -> warned(name + " does not work at the moment." + why);
            case UNAVAILABLE -> warned(name + " cannot be used at the moment." + why);
        };
    }

    private static Outcome warned(String sentence) {
        return new Outcome(State.AUTHENTICATED, sentence, sentence);
    }

    private Optional<String> whyNotRequired(AccountView account, Need need) {
        Optional<ConnectionDefinition> definition = providers.definition(need.provider());
        String app = definition.map(ConnectionDefinition::label).orElse(need.provider());
        if (account.notRequired().contains(need.provider())) {
            return Optional.of(app + " belongs to the product itself: no connection is needed.");
        }
        if (definition.filter(StepStates::hasNoLogin).isPresent()) {
            return Optional.of(app + " has no login: no connection is needed.");
        }
        boolean ofShops = definition.map(Shops::connects).orElse(true);
        if (need.shop() != null && need.shop().equals(account.ownShop()) && ofShops) {
            return Optional.of(need.shop() + " is the shop the product runs in: no connection is needed.");
        }
        return Optional.empty();
    }

    private static boolean hasNoLogin(ConnectionDefinition definition) {
        return definition.methods().get(0).auth() instanceof Auth.None;
    }

    private String whyUnbound(@Nullable Need need) {
        if (need == null) {
            return "Nobody has said what this step connects to, and no connection is bound to it.";
        }
        return providers.find(need.provider())
                .map(live -> "Connect with " + live.definition().label() + ", or select a connection.")
                .orElseGet(() -> providers.whyUnavailable(need.provider()));
    }
}
