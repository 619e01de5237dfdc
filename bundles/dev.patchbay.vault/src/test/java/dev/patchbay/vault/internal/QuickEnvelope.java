package dev.patchbay.vault.internal;

import java.security.SecureRandom;

/** The envelope with a floor of ten rounds, so that hundreds of tries take no minutes. */
final class QuickEnvelope extends PassphraseEnvelope {
    static final int ROUNDS = 10;

    QuickEnvelope() {
        super(new SecureRandom());
    }

    @Override
    int floor() {
        return ROUNDS;
    }
}
