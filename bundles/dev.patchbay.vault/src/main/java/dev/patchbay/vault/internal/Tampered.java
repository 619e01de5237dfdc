package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.VaultException;

/** The refusal of bytes that are not what was sealed. */
final class Tampered {
    private Tampered() {}

    /** The exception, with a sentence for people. */
    static VaultException because(String sentence) {
        return new VaultException(VaultException.Reason.TAMPERED, sentence, null);
    }
}
