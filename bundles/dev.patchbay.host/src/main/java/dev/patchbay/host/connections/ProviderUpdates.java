package dev.patchbay.host.connections;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * only {@link #rehearse} calls them. The rest of the location is the symbolic name it would be installed under.
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
     * @param fromVersion the oldest schema version that is stored now; the new one where nothing is stored
     * @param connections how many connections would be migrated
     * @param changedFields names of fields that come, go, are renamed, or get other values
     * @param unfit how many would fail
     * @param firstUnfit some of them
     * @param example one connection that fits, or null where there is none
     * @param addedHosts hosts that the new definition wants for connections whose grant does not have them; some of them
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
     * What the present definition of a provider wants beyond the grants of stored connections. Secrets go to none of it.
     *
     * @param bundle symbolic name of the provider's bundle
     * @param connections how many connections wait for an approval
     * @param addedHosts what they would reach; some of them
     * @param addedEndpoints the same of endpoints
     * @param reconnect how many connections get the added scopes only when a person connects them again: an approval does not
     *     make the app give them
     * @param addedScopes these scopes
     */
    record Approval(
            String provider,
            String bundle,
            long connections,
            List<String> addedHosts,
            List<String> addedEndpoints,
            long reconnect,
            List<String> addedScopes) {}

    /**
     * How it stands with the stored connections of a provider.
     *
     * @param toMigrate how many are not migrated yet: each is on its first use, all of them in the background
     * @param waiting whether {@link #approvals} has something of it
     * @param keptUntil the end of the time former values are kept for, milliseconds since 1970; null where none are
     */
    record Standing(long toMigrate, boolean waiting, @Nullable Long keptUntil) {}

    /**
     * Asks the services of a started bundle at a {@link #REHEARSAL} location for their definitions, each in a lane with the
     * limits of any provider's call, and forgets them. A bundle that promises an id of another gets no call.
     *
     * @param bundleId the framework's id of the bundle
     */
    List<Rehearsed> rehearse(long bundleId);

    /**
     * What this definition would change; changes nothing but the audit, which has one entry of it. Deleted connections are left
     * out, and those whose record is not intact.
     */
    Forecast forecast(ConnectionDefinition next);

    /** Providers whose former values are kept, with the end of the time they are kept for, milliseconds since 1970. */
    Map<String, Long> keptUntil();

    /** How it stands with a provider's connections. */
    Standing standing(String provider);

    /**
     * Puts the values of before the last migration back, where they are kept: to be called when the former version of the
     * provider runs again. What was changed since the migration goes along where the former version has the field; where it
     * has not, the connection turns to {@code reconnect} with the reason. Tokens stay the newest. Where it was cut off, it
     * goes on by itself at the next start.
     *
     * @return how many connections have their former values again
     */
    long restoreFormer(Caller caller, String provider);

    /** Ends the way back: former values of this provider's connections are shredded. Idempotent. */
    void closeRollback(Caller caller, String provider);

    /** What of a provider waits for an approval, if it is here and something does. */
    Optional<Approval> findApproval(String provider);

    /** What waits for an approval, by provider. */
    List<Approval> approvals(Caller caller);

    /**
     * Lets the stored connections of a provider reach the hosts and endpoints its present definition wants. They are sealed
     * anew in the background, after a crash too; should the definition change meanwhile, the rest waits for another approval.
     *
     * @return how many connections waited for it
     */
    long approveGrants(Caller caller, String provider);
}
