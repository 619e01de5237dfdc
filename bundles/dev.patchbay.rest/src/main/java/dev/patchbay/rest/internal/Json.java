package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionSummary;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.install.AvailableApp;
import dev.patchbay.host.install.FeatureForecast;
import dev.patchbay.host.install.InstallPolicy;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.InstalledFeature;
import dev.patchbay.host.install.UpdateForecast;
import dev.patchbay.host.operations.Maintenance;
import dev.patchbay.host.steps.Accounts;
import dev.patchbay.host.steps.Steps;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON mapper: how each type is written is said in {@link Bodies}, nothing is found by reflection, and a
 * {@link Secret} that gets anywhere but where it is revealed on purpose is refused. Thread-safe.
 */
final class Json {
    /** Depth, text of 64 KiB with some room for escapes, number digits, whole document. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(64).maxStringLength(70 * 1024).maxNumberLength(100).maxNameLength(1024)
            .maxDocumentLength(1 << 20).build();

    static final ObjectMapper MAPPER =
            new ObjectMapper(JsonFactory.builder().streamReadConstraints(LIMITS).build()).registerModule(types());
    private static final ObjectWriter WRITER = MAPPER.writer();

    /** Writes one value. */
    @FunctionalInterface
    interface Body<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    private static final class Written<T> extends JsonSerializer<T> {
        private final Body<T> body;

        Written(Body<T> body) {
            this.body = body;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            body.write(json, value);
        }
    }

    private Json() {}

    private static SimpleModule types() {
        SimpleModule module = new SimpleModule("patchbay");
        add(module, ConnectionView.class, Bodies::connection);
        add(module, ConnectionSummary.class, SummaryResource::write);
        add(module, TestReport.class, Bodies::report);
        add(module, TestReport.Step.class, Bodies::step);
        add(module, Credential.class, Bodies::credential);
        add(module, ProviderBody.class, ProviderBody::write);
        add(module, InstalledBundle.class, InstallBodies::bundle);
        add(module, InstallBodies.BundleList.class, InstallBodies::list);
        add(module, InstalledFeature.class, InstallBodies::feature);
        add(module, FeatureForecast.class, InstallBodies::forecast);
        add(module, AvailableApp.class, InstallBodies::app);
        add(module, UpdateForecast.class, InstallBodies::forecast);
        add(module, ProviderAdminBodies.ProviderHealthList.class, ProviderAdminBodies::list);
        add(module, ProviderUpdates.Approval.class, ProviderAdminBodies::approval);
        add(module, ProviderAdminBodies.Approved.class, ProviderAdminBodies::approved);
        add(module, InstallPolicy.class, InstallBodies::policy);
        add(module, ApiKeys.ApiKey.class, (json, key) -> Bodies.apiKey(json, key, null));
        add(module, ApiKeys.NewApiKey.class, (json, made) -> Bodies.apiKey(json, made.key(), made.text()));
        add(module, AuditLog.Entry.class, Bodies::auditEntry);
        add(module, AuditLog.Verification.class, Bodies::verification);
        add(module, FileEntry.class, Bodies::file);
        add(module, ConnectionDirectory.Event.class, SignInBodies::event);
        add(module, ConnectSessions.Link.class, SignInBodies::link);
        add(module, SessionBodies.Shown.class, SessionBodies::session);
        add(module, SessionBodies.KeyHolder.class, SessionBodies::keyHolder);
        add(module, Sessions.Link.class, SessionBodies::link);
        add(module, OAuthClients.OAuthClientView.class, SignInBodies::client);
        add(module, CallbackDoctor.Diagnosis.class, SignInBodies::diagnosis);
        add(module, Steps.StepView.class, StepBodies::step);
        add(module, Steps.Use.class, StepBodies::use);
        add(module, Accounts.AccountView.class, StepBodies::account);
        add(module, Accounts.Listed.class, StepBodies::listed);
        add(module, Maintenance.KeyStanding.class, MaintenanceResource::write);
        add(module, HealthResource.Shown.class, HealthResource::write);
        add(module, Page.class, Bodies::page);
        add(module, Secret.class, (json, secret) -> {
            throw new IOException("a secret is not written here");
        });
        return module;
    }

    private static <T> void add(SimpleModule module, Class<T> type, Body<? super T> body) {
        module.addSerializer(type, new Written<T>(body::write));
    }

    /** The value as JSON in UTF-8. */
    static byte[] bytes(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getName(), e);
        }
    }

    /** A generator for a body of any length. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out);
    }

    /** Writes a field unless it is null. */
    static void optional(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
