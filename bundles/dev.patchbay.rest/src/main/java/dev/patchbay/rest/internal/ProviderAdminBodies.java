package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.host.connections.ProviderHealth.Health;
import dev.patchbay.host.connections.ProviderHealth.LostThread;
import dev.patchbay.host.connections.ProviderUpdates.Approval;
import dev.patchbay.host.connections.ProviderUpdates.Standing;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The bodies about how it goes with providers: every member's name stands here once, in the order it is sent. */
final class ProviderAdminBodies {
    private ProviderAdminBodies() {}

    /** One provider. */
    record ProviderState(Health health, Standing standing) {}

    /** All of them. */
    record ProviderHealthList(List<ProviderState> items, List<LostThread> lostThreads) {}

    /**
     * What an approval came to.
     *
     * @param connections how many are being sealed anew
     * @param reconnect how many get the added scopes only when a person connects them again
     */
    record Approved(String provider, long connections, long reconnect) {}

    static void list(JsonGenerator json, ProviderHealthList list) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (ProviderState item : list.items()) {
            state(json, item);
        }
        json.writeEndArray();
        json.writeNullField("next");
        json.writeArrayFieldStart("lostThreads");
        for (LostThread lost : list.lostThreads()) {
            json.writeStartObject();
            json.writeStringField("thread", lost.thread());
            json.writeStringField("provider", lost.provider());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void state(JsonGenerator json, ProviderState state) throws IOException {
        json.writeStartObject();
        json.writeStringField("provider", state.health().provider());
        json.writeStringField("bundle", state.health().bundle());
        json.writeNumberField("calls", state.health().calls());
        Json.optional(json, "quarantine", state.health().quarantine());
        json.writeNumberField("toMigrate", state.standing().toMigrate());
        json.writeBooleanField("waitsForApproval", state.standing().waiting());
        Long keptUntil = state.standing().keptUntil();
        Json.optional(json, "formerValuesUntil", keptUntil == null ? null : Instant.ofEpochMilli(keptUntil).toString());
        json.writeEndObject();
    }

    static void approval(JsonGenerator json, Approval approval) throws IOException {
        json.writeStartObject();
        json.writeStringField("provider", approval.provider());
        json.writeStringField("bundle", approval.bundle());
        json.writeNumberField("connections", approval.connections());
        Bodies.texts(json, "addedHosts", approval.addedHosts());
        Bodies.texts(json, "addedEndpoints", approval.addedEndpoints());
        json.writeNumberField("reconnect", approval.reconnect());
        Bodies.texts(json, "addedScopes", approval.addedScopes());
        json.writeEndObject();
    }

    static void approved(JsonGenerator json, Approved approved) throws IOException {
        json.writeStartObject();
        json.writeStringField("provider", approved.provider());
        json.writeNumberField("connections", approved.connections());
        json.writeNumberField("reconnect", approved.reconnect());
        json.writeEndObject();
    }
}
