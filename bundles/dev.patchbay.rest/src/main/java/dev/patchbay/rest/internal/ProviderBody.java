package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.host.connections.ProviderCatalog.ProviderView;
import dev.patchbay.host.connections.ProviderUpdates.Standing;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the HTTP API shows it.
 *
 * @param view the provider
 * @param standing where it is shown as a whole, with its definition: how it stands with its connections; null in the catalogue
 */
record ProviderBody(ProviderView view, @Nullable Standing standing) {

    static void write(JsonGenerator json, ProviderBody body) throws IOException {
        ProviderView view = body.view;
        ConnectionDefinition definition = view.definition();
        json.writeStartObject();
        json.writeStringField("id", definition.id());
        json.writeStringField("label", definition.label());
        json.writeStringField("description", definition.description());
        json.writeStringField("category", definition.category());
        json.writeArrayFieldStart("methods");
        for (ConnectionMethod method : definition.methods()) {
            json.writeStartObject();
            json.writeStringField("id", method.id());
            json.writeStringField("label", method.label());
            json.writeStringField("auth", method.auth().kind());
            json.writeEndObject();
        }
        json.writeEndArray();
        Bodies.texts(json, "capabilities", view.capabilities().stream().sorted().toList());
        json.writeBooleanField("icon", definition.icon().isPresent());
        json.writeStringField("bundle", view.bundle());
        json.writeStringField("bundleVersion", view.bundleVersion());
        json.writeBooleanField("available", view.available());
        Json.optional(json, "problem", view.problem());
        if (body.standing == null) {
            translations(json, definition);
        } else {
            json.writeNumberField("toMigrate", body.standing.toMigrate());
            json.writeBooleanField("waitsForApproval", body.standing.waiting());
            json.writeFieldName("definition");
            json.writeRawValue(view.json());
        }
        json.writeEndObject();
    }

    /** What the catalogue shows of it, in the other languages it speaks; the whole definition has all of them. */
    private static void translations(JsonGenerator json, ConnectionDefinition definition) throws IOException {
        Set<String> shown = new HashSet<>(Set.of("label", "description"));
        definition.methods().forEach(method -> shown.add("methods." + method.id() + ".label"));
        Map<String, Map<String, String>> all = definition.translations();
        if (all.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("translations");
        for (Map.Entry<String, Map<String, String>> language : new TreeMap<>(all).entrySet()) {
            json.writeObjectFieldStart(language.getKey());
            for (Map.Entry<String, String> text : new TreeMap<>(language.getValue()).entrySet()) {
                if (shown.contains(text.getKey())) {
                    json.writeStringField(text.getKey(), text.getValue());
                }
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
