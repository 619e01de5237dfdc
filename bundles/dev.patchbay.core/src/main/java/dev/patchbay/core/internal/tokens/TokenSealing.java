package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.Loaded;
import dev.patchbay.core.internal.definitions.ValuesJson;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import dev.patchbay.host.vault.Vault.Purpose;
import dev.patchbay.host.vault.VaultException;
import dev.patchbay.host.vault.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Seals and opens the tokens of connections under the connection's own data key, and signs their rows. Bound to them are the
 * connection, its account and their own version; not the KEK, so that a rewrap of the connection leaves them as they are.
 * Thread-safe.
 */
public final class TokenSealing {
    private final UnlockedVault vault;

    public TokenSealing(UnlockedVault vault) {
        this.vault = vault;
    }

    /** The row of these tokens under a version. */
    public TokenRow seal(ConnectionRow row, HeldTokens held, long version) {
        byte[] plain = TokensJson.write(held);
        byte[] payload = vault.seal(key(row), owner(row), additional(row, version), plain);
        Arrays.fill(plain, (byte) 0);
        TokenRow bare = new TokenRow(row.id(), version, payload, new byte[0], held.issuedAt(), held.expiresAt());
        byte[] mac = vault.mac(Purpose.ROW, message(bare));
        return new TokenRow(row.id(), version, payload, mac, held.issuedAt(), held.expiresAt());
    }

    /**
     * The tokens.
     *
     * @throws VaultException {@code TAMPERED} where one of the rows is not intact
     */
    public HeldTokens open(Loaded connection, TokenRow tokens) {
        if (!connection.intact()) {
            throw new VaultException(VaultException.Reason.TAMPERED, "The record's code is not right.", null);
        }
        return open(connection.row(), tokens);
    }

    /** The same for a connection whose code was checked before. */
    HeldTokens open(ConnectionRow row, TokenRow tokens) {
        boolean genuine = tokens.connection().equals(row.id()) && vault.isMac(Purpose.ROW, message(tokens), tokens.mac());
        if (!genuine) {
            throw new VaultException(VaultException.Reason.TAMPERED, "The tokens' code is not right.", null);
        }
        byte[] plain = vault.open(key(row), owner(row), additional(row, tokens.version()), tokens.payload());
        try {
            return TokensJson.read(plain, tokens.issuedAt(), tokens.expiresAt(), tokens.version());
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Values that came with the tokens of a version, until they are stored. */
    byte[] sealChanged(ConnectionRow row, Values changed, long version) {
        byte[] plain = ValuesJson.write(changed);
        byte[] sealed = vault.seal(key(row), owner(row), changedWith(row, version), plain);
        Arrays.fill(plain, (byte) 0);
        return sealed;
    }

    /** The same in clear; {@code TAMPERED} where they are not what was sealed. */
    Values openChanged(ConnectionRow row, byte[] sealed, long version) {
        byte[] plain = vault.open(key(row), owner(row), changedWith(row, version), sealed);
        try {
            return ValuesJson.read(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] changedWith(ConnectionRow row, long version) {
        return new Frame("connection-changed/1").text(row.id()).text(row.account()).number(version).toBytes();
    }

    private static WrappedKey key(ConnectionRow row) {
        return new WrappedKey(row.kekId(), row.dataKey());
    }

    private static byte[] owner(ConnectionRow row) {
        return row.id().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] additional(ConnectionRow row, long version) {
        return new Frame("connection-tokens/1").text(row.id()).text(row.account()).number(version).toBytes();
    }

    private static byte[] message(TokenRow row) {
        return new Frame("connection-token/1")
                .text(row.connection())
                .number(row.version())
                .bytes(row.payload())
                .number(row.issuedAt())
                .number(row.expiresAt())
                .toBytes();
    }
}
