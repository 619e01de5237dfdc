package dev.patchbay.store.internal;

import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.ProviderRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Providers ever seen, and the bundles installed at run time. */
final class PluginTables {
    private static final String BUNDLES =
            "SELECT symbolic_name, version, digest, content, providers, installed_by, installed_at, mac, trust, signer FROM bundle";
    private static final String PROVIDERS =
            "SELECT id, owner, bundle_version, definition, capabilities, seen_at, mac FROM provider";

    private final SqlSession session;

    PluginTables(SqlSession session) {
        this.session = session;
    }

    List<ProviderRow> providers() {
        return session.list(PROVIDERS + " ORDER BY id", PluginTables::provider);
    }

    Optional<ProviderRow> findProvider(String id) {
        return session.find(PROVIDERS + " WHERE id = ?", PluginTables::provider, id);
    }

    private static ProviderRow provider(ResultSet row) throws SQLException {
        return new ProviderRow(
                row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getLong(6), row.getBytes(7));
    }

    void putProvider(ProviderRow row) {
        session.update(
                "INSERT INTO provider (id, owner, bundle_version, definition, capabilities, seen_at, mac)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET owner = excluded.owner,"
                        + " bundle_version = excluded.bundle_version, definition = excluded.definition,"
                        + " capabilities = excluded.capabilities, seen_at = excluded.seen_at, mac = excluded.mac",
                row.id(), row.owner(), row.bundleVersion(), row.definition(), row.capabilities(), row.seenAt(), row.mac());
    }

    List<BundleRow> bundles() {
        return session.list(BUNDLES + " ORDER BY symbolic_name", PluginTables::bundle);
    }

    Optional<BundleRow> findBundle(String symbolicName) {
        return session.find(BUNDLES + " WHERE symbolic_name = ?", PluginTables::bundle, symbolicName);
    }

    void putBundle(BundleRow row) {
        session.update(
                "INSERT INTO bundle (symbolic_name, version, digest, content, providers, installed_by, installed_at, mac,"
                        + " trust, signer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (symbolic_name) DO UPDATE SET"
                        + " version = excluded.version, digest = excluded.digest, content = excluded.content,"
                        + " providers = excluded.providers, installed_by = excluded.installed_by,"
                        + " installed_at = excluded.installed_at, mac = excluded.mac,"
                        + " trust = excluded.trust, signer = excluded.signer",
                row.symbolicName(), row.version(), row.digest(), row.content(), row.providers(), row.installedBy(),
                row.installedAt(), row.mac(), row.trust(), row.signer());
    }

    void deleteBundle(String symbolicName) {
        session.update("DELETE FROM bundle WHERE symbolic_name = ?", symbolicName);
    }

    static BundleRow bundle(ResultSet row) throws SQLException {
        return new BundleRow(
                row.getString(1), row.getString(2), row.getString(3), row.getBytes(4), row.getString(5),
                row.getString(6), row.getLong(7), row.getBytes(8), row.getString(9), row.getString(10));
    }
}
