package dev.patchbay.host.steps;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.TestReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Workflow steps: where a user meets a connection. Bound to an account. Thread-safe; problems as in {@code ConnectionDirectory}. */
@ProviderType
public interface Steps {
    /** How a step stands. */
    enum State {
        /** It needs no connection. */
        NOT_REQUIRED,
        /** Someone has to connect. */
        AUTHENTICATE,
        /** It is connected. */
        AUTHENTICATED,
        /** Someone has to connect again. */
        RECONNECT;

        /** The word in the HTTP API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A step: workflow and step are the product's own ids, 1 to 128 of {@code A-Z a-z 0-9 . _ : @ -}. */
    record StepKey(String account, String workflow, String step) {}

    /**
     * What a step is for.
     *
     * @param provider the app
     * @param shop where the app is a shop of Shopify's: its {@code myshopify.com} domain, as the step was set up; null otherwise
     */
    record Need(String provider, @Nullable String shop) {}

    /**
     * A step.
     *
     * @param need what it is for; null where nobody said
     * @param connection the bound one, or null
     * @param warning why a bound connection may not work at the moment although the step is authenticated, or null
     * @param reason one sentence on the state
     * @param compatible the account's connections that can be bound: <em>Select</em>
     */
    record StepView(
            StepKey key,
            @Nullable Need need,
            State state,
            @Nullable ConnectionView connection,
            @Nullable String warning,
            String reason,
            List<ConnectionView> compatible,
            @Nullable Instant updatedAt) {}

    /** Says what a step is for, or binds a connection, or both; null keeps what is there. */
    record Binding(@Nullable Need need, @Nullable String connection) {}

    /** Where a connection is used. */
    record Use(String workflow, String step, Instant since) {}

    /** One step; one that was never named has the state {@code authenticate}. */
    StepView get(Caller caller, StepKey key);

    /** Names and binds; needs {@code write}. A connection of another provider or account is {@code INVALID}. */
    StepView put(Caller caller, StepKey key, Binding binding);

    /** Forgets the step; idempotent. Needs {@code write}. */
    void delete(Caller caller, StepKey key);

    /** Tests the bound connection; {@code CONFLICT} where none is bound. A step that needs none has a report without steps and {@code passed} null. */
    TestReport test(Caller caller, StepKey key, Consumer<TestReport.Step> onStep);

    /** The steps a connection is bound to. */
    List<Use> uses(Caller caller, String connection);
}
