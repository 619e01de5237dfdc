package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.RootKeySource;

/** The root key sealed under one given passphrase, in the form that {@link PassphraseRootKey} opens. Thread-safe. */
final class FixedPassphrase implements RootKeySource {
    private final Passphrase passphrase;
    private final PassphraseEnvelope envelope;

    FixedPassphrase(Passphrase passphrase, PassphraseEnvelope envelope) {
        this.passphrase = passphrase;
        this.envelope = envelope;
    }

    @Override
    public String prepare() {
        return "";
    }

    @Override
    public byte[] seal(byte[] rootKey) {
        return envelope.seal(PassphraseEnvelope.Label.ROOT, passphrase, rootKey);
    }

    @Override
    public byte[] open(byte[] sealed) {
        return envelope.open(PassphraseEnvelope.Label.ROOT, passphrase, sealed, "this data");
    }
}
