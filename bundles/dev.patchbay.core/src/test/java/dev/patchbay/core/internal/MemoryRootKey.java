package dev.patchbay.core.internal;

import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.VaultException;
import java.util.Arrays;

/** A source that tests can afford: the root key behind one byte, which is the passphrase. */
public final class MemoryRootKey implements RootKeySource {
    public byte passphrase = 1;
    int prepared;

    @Override
    public String prepare() {
        prepared++;
        return "";
    }

    @Override
    public byte[] seal(byte[] rootKey) {
        byte[] sealed = Arrays.copyOf(rootKey, rootKey.length + 1);
        sealed[rootKey.length] = passphrase;
        return sealed;
    }

    @Override
    public byte[] open(byte[] sealed) {
        if (sealed[sealed.length - 1] != passphrase) {
            throw new VaultException(VaultException.Reason.KEY_WRONG, "The passphrase in memory is another one.", null);
        }
        return Arrays.copyOf(sealed, sealed.length - 1);
    }
}
