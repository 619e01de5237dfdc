package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.steps.Accounts;
import dev.patchbay.host.steps.Accounts.AccountView;
import dev.patchbay.host.steps.Accounts.Branding;
import dev.patchbay.host.steps.Accounts.Description;
import dev.patchbay.host.steps.Steps;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Steps and accounts: how they are written as JSON and read from it. */
final class StepBodies {
    private StepBodies() {}

    static void step(JsonGenerator json, Steps.StepView view) throws IOException {
        json.writeStartObject();
        json.writeStringField("account", view.key().account());
        json.writeStringField("workflow", view.key().workflow());
        json.writeStringField("step", view.key().step());
        Steps.Need need = view.need();
        if (need != null) {
            json.writeStringField("provider", need.provider());
            Json.optional(json, "shop", need.shop());
        }
        json.writeStringField("state", view.state().word());
        json.writeStringField("reason", view.reason());
        Json.optional(json, "warning", view.warning());
        ConnectionView bound = view.connection();
        if (bound != null) {
            json.writePOJOField("connection", bound);
        }
        json.writeArrayFieldStart("compatible");
        for (ConnectionView each : view.compatible()) {
            json.writePOJO(each);
        }
        json.writeEndArray();
        Json.optional(json, "updatedAt", view.updatedAt());
        json.writeEndObject();
    }

    /** What a step is for and what is bound to it. */
    static Steps.Binding binding(BodyFields body) {
        body.readOnly("account", "workflow", "step", "state", "reason", "warning", "compatible", "updatedAt");
        String provider = body.optionalText("provider");
        String shop = body.optionalText("shop");
        if (shop != null && provider == null) {
            body.fault("provider", "required", "A shop is named, and not the provider that connects to it.");
        }
        Steps.Need need = provider == null ? null : new Steps.Need(provider, shop);
        return new Steps.Binding(need, body.optionalText("connection"));
    }

    static void use(JsonGenerator json, Steps.Use use) throws IOException {
        json.writeStartObject();
        json.writeStringField("workflow", use.workflow());
        json.writeStringField("step", use.step());
        json.writeStringField("since", use.since().toString());
        json.writeEndObject();
    }

    static void account(JsonGenerator json, AccountView view) throws IOException {
        json.writeStartObject();
        accountFields(json, view);
        json.writeEndObject();
    }

    /** An account in a list, with the number of its connections. */
    static void listed(JsonGenerator json, Accounts.Listed listed) throws IOException {
        json.writeStartObject();
        accountFields(json, listed.account());
        json.writeNumberField("connections", listed.connections());
        json.writeEndObject();
    }

    private static void accountFields(JsonGenerator json, AccountView view) throws IOException {
        json.writeStringField("id", view.id());
        json.writeStringField("label", view.label());
        json.writeObjectFieldStart("branding");
        Json.optional(json, "name", view.branding().name());
        Json.optional(json, "logoUrl", view.branding().logoUrl());
        Json.optional(json, "color", view.branding().color());
        json.writeEndObject();
        Json.optional(json, "ownShop", view.ownShop());
        Bodies.texts(json, "notRequired", view.notRequired());
        Json.optional(json, "updatedAt", view.updatedAt());
    }

    /** What is said of an account; what is left out is taken away. */
    static Description description(BodyFields body, @Nullable Long expectedVersion) {
        body.readOnly("id", "updatedAt");
        BodyFields branding = body.object("branding");
        return new Description(
                body.optionalText("label"),
                new Branding(
                        branding.optionalText("name"), branding.optionalText("logoUrl"), branding.optionalText("color")),
                body.optionalText("ownShop"),
                body.texts("notRequired"),
                expectedVersion);
    }
}
