package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.RootKeySource;
import java.security.SecureRandom;

/** The root key sealed under a passphrase, which is read anew each time and kept nowhere. Thread-safe. */
final class PassphraseRootKey implements RootKeySource, ConfigKeySource {
    private final PassphrasePlaces places;
    private final PassphraseEnvelope envelope;
    private final SecureRandom random;

    PassphraseRootKey(PassphrasePlaces places, PassphraseEnvelope envelope, SecureRandom random) {
        this.places = places;
        this.envelope = envelope;
        this.random = random;
    }

    @Override
    public String prepare() {
        return places.makeIfNoneIsGiven(random);
    }

    @Override
    public byte[] seal(byte[] rootKey) {
        return envelope.seal(PassphraseEnvelope.Label.ROOT, places.get(), rootKey);
    }

    @Override
    public byte[] open(byte[] sealed) {
        return envelope.open(PassphraseEnvelope.Label.ROOT, places.get(), sealed, "this data");
    }

    @Override
    public Passphrase forConfiguration() {
        return places.get();
    }
}
