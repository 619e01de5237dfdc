package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.store.OAuthRows.SessionRow;
import dev.patchbay.host.vault.Vault.Purpose;
import dev.patchbay.host.vault.VaultException;
import dev.patchbay.host.vault.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Seals connect sessions under a data key of their own; the row's code covers every column. Thread-safe. */
final class SessionSealing {
    private final UnlockedVault vault;

    SessionSealing(UnlockedVault vault) {
        this.vault = vault;
    }

    /** A new row. */
    SessionRow fresh(String id, String account, SessionState state, long now, long expiresAt) {
        WrappedKey key = vault.newDataKey(owner(id));
        return seal(new SessionRow(
                id, state.token, state.key, state.correlation, account, 1, key.kekId(), key.bytes(), new byte[0], new byte[0],
                now, expiresAt), state);
    }

    /** The version after this one. */
    SessionRow after(SessionRow row, SessionState state) {
        return seal(new SessionRow(
                row.id(), state.token, state.key, state.correlation, row.account(), row.version() + 1, row.kekId(), row.dataKey(),
                new byte[0], new byte[0], row.createdAt(), row.expiresAt()), state);
    }

    /**
     * What is in a row.
     *
     * @throws VaultException {@code TAMPERED} for one that is not intact
     */
    SessionState open(SessionRow row) {
        if (!vault.isMac(Purpose.ROW, message(row), row.mac())) {
            throw new VaultException(VaultException.Reason.TAMPERED, "The session's code is not right.", null);
        }
        byte[] plain = vault.open(key(row), owner(row.id()), additional(row), row.payload());
        try {
            SessionState state = SessionJson.read(plain);
            state.token = row.tokenHash();
            state.key = row.keyHash();
            state.correlation = row.correlationHash();
            return state;
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private SessionRow seal(SessionRow row, SessionState state) {
        byte[] plain = SessionJson.write(state);
        byte[] payload = vault.seal(key(row), owner(row.id()), additional(row), plain);
        Arrays.fill(plain, (byte) 0);
        SessionRow sealed = with(row, payload, new byte[0]);
        return with(sealed, payload, vault.mac(Purpose.ROW, message(sealed)));
    }

    private static SessionRow with(SessionRow row, byte[] payload, byte[] mac) {
        return new SessionRow(
                row.id(), row.tokenHash(), row.keyHash(), row.correlationHash(), row.account(), row.version(), row.kekId(),
                row.dataKey(), payload, mac, row.createdAt(), row.expiresAt());
    }

    private static WrappedKey key(SessionRow row) {
        return new WrappedKey(row.kekId(), row.dataKey());
    }

    private static byte[] owner(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] additional(SessionRow row) {
        return new Frame("connect-session-payload/1")
                .text(row.id()).text(row.account()).number(row.version()).number(row.expiresAt()).toBytes();
    }

    private static byte[] message(SessionRow row) {
        Frame frame = new Frame("connect-session/1").text(row.id()).text(row.account()).number(row.version());
        for (byte[] hash : new byte[][] {row.tokenHash(), row.keyHash(), row.correlationHash()}) {
            frame.number(hash == null ? 0 : 1).bytes(hash == null ? new byte[0] : hash);
        }
        return frame.text(row.kekId()).bytes(row.dataKey()).bytes(row.payload())
                .number(row.createdAt()).number(row.expiresAt()).toBytes();
    }
}
