package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.FieldError;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of the HTTP API: every member's name stands here once, in the order it is sent. */
final class Bodies {
    private Bodies() {}

    static void page(JsonGenerator json, Page<?> page) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (Object item : page.items()) {
            json.writePOJO(item);
        }
        json.writeEndArray();
        json.writeStringField("next", page.next());
        json.writeEndObject();
    }

    static void connection(JsonGenerator json, ConnectionView view) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", view.id());
        json.writeStringField("account", view.account());
        json.writeStringField("provider", view.provider());
        json.writeStringField("method", view.method());
        json.writeStringField("label", view.label());
        json.writeStringField("status", view.status().word());
        json.writePOJOField("values", view.values());
        json.writeNumberField("schemaVersion", view.schemaVersion());
        json.writeStringField("createdAt", view.createdAt().toString());
        json.writeStringField("updatedAt", view.updatedAt().toString());
        Json.optional(json, "expiresAt", view.expiresAt());
        Json.optional(json, "reason", view.reason());
        Json.optional(json, "deletedAt", view.deletedAt());
        Json.optional(json, "purgeAt", view.purgeAt());
        lastTest(json, view.lastTest());
        SignInBodies.oauth(json, view.oauth());
        json.writeNumberField("uses", view.uses());
        if (!view.warnings().isEmpty()) {
            errors(json, "warnings", view.warnings());
        }
        json.writeEndObject();
    }

    private static void lastTest(JsonGenerator json, ConnectionView.@Nullable LastTest test) throws IOException {
        if (test != null) {
            json.writeObjectFieldStart("lastTest");
            json.writeStringField("at", test.at().toString());
            json.writePOJOField("passed", test.passed());
            Json.optional(json, "reason", test.reason());
            json.writeEndObject();
        }
    }

    static void errors(JsonGenerator json, String name, List<FieldError> errors) throws IOException {
        json.writeArrayFieldStart(name);
        for (FieldError error : errors) {
            json.writeStartObject();
            json.writeStringField("field", error.field());
            json.writeStringField("code", error.code());
            json.writeStringField("message", error.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void report(JsonGenerator json, TestReport report) throws IOException {
        json.writeStartObject();
        json.writePOJOField("passed", report.passed());
        json.writeArrayFieldStart("steps");
        for (TestReport.Step step : report.steps()) {
            step(json, step);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void step(JsonGenerator json, TestReport.Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", step.name());
        json.writeStringField("mark", step.mark().name());
        Failure failure = step.failure();
        if (failure != null) {
            json.writeObjectFieldStart("failure");
            json.writeStringField("reason", failure.reason().name());
            json.writeStringField("message", failure.message());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** The one body that reveals secrets. */
    static void credential(JsonGenerator json, Credential credential) throws IOException {
        json.writeStartObject();
        json.writeStringField("provider", credential.provider());
        json.writeStringField("method", credential.method());
        json.writeStringField("auth", credential.auth());
        json.writeObjectFieldStart("values");
        for (Map.Entry<String, Object> entry : credential.values().entrySet()) {
            json.writeFieldName(entry.getKey());
            if (entry.getValue() instanceof Secret secret) {
                json.writeString(secret.reveal());
            } else {
                json.writePOJO(entry.getValue());
            }
        }
        json.writeEndObject();
        Secret token = credential.accessToken();
        if (token != null) {
            json.writeStringField("accessToken", token.reveal());
        }
        Json.optional(json, "expiresAt", credential.expiresAt());
        json.writeEndObject();
    }

    /** A key; its text only where it was made just now. */
    static void apiKey(JsonGenerator json, ApiKeys.ApiKey key, @Nullable Secret text) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", key.id());
        json.writeStringField("label", key.label());
        texts(json, "scopes", key.scopes().stream().sorted().map(Scope::word).toList());
        Json.optional(json, "account", key.account());
        json.writeStringField("createdAt", key.createdAt().toString());
        Json.optional(json, "expiresAt", key.expiresAt());
        Json.optional(json, "revokedAt", key.revokedAt());
        if (text != null) {
            json.writeStringField("key", text.reveal());
        }
        json.writeEndObject();
    }

    static void auditEntry(JsonGenerator json, AuditLog.Entry entry) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", entry.seq());
        json.writeStringField("at", entry.at().toString());
        json.writeStringField("caller", entry.caller());
        json.writeStringField("callerLabel", entry.callerLabel());
        json.writeStringField("address", entry.address());
        json.writeStringField("action", entry.action());
        json.writeStringField("subject", entry.subject());
        Json.optional(json, "account", entry.account());
        json.writePOJOField("detail", entry.detail());
        json.writeNumberField("count", entry.count());
        json.writeEndObject();
    }

    static void verification(JsonGenerator json, AuditLog.Verification found) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("intact", found.firstBad() < 0);
        json.writeNumberField("checked", found.checked());
        if (found.firstBad() >= 0) {
            json.writeNumberField("firstBad", found.firstBad());
        }
        json.writeStringField("detail", found.detail());
        json.writeEndObject();
    }

    static void file(JsonGenerator json, FileEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", entry.name());
        json.writeStringField("kind", entry.kind().name().toLowerCase(Locale.ROOT));
        if (entry.size() >= 0) {
            json.writeNumberField("size", entry.size());
        }
        Json.optional(json, "modifiedAt", entry.modifiedAt());
        json.writeEndObject();
    }

    static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
