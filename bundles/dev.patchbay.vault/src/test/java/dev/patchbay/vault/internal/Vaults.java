package dev.patchbay.vault.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.SealedKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Vaults with the quick envelope for tests. */
final class Vaults {
    static final long NOW = 1_790_000_000_000L;

    private Vaults() {}

    static KeyRingVault locked() {
        return new KeyRingVault(() -> passphrase("configuration"), new QuickEnvelope(), new SecureRandom(), () -> NOW);
    }

    static KeyRingVault unlocked() {
        KeyRingVault vault = locked();
        RootKeySource source = source("right");
        vault.unlock(vault.createRing(source), source);
        return vault;
    }

    static RootKeySource source(String passphrase) {
        return new FixedPassphrase(passphrase(passphrase), new QuickEnvelope());
    }

    static Passphrase passphrase(String text) {
        return Passphrase.of(Secret.of(text), "a test");
    }

    /** The ring with its root key replaced. */
    static List<SealedKey> withRoot(List<SealedKey> ring, SealedKey root) {
        List<SealedKey> changed = new ArrayList<>(ring);
        changed.set(0, root);
        return changed;
    }
}
