package dev.patchbay.core.internal.base;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.host.vault.Vault.Purpose;
import dev.patchbay.host.vault.VaultException;
import dev.patchbay.host.vault.WrappedKey;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The vault as callers of the host see it: while it is locked, as at the host's end, the answer is {@code NOT_READY}.
 * Thread-safe.
 */
public final class UnlockedVault {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Vault vault;

    public UnlockedVault(Vault vault) {
        this.vault = vault;
    }

    public WrappedKey newDataKey(byte[] owner) {
        return get(() -> vault.newDataKey(owner));
    }

    public WrappedKey rewrap(WrappedKey key, byte[] owner) {
        return get(() -> vault.rewrap(key, owner));
    }

    public String activeKek() {
        return get(vault::activeKek);
    }

    public SealedKey newKek(long createdAt) {
        return get(() -> vault.newKek(createdAt));
    }

    public void activate(SealedKey kek) {
        get(() -> {
            vault.activate(kek);
            return kek;
        });
    }

    public void forget(String kekId) {
        get(() -> {
            vault.forget(kekId);
            return kekId;
        });
    }

    public byte[] seal(WrappedKey key, byte[] owner, byte[] additional, byte[] plain) {
        return get(() -> vault.seal(key, owner, additional, plain));
    }

    /** Throws {@link VaultException} {@code TAMPERED} for what was changed. */
    public byte[] open(WrappedKey key, byte[] owner, byte[] additional, byte[] sealed) {
        return get(() -> vault.open(key, owner, additional, sealed));
    }

    public byte[] mac(Purpose purpose, byte[] message) {
        return get(() -> vault.mac(purpose, message));
    }

    public boolean isMac(Purpose purpose, byte[] message, byte[] mac) {
        return get(() -> vault.isMac(purpose, message, mac));
    }

    private static <T> T get(Supplier<T> work) {
        try {
            return work.get();
        } catch (VaultException e) {
            if (e.reason() == VaultException.Reason.LOCKED) {
                throw new ProblemException(ProblemType.NOT_READY, "The vault is locked.", List.of(), RETRY, e);
            }
            throw e;
        }
    }
}
