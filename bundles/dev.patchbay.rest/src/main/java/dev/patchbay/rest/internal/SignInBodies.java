package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How sign-ins and what belongs to them are written as JSON. */
final class SignInBodies {
    private SignInBodies() {}

    /** The part of a connection that a sign-in left. */
    static void oauth(JsonGenerator json, ConnectionView.@Nullable OAuth oauth) throws IOException {
        if (oauth == null) {
            return;
        }
        json.writeObjectFieldStart("oauth");
        Json.optional(json, "client", oauth.client());
        Bodies.texts(json, "requested", oauth.requested());
        List<String> granted = oauth.granted();
        if (granted != null) {
            Bodies.texts(json, "granted", granted);
        }
        Bodies.texts(json, "missing", oauth.missing());
        Json.optional(json, "appAccount", oauth.appAccount());
        json.writeEndObject();
    }

    static void event(JsonGenerator json, ConnectionDirectory.Event event) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", event.at().toString());
        json.writeStringField("type", event.type());
        json.writeStringField("by", event.by());
        json.writePOJOField("detail", event.detail());
        json.writeNumberField("count", event.count());
        json.writeEndObject();
    }

    static void link(JsonGenerator json, ConnectSessions.Link link) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", link.id());
        json.writeStringField("url", link.url().toString());
        json.writeStringField("expiresAt", link.expiresAt().toString());
        json.writeEndObject();
    }

    static void client(JsonGenerator json, OAuthClients.OAuthClientView view) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", view.id());
        Json.optional(json, "account", view.account());
        json.writeStringField("provider", view.provider());
        json.writeStringField("method", view.method());
        json.writeStringField("label", view.label());
        json.writePOJOField("values", view.values());
        json.writeStringField("redirectUri", view.redirectUri().toString());
        json.writeBooleanField("complete", view.complete());
        json.writeNumberField("connections", view.connections());
        json.writeStringField("createdAt", view.createdAt().toString());
        json.writeStringField("updatedAt", view.updatedAt().toString());
        json.writeEndObject();
    }

    static void diagnosis(JsonGenerator json, CallbackDoctor.Diagnosis found) throws IOException {
        json.writeStartObject();
        json.writeStringField("publicUrl", found.publicUrl());
        json.writeBooleanField("healthy", found.healthy());
        json.writeArrayFieldStart("checks");
        for (CallbackDoctor.Check check : found.checks()) {
            json.writeStartObject();
            json.writeStringField("name", check.name());
            json.writeBooleanField("passed", check.passed());
            json.writeStringField("detail", check.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
