package dev.patchbay.host.connections;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What another version of a provider means for the connections that are stored: looked at before it is installed, and undone
 * until the operator closes the way back. The installer calls it; nothing here installs anything. Thread-safe.
 */
@ProviderType
public interface ProviderUpdates {
    /**
     * A bundle whose location begins with this is looked at and never admitted: the registry leaves its services alone, and
     * only {@link #rehearse} calls them.
     */
    String REHEARSAL = "patchbay:rehearsed/";

    /** What a provider says about itself before it is admitted, or every reason why it would be refused. */
    record Rehearsed(@Nullable ConnectionDefinition definition, List<String> reasons) {
        /** Copies the list. */
        public Rehearsed {
            reasons = List.copyOf(reasons);
        }
    }

    /** A connection whose values the new version would not take: it turns to {@code reconnect} with these reasons. */
    record Unfit(String connection, String account, String label, List<FieldError> errors) {
        /** Copies the list. */
        public Unfit {
            errors = List.copyOf(errors);
        }
    }

    /** The values of one connection before and after, as the API shows them: a secret is {@code {"set": true}}. */
    record Example(String connection, String label, Map<String, Object> before, Map<String, Object> after) {}

    /**
     * What a definition would change. Immutable.
     *
     * @param fromVersion the schema version that is stored now; the new one where nothing is stored
     * @param connections how many connections would be migrated
     * @param changedFields names of fields that come, go, are renamed, or get other values
     * @param unfit how many would fail
     * @param firstUnfit some of them
     * @param example one connection, or null where there is none
     * @param addedHosts hosts that no connection's grant has and the new definition wants
     * @param addedEndpoints the same of endpoints
     * @param addedScopes the same of scopes
     * @param missingMethods methods that connections use and the new definition has not
     */
    record Forecast(
            String provider,
            int fromVersion,
            int toVersion,
            long connections,
            List<String> changedFields,
            long unfit,
            List<Unfit> firstUnfit,
            @Nullable Example example,
            List<String> addedHosts,
            List<String> addedEndpoints,
            List<String> addedScopes,
            List<String> missingMethods) {}

    /**
     * Asks the services of a started bundle at a {@link #REHEARSAL} location for their definitions, each in a lane with the
     * limits of any provider's call, and forgets them.
     *
     * @param bundleId the framework's id of the bundle
     */
    List<Rehearsed> rehearse(long bundleId);

    /** What this definition would change; changes nothing. */
    Forecast forecast(ConnectionDefinition next);

    /** Providers whose former values are kept, with the end of the time they are kept for, milliseconds since 1970. */
    Map<String, Long> keptUntil();

    /**
     * Puts the values of before the last migration back, where they are kept: to be called when the former version of the
     * provider runs again.
     *
     * @return how many connections have their former values again
     */
    long restoreFormer(Caller caller, String provider);

    /** Ends the way back: former values of this provider's connections are shredded. Idempotent. */
    void closeRollback(Caller caller, String provider);

    /** Lets connections reach what their provider's present definition wants beyond their stored grant, once secrets allow it. */
    long approveGrants(Caller caller, String provider);
}
