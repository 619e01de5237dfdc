package dev.patchbay.app.shopify.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Shopify's refusals mean. Nothing of a reply is repeated but the names of scopes. */
final class Refusal {
    private static final Pattern SCOPE = Pattern.compile("\\b(read|write)_[a-z0-9_]{1,60}\\b");
    private static final int SCOPES_NAMED = 10;

    private Refusal() {}

    /** What a status other than 200 means. */
    static ConnectionFailure ofStatus(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> new ConnectionFailure(Reason.INVALID_INPUT,
                    "Shopify sends requests for this shop elsewhere; it may have got another .myshopify.com name. Correct the shop.");
            case 401 -> new ConnectionFailure(Reason.CREDENTIALS_REJECTED,
                    "Shopify does not accept the access token: it is of another shop, or the app was uninstalled.");
            case 402 -> new ConnectionFailure(Reason.REMOTE_ERROR,
                    "The shop is frozen until its owner pays what is due in Shopify's admin.");
            case 403 -> new ConnectionFailure(Reason.PERMISSION_MISSING,
                    "Shopify refuses the request: the app lacks a scope or an approval. Check its access scopes.");
            case 404 -> new ConnectionFailure(Reason.INVALID_INPUT,
                    "Shopify knows no shop of this name, or not the API version. Correct them.");
            case 423 -> new ConnectionFailure(Reason.REMOTE_ERROR,
                    "Shopify has locked the shop. Its owner can ask Shopify's support why.");
            case 429, 430 -> new ConnectionFailure(Reason.RATE_LIMITED, "Shopify answers no more requests of this app for now.");
            default -> new ConnectionFailure(Reason.REMOTE_ERROR, "Shopify answered with the status " + status + ".");
        };
    }

    /** What the errors of a reply mean, which come with the status 200. */
    static ConnectionFailure ofErrors(@Nullable Object errors) {
        List<String> codes = new ArrayList<>();
        Set<String> scopes = new TreeSet<>();
        for (Object error : JsonText.list(errors)) {
            codes.add(String.valueOf(JsonText.at(error, "extensions", "code")));
            Matcher scope = SCOPE.matcher(JsonText.at(error, "message") + " " + JsonText.at(error, "extensions", "requiredAccess"));
            while (scope.find() && scopes.size() < SCOPES_NAMED) {
                scopes.add(scope.group());
            }
        }
        if (codes.contains("ACCESS_DENIED")) {
            return new ConnectionFailure(Reason.PERMISSION_MISSING, "The app may not read this."
                    + (scopes.isEmpty() ? " Check its access scopes." : " Missing: " + String.join(", ", scopes) + "."));
        }
        if (codes.contains("THROTTLED")) {
            return new ConnectionFailure(Reason.RATE_LIMITED, "Shopify answers no more requests of this app for now.");
        }
        if (codes.contains("SHOP_INACTIVE")) {
            return new ConnectionFailure(Reason.REMOTE_ERROR, "The shop is not active. Its owner sees why in Shopify's admin.");
        }
        return new ConnectionFailure(Reason.REMOTE_ERROR, "Shopify answered with an error instead of the shop.");
    }
}
