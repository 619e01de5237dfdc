package dev.patchbay.vault.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.host.vault.VaultException;
import org.junit.function.ThrowingRunnable;

/** What several tests say about refusals. */
final class Refusals {
    private Refusals() {}

    static VaultException assertRefused(VaultException.Reason reason, ThrowingRunnable act) {
        return assertRefused("", reason, act);
    }

    static VaultException assertRefused(String what, VaultException.Reason reason, ThrowingRunnable act) {
        VaultException refusal = assertThrows(what, VaultException.class, act);
        assertEquals(what + ": " + refusal.getMessage(), reason, refusal.reason());
        return refusal;
    }
}
