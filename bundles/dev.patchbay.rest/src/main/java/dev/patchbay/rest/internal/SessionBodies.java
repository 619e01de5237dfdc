package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.api.Secret;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.access.Sessions;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How sessions of people are written as JSON. */
final class SessionBodies {
    private SessionBodies() {}

    /** A session, with the token that goes with its cookie, or its key where it is to be used without one. */
    record Shown(Sessions.View view, @Nullable String csrf, @Nullable Secret accessToken) {
        @Override
        public String toString() {
            return view.id();
        }
    }

    /** Who calls with an API key. */
    record KeyHolder(Caller caller) {}

    static void session(JsonGenerator json, Shown shown) throws IOException {
        Sessions.View view = shown.view();
        json.writeStartObject();
        who(json, view.kind().word(), view.id(), view.label(), view.scopes(), view.account());
        Json.optional(json, "workflow", view.workflow());
        Json.optional(json, "step", view.step());
        Json.optional(json, "returnTo", view.returnTo());
        Json.optional(json, "csrf", shown.csrf());
        if (shown.accessToken() != null) {
            json.writeStringField("accessToken", shown.accessToken().reveal());
        }
        json.writeStringField("expiresAt", view.expiresAt().toString());
        json.writeEndObject();
    }

    static void keyHolder(JsonGenerator json, KeyHolder holder) throws IOException {
        Caller caller = holder.caller();
        json.writeStartObject();
        who(json, "api-key", caller.id(), caller.label(), caller.scopes(), caller.account());
        json.writeEndObject();
    }

    static void link(JsonGenerator json, Sessions.Link link) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", link.id());
        json.writeStringField("url", link.url().toString());
        json.writeStringField("expiresAt", link.expiresAt().toString());
        json.writeEndObject();
    }

    private static void who(
            JsonGenerator json, String kind, String id, String label, Set<Scope> scopes, @Nullable String account)
            throws IOException {
        json.writeStringField("kind", kind);
        json.writeStringField("id", id);
        json.writeStringField("label", label);
        Bodies.texts(json, "scopes", new TreeSet<>(scopes).stream().map(Scope::word).toList());
        Json.optional(json, "account", account);
    }
}
