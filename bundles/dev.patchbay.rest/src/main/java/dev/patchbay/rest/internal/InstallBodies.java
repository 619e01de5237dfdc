package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.host.connections.ProviderUpdates.Example;
import dev.patchbay.host.connections.ProviderUpdates.Forecast;
import dev.patchbay.host.connections.ProviderUpdates.Unfit;
import dev.patchbay.host.install.AvailableApp;
import dev.patchbay.host.install.FeatureForecast;
import dev.patchbay.host.install.InstallPolicy;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.InstalledBundle.WiderGrant;
import dev.patchbay.host.install.InstalledFeature;
import dev.patchbay.host.install.UpdateForecast;
import java.io.IOException;
import java.util.List;

/** The bodies about bundles and features: every member's name stands here once, in the order it is sent. */
final class InstallBodies {
    private InstallBodies() {}

    /** All bundles, and the policy in force. */
    record BundleList(List<InstalledBundle> items, InstallPolicy policy) {}

    static void list(JsonGenerator json, BundleList list) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (InstalledBundle bundle : list.items()) {
            bundle(json, bundle);
        }
        json.writeEndArray();
        json.writeNullField("next");
        json.writeFieldName("trust");
        policy(json, list.policy());
        json.writeEndObject();
    }

    static void policy(JsonGenerator json, InstallPolicy policy) throws IOException {
        json.writeStartObject();
        json.writeStringField("policy", policy.trust());
        json.writeBooleanField("accepting", policy.accepting());
        json.writeStringField("detail", policy.detail());
        json.writeEndObject();
    }

    static void bundle(JsonGenerator json, InstalledBundle bundle) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbolicName", bundle.symbolicName());
        json.writeStringField("version", bundle.version());
        json.writeStringField("state", bundle.state());
        Bodies.texts(json, "providers", bundle.providers());
        json.writeStringField("digest", bundle.digest());
        json.writeStringField("trust", bundle.trust());
        Json.optional(json, "signer", bundle.signer());
        json.writeStringField("origin", bundle.origin());
        Json.optional(json, "problem", bundle.problem());
        if (!bundle.features().isEmpty()) {
            Bodies.texts(json, "features", bundle.features());
        }
        if (bundle.rollback() != null) {
            json.writeObjectFieldStart("rollback");
            json.writeStringField("version", bundle.rollback().version());
            json.writeStringField("until", bundle.rollback().until().toString());
            json.writeEndObject();
        }
        if (!bundle.waiting().isEmpty()) {
            json.writeArrayFieldStart("waiting");
            for (WiderGrant grant : bundle.waiting()) {
                json.writeStartObject();
                json.writeStringField("provider", grant.provider());
                Bodies.texts(json, "hosts", grant.hosts());
                Bodies.texts(json, "endpoints", grant.endpoints());
                Bodies.texts(json, "scopes", grant.scopes());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    static void feature(JsonGenerator json, InstalledFeature feature) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", feature.id());
        json.writeStringField("version", feature.version());
        json.writeStringField("name", feature.name());
        members(json, "bundles", feature.bundles());
        json.writeStringField("digest", feature.digest());
        json.writeStringField("installedAt", feature.installedAt().toString());
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, String name, List<InstalledFeature.Member> members) throws IOException {
        json.writeArrayFieldStart(name);
        for (InstalledFeature.Member member : members) {
            json.writeStartObject();
            json.writeStringField("symbolicName", member.symbolicName());
            json.writeStringField("version", member.version());
            json.writeBooleanField("library", member.library());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void forecast(JsonGenerator json, FeatureForecast forecast) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", forecast.id());
        json.writeStringField("name", forecast.name());
        json.writeStringField("fromVersion", forecast.fromVersion());
        json.writeStringField("toVersion", forecast.toVersion());
        json.writeArrayFieldStart("updated");
        for (UpdateForecast update : forecast.updated()) {
            forecast(json, update);
        }
        json.writeEndArray();
        members(json, "added", forecast.added());
        members(json, "removed", forecast.removed());
        Bodies.texts(json, "addedProviders", forecast.addedProviders());
        Bodies.texts(json, "removedProviders", forecast.removedProviders());
        json.writeEndObject();
    }

    static void app(JsonGenerator json, AvailableApp app) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", app.id());
        json.writeStringField("label", app.label());
        json.writeStringField("description", app.description());
        json.writeStringField("category", app.category());
        json.writeStringField("symbolicName", app.symbolicName());
        json.writeStringField("version", app.version());
        json.writeEndObject();
    }

    static void forecast(JsonGenerator json, UpdateForecast forecast) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbolicName", forecast.symbolicName());
        json.writeStringField("fromVersion", forecast.fromVersion());
        json.writeStringField("toVersion", forecast.toVersion());
        Bodies.texts(json, "refreshed", forecast.refreshed());
        Bodies.texts(json, "addedProviders", forecast.addedProviders());
        Bodies.texts(json, "removedProviders", forecast.removedProviders());
        json.writeArrayFieldStart("providers");
        for (Forecast provider : forecast.providers()) {
            provider(json, provider);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void provider(JsonGenerator json, Forecast forecast) throws IOException {
        json.writeStartObject();
        json.writeStringField("provider", forecast.provider());
        json.writeNumberField("fromVersion", forecast.fromVersion());
        json.writeNumberField("toVersion", forecast.toVersion());
        json.writeNumberField("connections", forecast.connections());
        Bodies.texts(json, "changedFields", forecast.changedFields());
        json.writeNumberField("unfit", forecast.unfit());
        json.writeArrayFieldStart("firstUnfit");
        for (Unfit unfit : forecast.firstUnfit()) {
            json.writeStartObject();
            json.writeStringField("connection", unfit.connection());
            json.writeStringField("account", unfit.account());
            json.writeStringField("label", unfit.label());
            Bodies.errors(json, "errors", unfit.errors());
            json.writeEndObject();
        }
        json.writeEndArray();
        Example example = forecast.example();
        if (example != null) {
            json.writeObjectFieldStart("example");
            json.writeStringField("connection", example.connection());
            json.writeStringField("label", example.label());
            json.writePOJOField("before", example.before());
            json.writePOJOField("after", example.after());
            json.writeEndObject();
        }
        Bodies.texts(json, "addedHosts", forecast.addedHosts());
        Bodies.texts(json, "addedEndpoints", forecast.addedEndpoints());
        Bodies.texts(json, "addedScopes", forecast.addedScopes());
        Bodies.texts(json, "missingMethods", forecast.missingMethods());
        json.writeEndObject();
    }
}
