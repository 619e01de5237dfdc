package dev.patchbay.app.shopify.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.TestRun;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One test of a connection: a single request, whose reply is looked at step by step. Of one thread. */
final class ShopCheck {
    private static final String VERSION_HEADER = "X-Shopify-API-Version";
    private static final int SCOPES_SHOWN = 120;

    private final TestRun run;
    private final Instant now;
    private @Nullable HttpReply reply;
    private @Nullable Object shop;

    ShopCheck(TestRun run, Instant now) {
        this.run = run;
        this.now = now;
    }

    void run() {
        run.step("Log in", Reason.REMOTE_ERROR, this::logIn);
        run.step("Read the shop", Reason.REMOTE_ERROR, this::readShop);
        /* never fails: Shopify goes on answering. What is wrong stands in the name */
        run.step(versionNotice(), Reason.REMOTE_ERROR, () -> { });
        run.step(scopesGranted(), Reason.PERMISSION_MISSING, this::checkScopes);
    }

    private void logIn() throws IOException {
        String url = run.expand("https://{shop}.myshopify.com/admin/api/") + version() + "/graphql.json";
        HttpReply answer = run.http().send(HttpCall.post(URI.create(url), "application/json", ShopDefinitions.QUERY)
                .header("Accept", "application/json")
                .header(ShopDefinitions.TOKEN_HEADER, token().reveal()));
        if (answer.status() != 200) {
            throw Refusal.ofStatus(answer.status());
        }
        reply = answer;
    }

    private Secret token() {
        Optional<Secret> token = run.method().equals(ShopDefinitions.ADMIN_TOKEN)
                ? run.values().find(ShopFields.ADMIN_TOKEN)
                : run.accessToken();
        return token.orElseThrow(() -> new ConnectionFailure(Reason.INVALID_INPUT,
                "The sign-in is not done: there is no access token."));
    }

    private String version() {
        return run.values().get(ShopFields.API_VERSION);
    }

    private void readShop() {
        Object json = json();
        Object errors = JsonText.at(json, "errors");
        if (errors != null) {
            throw Refusal.ofErrors(errors);
        }
        if (!(JsonText.at(json, "data", "shop", "id") instanceof String)) {
            throw new ConnectionFailure(Reason.REMOTE_ERROR, "Shopify answered, but not with the shop.");
        }
        shop = json;
    }

    private @Nullable Object json() {
        try {
            return reply == null ? null : JsonText.parse(reply.text());
        } catch (IllegalArgumentException noJson) {
            throw new ConnectionFailure(Reason.REMOTE_ERROR, "Shopify's answer is not that of its Admin API.", noJson);
        }
    }

    private String versionNotice() {
        if (shop == null || reply == null) {
            return "Check the API version";
        }
        String answered = reply.header(VERSION_HEADER).filter(name -> name.matches(ApiVersion.PATTERN)).orElse(version());
        return ApiVersion.of(version()).notice(answered, now);
    }

    private List<String> granted() {
        List<String> handles = new ArrayList<>();
        for (Object scope : JsonText.list(JsonText.at(shop, "data", "currentAppInstallation", "accessScopes"))) {
            if (scope instanceof Map<?, ?> map && map.get("handle") instanceof String handle) {
                handles.add(handle);
            }
        }
        return handles;
    }

    private String scopesGranted() {
        if (shop == null) {
            return "Check the access scopes";
        }
        List<String> granted = granted();
        StringBuilder shown = new StringBuilder("Access scopes: " + (granted.isEmpty() ? "none" : ""));
        for (int i = 0; i < granted.size(); i++) {
            if (shown.length() > SCOPES_SHOWN) {
                return shown + " and " + (granted.size() - i) + " more";
            }
            shown.append(i == 0 ? "" : ", ").append(granted.get(i));
        }
        return shown.toString();
    }

    private void checkScopes() {
        List<String> granted = granted();
        List<String> missing = new ArrayList<>(List.of(run.values().find(ShopFields.SCOPES).orElse("").split(" ")));
        missing.removeIf(scope -> scope.isEmpty() || granted.contains(scope)
                || scope.startsWith("read_") && granted.contains("write_" + scope.substring("read_".length())));
        if (!missing.isEmpty()) {
            throw new ConnectionFailure(Reason.PERMISSION_MISSING, "The app does not have " + String.join(", ", missing)
                    + ". Add it to the app's access scopes, then release and approve them, or connect again.");
        }
    }
}
