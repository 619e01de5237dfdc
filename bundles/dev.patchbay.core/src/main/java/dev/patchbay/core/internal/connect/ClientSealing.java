package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.definitions.ValuesJson;
import dev.patchbay.host.store.OAuthRows.ClientRow;
import dev.patchbay.host.vault.Vault.Purpose;
import dev.patchbay.host.vault.VaultException;
import dev.patchbay.host.vault.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Seals and opens the values of OAuth clients, and signs their rows. The values are bound to id, account, provider, method and
 * version; with them the symbolic name of the bundle that gave the provider is sealed, so that no other ever gets them, and the
 * hosts that get the secrets. The row's code covers every column. Thread-safe.
 */
public final class ClientSealing {
    private final UnlockedVault vault;

    /**
     * What was sealed.
     *
     * @param owner symbolic name of the provider's bundle; empty where nothing was sealed
     * @param hosts where the secrets were meant to go when they were entered; empty where that was not noted yet
     */
    record Content(String owner, Set<String> hosts, Values values) {
        Content {
            hosts = Set.copyOf(hosts);
        }

        @Override
        public String toString() {
            return "Content of " + owner;
        }
    }

    public ClientSealing(UnlockedVault vault) {
        this.vault = vault;
    }

    /** The row with this content, under a new data key where it has none. */
    ClientRow seal(ClientRow row, Content content) {
        WrappedKey key = row.dataKey().length == 0
                ? vault.newDataKey(owner(row))
                : new WrappedKey(row.kekId(), row.dataKey());
        byte[] plain = plain(content);
        byte[] payload = vault.seal(key, owner(row), additional(row), plain);
        Arrays.fill(plain, (byte) 0);
        return signed(row, key, payload);
    }

    /** The row without values: nothing is left to be opened. */
    public ClientRow sealEmpty(ClientRow row) {
        return signed(row, new WrappedKey("", new byte[0]), new byte[0]);
    }

    /**
     * The same version of the row with its data key under the active KEK.
     *
     * @throws VaultException {@code TAMPERED} for a row that is not intact
     */
    ClientRow rewrap(ClientRow row) {
        requireIntact(row);
        return signed(row, vault.rewrap(new WrappedKey(row.kekId(), row.dataKey()), owner(row)), row.payload());
    }

    /**
     * What was sealed.
     *
     * @throws VaultException {@code TAMPERED} for a row that is not intact or does not open
     */
    Content open(ClientRow row) {
        requireIntact(row);
        if (row.payload().length == 0) {
            return new Content("", Set.of(), Values.empty());
        }
        WrappedKey key = new WrappedKey(row.kekId(), row.dataKey());
        byte[] plain = vault.open(key, owner(row), additional(row), row.payload());
        try {
            return content(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private void requireIntact(ClientRow row) {
        if (!vault.isMac(Purpose.ROW, message(row), row.mac())) {
            throw new VaultException(VaultException.Reason.TAMPERED, "The record's code is not right.", null);
        }
    }

    /** The length of what follows: the owner's name and the hosts, a line each; then the values. */
    private static byte[] plain(Content content) {
        byte[] owner = String.join("\n", lines(content)).getBytes(StandardCharsets.UTF_8);
        byte[] values = ValuesJson.write(content.values());
        byte[] plain = ByteBuffer.allocate(Integer.BYTES + owner.length + values.length)
                .putInt(owner.length).put(owner).put(values).array();
        Arrays.fill(values, (byte) 0);
        return plain;
    }

    private static List<String> lines(Content content) {
        List<String> lines = new ArrayList<>(List.of(content.owner()));
        lines.addAll(new TreeSet<>(content.hosts()));
        return lines;
    }

    private static Content content(byte[] plain) {
        int length = ByteBuffer.wrap(plain).getInt();
        byte[] values = Arrays.copyOfRange(plain, Integer.BYTES + length, plain.length);
        try {
            List<String> lines = new String(plain, Integer.BYTES, length, StandardCharsets.UTF_8).lines().toList();
            String owner = lines.isEmpty() ? "" : lines.get(0);
            return new Content(owner, Set.copyOf(lines.subList(Math.min(1, lines.size()), lines.size())), ValuesJson.read(values));
        } finally {
            Arrays.fill(values, (byte) 0);
        }
    }

    private ClientRow signed(ClientRow row, WrappedKey key, byte[] payload) {
        ClientRow bare = copy(row, key, payload, new byte[0]);
        return copy(bare, key, payload, vault.mac(Purpose.ROW, message(bare)));
    }

    private static ClientRow copy(ClientRow row, WrappedKey key, byte[] payload, byte[] mac) {
        return new ClientRow(
                row.id(), row.account(), row.provider(), row.method(), row.label(), row.complete(), row.version(),
                key.kekId(), key.bytes(), payload, mac, row.createdAt(), row.updatedAt());
    }

    private static byte[] owner(ClientRow row) {
        return row.id().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] additional(ClientRow row) {
        return new Frame("oauth-client-values/1")
                .text(row.id())
                .text(row.account())
                .text(row.provider())
                .text(row.method())
                .number(row.version())
                .toBytes();
    }

    private static byte[] message(ClientRow row) {
        return new Frame("oauth-client/1")
                .text(row.id())
                .text(row.account())
                .text(row.provider())
                .text(row.method())
                .text(row.label())
                .number(row.complete() ? 1 : 0)
                .number(row.version())
                .text(row.kekId())
                .bytes(row.dataKey())
                .bytes(row.payload())
                .number(row.createdAt())
                .number(row.updatedAt())
                .toBytes();
    }
}
