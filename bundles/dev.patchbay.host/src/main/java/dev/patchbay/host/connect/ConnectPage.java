package dev.patchbay.host.connect;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.FieldError;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a connect page shows. Immutable.
 *
 * @param accountLabel what the account that asks is called
 * @param looks of the account
 * @param provider the app, once it is chosen; null before
 * @param reconnect what the connection is called that is connected again; null for a new one
 * @param csrf the token forms of this page send back
 * @param expiresAt when the session ends
 * @param view the rest
 */
public record ConnectPage(
        String accountLabel,
        Looks looks,
        @Nullable ConnectionDefinition provider,
        @Nullable String reconnect,
        String csrf,
        Instant expiresAt,
        View view) {
    /** A page of an account that has no looks of its own. */
    public ConnectPage(
            String accountLabel,
            @Nullable ConnectionDefinition provider,
            @Nullable String reconnect,
            String csrf,
            Instant expiresAt,
            View view) {
        this(accountLabel, new Looks(null, null, null), provider, reconnect, csrf, expiresAt, view);
    }

    /** How an account's pages look: a name, a colour {@code #rrggbb}, the URL of a logo; each may be null. */
    public record Looks(@Nullable String name, @Nullable String color, @Nullable String logo) {}

    /** What kind of page. */
    public sealed interface View {}

    /** Choose an app: id, label, description. */
    public record Choose(List<App> apps) implements View {
        /** An app to choose, with its texts in other languages as {@link ConnectionDefinition#translations()} has them. */
        public record App(String id, String label, String description, Map<String, Map<String, String>> translations) {
            /** An app without texts in other languages. */
            public App(String id, String label, String description) {
                this(id, label, description, Map.of());
            }
        }
    }

    /**
     * The form, with the guide beside it. Before anything is sent it names account, app and scopes.
     *
     * @param method the chosen method, its guide and {@code connectionFields()}; where a provider asks for more in the middle of
     *     its own sign-in, the method's id and label with what it asks for, its words as the guide
     * @param values what stands in the form, by field: texts as they were typed, or the stored values; never a secret
     * @param kept names of secret fields that have a stored value and may stay empty
     * @param label the connection's label in the form
     * @param scopes what is asked for at the app
     * @param clients the OAuth clients to choose from; empty where none is needed or none is there
     * @param ownClient where the person brings the app's client: the redirect URI to register first; the client's fields to
     *     fill in are {@code method.clientFields()}, none where the connection's own fields are the client's. Null where none
     *     is brought; beside {@code clients} a person gets it by {@code CHOOSE} with the client {@code own}
     * @param errors what was wrong with the last submission, by the names of {@link ConnectFlow.Submission}
     * @param report the test that failed, if it was that
     * @param failure what else went wrong the last time, in words; null on the first visit
     */
    public record Form(
            ConnectionMethod method,
            Map<String, Object> values,
            List<String> kept,
            String label,
            List<String> scopes,
            List<Client> clients,
            @Nullable OwnClient ownClient,
            List<FieldError> errors,
            @Nullable TestReport report,
            @Nullable Failure failure)
            implements View {
        /** A client to choose. */
        public record Client(String id, String label) {}

        /** Where a person brings the client. */
        public record OwnClient(URI redirectUri) {}
    }

    /** Go to the app now. */
    public record Leave(URI to) implements View {}

    /** Enter this code at the app; ask again after the interval. */
    public record Code(URI at, @Nullable URI complete, String code, Duration interval) implements View {}

    /** The person signed in to another account of the app than before. */
    public record AnotherAccount(String before, String now) implements View {}

    /** A link to go on elsewhere. */
    public record Shared(URI url) implements View {}

    /**
     * It is connected.
     *
     * @param connection the id
     * @param label its label
     * @param appAccount the account at the app, where it is known
     * @param granted scopes the app gave; empty where it knows none
     * @param missing scopes that were asked for and not granted
     * @param report the test after it, where there was something to test
     * @param returnTo where to go on, or null
     */
    public record Connected(
            String connection,
            String label,
            @Nullable String appAccount,
            List<String> granted,
            List<String> missing,
            @Nullable TestReport report,
            @Nullable URI returnTo)
            implements View {}

    /** It was stopped; nothing was stored. */
    public record Cancelled(@Nullable URI returnTo) implements View {}

    /** It went wrong; the failure says what happened and what to do. */
    public record Failed(Failure failure, boolean mayRetry, @Nullable URI returnTo) implements View {}
}
