package dev.patchbay.core.internal.updates;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.connections.Loaded;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.connections.WantedGrants;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.MigrationRun;
import dev.patchbay.core.internal.definitions.MigrationRun.Outcome;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What definitions want beyond what connections were granted. Thread-safe. */
final class GrantGaps {
    private final Sealing sealing;
    private final WantedGrants wanted;

    /** What is wanted by several connections; keeps some of it. For one thread. */
    static final class Tally {
        private static final int MOST = 100;
        private final Set<String> hosts = new TreeSet<>();
        private final Set<String> endpoints = new TreeSet<>();
        private final Set<String> scopes = new TreeSet<>();
        private long unapproved;
        private long withoutScopes;

        void add(Grant gap) {
            unapproved += isForApproval(gap) ? 1 : 0;
            withoutScopes += gap.scopes().isEmpty() ? 0 : 1;
            some(hosts, gap.hosts());
            some(endpoints, gap.endpoints());
            some(scopes, gap.scopes());
        }

        private static void some(Set<String> all, Collection<String> more) {
            more.stream().takeWhile(each -> all.size() < MOST).forEach(all::add);
        }

        List<String> hosts() {
            return List.copyOf(hosts);
        }

        List<String> endpoints() {
            return List.copyOf(endpoints);
        }

        List<String> scopes() {
            return List.copyOf(scopes);
        }

        /** How many an approval lets reach more. */
        long unapproved() {
            return unapproved;
        }

        /** How many want scopes that only a person can get. */
        long withoutScopes() {
            return withoutScopes;
        }
    }

    GrantGaps(Sealing sealing, WantedGrants wanted) {
        this.sealing = sealing;
        this.wanted = wanted;
    }

    /** Whether there is something to approve. */
    static boolean isForApproval(Grant gap) {
        return !gap.hosts().isEmpty() || !gap.endpoints().isEmpty();
    }

    /** What a connection's grant lacks; nothing where its values do not fit, or where what it wants cannot be told. */
    Grant gap(ConnectionDefinition definition, String method, Values values, String granted) {
        Optional<ConnectionMethod> known = definition.method(method);
        if (known.isEmpty()) {
            return Grant.NONE;
        }
        Grant stored = Grant.parse(granted);
        try {
            return stored.lacking(wanted.of(definition, known.get(), values, stored));
        } catch (ProblemException e) {
            return Grant.NONE;
        }
    }

    /** The same of a row, as it is or will be at the schema of the definition; nothing of one that is newer, or not intact. */
    Grant gap(ConnectionDefinition definition, ConnectionRow row) {
        Loaded loaded = sealing.load(row);
        if (!loaded.intact()) {
            return Grant.NONE;
        }
        try {
            Values stored = sealing.open(loaded);
            Outcome outcome = MigrationRun.run(definition, row.schemaVersion(), row.method(), stored);
            if (outcome instanceof Outcome.Migrated migrated) {
                return gap(definition, migrated.method(), migrated.values(), row.grant());
            }
            return outcome instanceof Outcome.Current ? gap(definition, row.method(), stored, row.grant()) : Grant.NONE;
        } catch (VaultException e) {
            return Grant.NONE;
        }
    }
}
