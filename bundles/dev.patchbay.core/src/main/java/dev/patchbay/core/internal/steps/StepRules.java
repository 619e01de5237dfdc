package dev.patchbay.core.internal.steps;

import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.steps.Steps.Need;
import dev.patchbay.host.steps.Steps.StepKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How steps are named, and what may be said of them; every fault is reported at once. */
final class StepRules {
    private StepRules() {}

    /** What is wrong with a key. */
    static List<FieldError> faults(StepKey key) {
        List<FieldError> errors = new ArrayList<>();
        if (!Ids.isAccount(key.account())) {
            errors.add(new FieldError("account", "format",
                    "An account is 1 to 128 letters, digits and . _ : @ - and begins with a letter or digit."));
        }
        name("workflow", key.workflow(), errors);
        name("step", key.step(), errors);
        return errors;
    }

    private static void name(String field, String text, List<FieldError> errors) {
        if (!Ids.isStepName(text)) {
            errors.add(new FieldError(field, "format", "The id is 1 to 128 letters, digits and . _ : @ -."));
        }
    }

    /** Adds what is wrong with a need; a provider that is not installed may be named, and one that never will be. */
    static void check(Need need, Providers providers, List<FieldError> errors) {
        if (!AccountRules.isProvider(need.provider())) {
            errors.add(new FieldError("provider", "format",
                    "A provider's id is 1 to 64 lower-case letters, digits and hyphens and begins with a letter."));
        }
        if (need.shop() == null) {
            return;
        }
        if (!Shops.isDomain(lower(need.shop()))) {
            errors.add(new FieldError("shop", "pattern", Shops.RULE));
        }
        if (providers.definition(need.provider()).filter(d -> !Shops.connects(d)).isPresent()) {
            errors.add(new FieldError("shop", "not-applicable", "This provider does not connect to shops of Shopify's."));
        }
    }

    /** The need as it is stored. */
    static @Nullable Need canonical(@Nullable Need need) {
        return need == null || need.shop() == null ? need : new Need(need.provider(), lower(need.shop()));
    }

    /** A problem {@code INVALID} with these, if there are any. */
    static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
