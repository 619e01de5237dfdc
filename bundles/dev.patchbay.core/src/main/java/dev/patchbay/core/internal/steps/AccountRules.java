package dev.patchbay.core.internal.steps;

import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Labels;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.declaration.DataImage;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.steps.Accounts.Branding;
import dev.patchbay.host.steps.Accounts.Description;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be said of an account; every fault is reported at once. */
final class AccountRules {
    private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,2048}");
    private static final int MAX_PROVIDERS = 500;

    private final List<FieldError> errors = new ArrayList<>();

    private AccountRules() {}

    /** The description in the form in which it is stored; a problem {@code INVALID} naming every fault. */
    static Description checked(String id, Description given) {
        AccountRules rules = new AccountRules();
        Description sound = rules.check(id, given);
        if (!rules.errors.isEmpty()) {
            throw Problems.invalid(rules.errors);
        }
        return sound;
    }

    /** Whether the text may be a provider's id, installed or not. */
    static boolean isProvider(String text) {
        return PROVIDER.matcher(text).matches();
    }

    private Description check(String id, Description given) {
        if (!Ids.isAccount(id)) {
            fault("id", "format", "An account is 1 to 128 letters, digits and . _ : @ - and begins with a letter or digit.");
        }
        String label = label("label", given.label());
        Branding branding = new Branding(
                label("branding.name", given.branding().name()),
                logo(given.branding().logoUrl()),
                color(given.branding().color()));
        String shop = given.ownShop();
        if (shop != null && !Shops.isDomain(shop)) {
            fault("ownShop", "pattern", Shops.RULE);
        }
        return new Description(label, branding, shop, providers(given.notRequired()), given.expectedVersion());
    }

    private @Nullable String label(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Labels.check(field, text, errors);
        return Labels.canonical(text);
    }

    private @Nullable String logo(@Nullable String text) {
        if (text != null && text.startsWith("data:")) {
            DataImage.fault(text).ifPresent(why -> fault("branding.logoUrl", "image", why));
        } else if (text != null && !isHttps(text)) {
            fault("branding.logoUrl", "url", "The logo is an https URL of at most 2,048 characters, without user and password,"
                    + " or a data URL of an image.");
        }
        return text;
    }

    private static boolean isHttps(String text) {
        try {
            URI url = VISIBLE.matcher(text).matches() ? new URI(text) : new URI("");
            return "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && url.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private @Nullable String color(@Nullable String text) {
        if (text != null && !COLOR.matcher(text).matches()) {
            fault("branding.color", "pattern", "The colour is # and six hexadecimal digits, such as #1a73e8.");
        }
        return text;
    }

    private List<String> providers(List<String> given) {
        if (given.size() > MAX_PROVIDERS) {
            fault("notRequired", "too-many", "At most " + MAX_PROVIDERS + " providers can be named.");
        }
        for (int i = 0; i < Math.min(given.size(), MAX_PROVIDERS); i++) {
            if (!isProvider(given.get(i))) {
                fault("notRequired[" + i + "]", "format",
                        "A provider's id is 1 to 64 lower-case letters, digits and hyphens and begins with a letter.");
            }
        }
        return List.copyOf(new LinkedHashSet<>(given));
    }

    private void fault(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }
}
