package dev.patchbay.installer.internal;

import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.FeatureRow;
import dev.patchbay.host.store.Rows.FormerBundleRow;
import dev.patchbay.host.store.Rows.SignerRow;
import dev.patchbay.host.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The codes by which the host knows its own rows again. A row is the sum of its parts, length-prefixed, so that no two rows give
 * the same message; a digest stands for content. Thread-safe.
 */
final class RowCodes {
    /** How rows were written before they knew of trust. */
    private static final String PLAIN = "open";

    private final Vault vault;

    RowCodes(Vault vault) {
        this.vault = vault;
    }

    BundleRow signed(BundleRow row) {
        return new BundleRow(row.symbolicName(), row.version(), row.digest(), row.content(), row.providers(), row.installedBy(),
                row.installedAt(), code(parts(row), row.installedAt()), row.trust(), row.signer());
    }

    FormerBundleRow signed(BundleRow former, long keptUntil) {
        return new FormerBundleRow(former, keptUntil, code(parts(former, "former"), keptUntil));
    }

    FeatureRow signed(FeatureRow row) {
        return new FeatureRow(row.id(), row.version(), row.digest(), row.content(), row.bundles(), row.installedBy(),
                row.installedAt(), code(parts(row), row.installedAt()));
    }

    SignerRow signer(String symbolicName, String signer) {
        return new SignerRow(symbolicName, signer, code(List.of("signer", symbolicName, signer), 0));
    }

    boolean isOurs(BundleRow row) {
        return vault.isMac(Vault.Purpose.ROW, message(parts(row), row.installedAt()), row.mac());
    }

    boolean isOurs(FormerBundleRow row) {
        return isOurs(row.bundle())
                && vault.isMac(Vault.Purpose.ROW, message(parts(row.bundle(), "former"), row.keptUntil()), row.keptMac());
    }

    boolean isOurs(FeatureRow row) {
        return vault.isMac(Vault.Purpose.ROW, message(parts(row), row.installedAt()), row.mac())
                && row.digest().equals(HexFormat.of().formatHex(Upload.sha256().digest(row.content())));
    }

    boolean isOurs(SignerRow row) {
        return vault.isMac(Vault.Purpose.ROW, message(List.of("signer", row.symbolicName(), row.signer()), 0), row.mac());
    }

    private byte[] code(List<String> parts, long number) {
        return vault.mac(Vault.Purpose.ROW, message(parts, number));
    }

    private static List<String> parts(BundleRow row) {
        boolean plain = row.trust().equals(PLAIN) && row.signer().isEmpty();
        return parts(row, plain ? "bundle" : "trusted-bundle");
    }

    private static List<String> parts(BundleRow row, String kind) {
        List<String> parts = new ArrayList<>(
                List.of(kind, row.symbolicName(), row.version(), row.digest(), row.providers(), row.installedBy()));
        if (!kind.equals("bundle")) {
            parts.addAll(List.of(row.trust(), row.signer()));
        }
        return parts;
    }

    private static List<String> parts(FeatureRow row) {
        return List.of("feature", row.id(), row.version(), row.digest(), row.bundles(), row.installedBy());
    }

    private static byte[] message(List<String> parts, long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : parts) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
            out.writeLong(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
