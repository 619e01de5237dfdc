package dev.patchbay.vault.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** {@code ENC(…)} values of the configuration: an envelope in Base64 for URLs (RFC 4648 section 5). Thread-safe. */
final class ConfigValues {
    private static final String PREFIX = "ENC(";
    private static final String SUFFIX = ")";

    private final ConfigKeySource source;
    private final PassphraseEnvelope envelope;

    ConfigValues(ConfigKeySource source, PassphraseEnvelope envelope) {
        this.source = source;
        this.envelope = envelope;
    }

    /** The secret of a value; of one that is not {@code ENC(…)}, the value itself. */
    Secret open(String value) {
        if (!value.startsWith(PREFIX) || !value.endsWith(SUFFIX)) {
            return Secret.of(value);
        }
        byte[] frame = decode(value.substring(PREFIX.length(), value.length() - SUFFIX.length()));
        byte[] clear = envelope.open(PassphraseEnvelope.Label.CONFIGURATION, source.forConfiguration(), frame,
                "an ENC(…) value of the configuration");
        try {
            return Secret.of(new String(clear, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** The value for a secret. */
    String seal(Secret secret) {
        byte[] clear = secret.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] frame = envelope.seal(PassphraseEnvelope.Label.CONFIGURATION, source.forConfiguration(), clear);
            return PREFIX + encode(frame) + SUFFIX;
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /* one spelling for each value: the decoder of the JDK lets bits pass that the last letter does not need */
    private static byte[] decode(String text) {
        try {
            byte[] frame = Base64.getUrlDecoder().decode(text);
            if (encode(frame).equals(text)) {
                return frame;
            }
            throw noBase64();
        } catch (IllegalArgumentException e) {
            // no cause: its message quotes the value
            throw noBase64();
        }
    }

    private static String encode(byte[] frame) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(frame);
    }

    private static VaultException noBase64() {
        return Tampered.because("An ENC(…) value of the configuration is damaged: it is no Base64 text for URLs.");
    }
}
