package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.definitions.ValuesJson;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.Vault.Purpose;
import dev.patchbay.host.vault.VaultException;
import dev.patchbay.host.vault.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Seals and opens the values of connections, and signs their rows. The values are bound to account, id, provider, schema and
 * record version, key and the grant stored beside them; the row's code covers every durable column. Thread-safe.
 */
public final class Sealing {
    private final UnlockedVault vault;

    public Sealing(UnlockedVault vault) {
        this.vault = vault;
    }

    /** The row with these values, under a new data key where it has none. */
    public ConnectionRow seal(RowDraft draft, Values values) {
        if (draft.dataKey.length == 0) {
            WrappedKey fresh = vault.newDataKey(owner(draft.id));
            draft.kekId = fresh.kekId();
            draft.dataKey = fresh.bytes();
        }
        byte[] plain = ValuesJson.write(values);
        WrappedKey key = new WrappedKey(draft.kekId, draft.dataKey);
        draft.payload = vault.seal(key, owner(draft.id), additional(draft.row()), plain);
        Arrays.fill(plain, (byte) 0);
        return sign(draft);
    }

    /**
     * The same version of the row with its data key under the active KEK, and sealed anew, since the KEK's id is bound to it.
     *
     * @throws VaultException {@code TAMPERED} for a row that is not intact or does not open
     */
    ConnectionRow rewrap(ConnectionRow row) {
        Loaded loaded = load(row);
        requireIntact(loaded);
        RowDraft draft = RowDraft.after(row, row.updatedAt());
        draft.version = row.version();
        WrappedKey key = vault.rewrap(loaded.key(), loaded.owner());
        draft.kekId = key.kekId();
        draft.dataKey = key.bytes();
        byte[] plain = vault.open(loaded.key(), loaded.owner(), loaded.additional(), row.payload());
        draft.payload = vault.seal(key, loaded.owner(), additional(draft.row()), plain);
        Arrays.fill(plain, (byte) 0);
        return sign(draft);
    }

    /** The row without values: nothing is left to be opened. */
    public ConnectionRow sealEmpty(RowDraft draft) {
        draft.kekId = "";
        draft.dataKey = new byte[0];
        draft.payload = new byte[0];
        return sign(draft);
    }

    private ConnectionRow sign(RowDraft draft) {
        draft.mac = vault.mac(Purpose.ROW, message(draft.row()));
        return draft.row();
    }

    /** Checks the row's code and makes ready what opening it needs. */
    public Loaded load(ConnectionRow row) {
        boolean intact = vault.isMac(Purpose.ROW, message(row), row.mac());
        return new Loaded(row, intact, new WrappedKey(row.kekId(), row.dataKey()), owner(row.id()), additional(row));
    }

    /**
     * The values.
     *
     * @throws VaultException {@code TAMPERED} for a row that is not intact or does not open
     */
    public Values open(Loaded loaded) {
        requireIntact(loaded);
        if (loaded.row().payload().length == 0) {
            return Values.empty();
        }
        byte[] plain = vault.open(loaded.key(), loaded.owner(), loaded.additional(), loaded.row().payload());
        try {
            return ValuesJson.read(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static void requireIntact(Loaded loaded) {
        if (!loaded.intact()) {
            throw new VaultException(VaultException.Reason.TAMPERED, "The record's code is not right.", null);
        }
    }

    private static byte[] owner(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] additional(ConnectionRow row) {
        return new Frame("connection-values/1")
                .text(row.account())
                .text(row.id())
                .text(row.provider())
                .number(row.schemaVersion())
                .number(row.version())
                .text(row.kekId())
                .bytes(Frame.sha256(row.grant().getBytes(StandardCharsets.UTF_8)))
                .toBytes();
    }

    private static byte[] message(ConnectionRow row) {
        return new Frame("connection/1")
                .text(row.id())
                .text(row.account())
                .text(row.provider())
                .text(row.method())
                .text(row.label())
                .text(row.status())
                .text(row.reason())
                .text(row.owner())
                .number(row.schemaVersion())
                .number(row.version())
                .text(row.grant())
                .text(row.kekId())
                .bytes(row.dataKey())
                .bytes(row.payload())
                .number(row.createdAt())
                .number(row.updatedAt())
                .number(row.expiresAt())
                .number(row.deletedAt())
                .number(row.purgeAt())
                .toBytes();
    }
}
