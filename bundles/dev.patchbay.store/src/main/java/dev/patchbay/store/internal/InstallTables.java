package dev.patchbay.store.internal;

import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.FeatureRow;
import dev.patchbay.host.store.Rows.FormerBundleRow;
import dev.patchbay.host.store.Rows.SignerRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What stands around installed bundles: their former versions, libraries, features, and whose key signed them. */
final class InstallTables {
    private static final String BUNDLE =
            "symbolic_name, version, digest, content, providers, installed_by, installed_at, mac, trust, signer";
    private static final String FORMER = "SELECT " + BUNDLE + ", kept_until, kept_mac FROM former_bundle";

    private final SqlSession session;

    InstallTables(SqlSession session) {
        this.session = session;
    }

    List<FormerBundleRow> formerBundles() {
        return session.list(FORMER + " ORDER BY symbolic_name", InstallTables::former);
    }

    Optional<FormerBundleRow> findFormerBundle(String symbolicName) {
        return session.find(FORMER + " WHERE symbolic_name = ?", InstallTables::former, symbolicName);
    }

    void putFormerBundle(FormerBundleRow row) {
        BundleRow bundle = row.bundle();
        session.update("DELETE FROM former_bundle WHERE symbolic_name = ?", bundle.symbolicName());
        session.update(
                "INSERT INTO former_bundle (" + BUNDLE + ", kept_until, kept_mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                bundle.symbolicName(), bundle.version(), bundle.digest(), bundle.content(), bundle.providers(),
                bundle.installedBy(), bundle.installedAt(), bundle.mac(), bundle.trust(), bundle.signer(), row.keptUntil(),
                row.keptMac());
    }

    void deleteFormerBundle(String symbolicName) {
        session.update("DELETE FROM former_bundle WHERE symbolic_name = ?", symbolicName);
    }

    List<BundleRow> libraries() {
        return session.list("SELECT " + BUNDLE + " FROM library ORDER BY symbolic_name, version", PluginTables::bundle);
    }

    void putLibrary(BundleRow row) {
        deleteLibrary(row.symbolicName(), row.version());
        session.update(
                "INSERT INTO library (" + BUNDLE + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.symbolicName(), row.version(), row.digest(), row.content(), row.providers(), row.installedBy(),
                row.installedAt(), row.mac(), row.trust(), row.signer());
    }

    void deleteLibrary(String symbolicName, String version) {
        session.update("DELETE FROM library WHERE symbolic_name = ? AND version = ?", symbolicName, version);
    }

    List<FeatureRow> features() {
        return session.list(
                "SELECT id, version, digest, content, bundles, installed_by, installed_at, mac FROM feature ORDER BY id",
                row -> new FeatureRow(
                        row.getString(1), row.getString(2), row.getString(3), row.getBytes(4), row.getString(5),
                        row.getString(6), row.getLong(7), row.getBytes(8)));
    }

    void putFeature(FeatureRow row) {
        deleteFeature(row.id());
        session.update(
                "INSERT INTO feature (id, version, digest, content, bundles, installed_by, installed_at, mac)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(), row.version(), row.digest(), row.content(), row.bundles(), row.installedBy(), row.installedAt(),
                row.mac());
    }

    void deleteFeature(String id) {
        session.update("DELETE FROM feature WHERE id = ?", id);
    }

    Optional<SignerRow> findSigner(String symbolicName) {
        return session.find(
                "SELECT symbolic_name, signer, mac FROM bundle_signer WHERE symbolic_name = ?",
                row -> new SignerRow(row.getString(1), row.getString(2), row.getBytes(3)), symbolicName);
    }

    void putSigner(SignerRow row) {
        session.update("DELETE FROM bundle_signer WHERE symbolic_name = ?", row.symbolicName());
        session.update(
                "INSERT INTO bundle_signer (symbolic_name, signer, mac) VALUES (?, ?, ?)",
                row.symbolicName(), row.signer(), row.mac());
    }

    private static FormerBundleRow former(ResultSet row) throws SQLException {
        return new FormerBundleRow(PluginTables.bundle(row), row.getLong(11), row.getBytes(12));
    }
}
