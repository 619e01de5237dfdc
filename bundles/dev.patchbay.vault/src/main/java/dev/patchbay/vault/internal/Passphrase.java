package dev.patchbay.vault.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A passphrase: a text, exactly as given, with the place it came from, for messages. Two Unicode forms of one text are two
 * passphrases. Immutable.
 */
final class Passphrase {
    private final String text;
    private final String place;

    private Passphrase(String text, String place) {
        this.text = text;
        this.place = place;
    }

    /** The given text. */
    static Passphrase of(Secret secret, String place) {
        String text = secret.reveal();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw noText(place);
        }
        if (text.isBlank()) {
            throw new VaultException(VaultException.Reason.KEY_EMPTY, "The passphrase in " + place + " is empty. "
                    + "Put the passphrase there that this data was sealed with.", null);
        }
        return new Passphrase(text, place);
    }

    /** The UTF-8 text of a file, without exactly one LF or CRLF at its end. */
    static Passphrase ofFile(byte[] content, String place) {
        int end = content.length;
        if (end > 0 && content[end - 1] == '\n') {
            end--;
            if (end > 0 && content[end - 1] == '\r') {
                end--;
            }
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content, 0, end));
            return of(Secret.of(text), place);
        } catch (CharacterCodingException e) {
            throw noText(place);
        }
    }

    /* without the coder's exception as a cause: it tells about the text */
    private static VaultException noText(String place) {
        return new VaultException(VaultException.Reason.KEY_WRONG, "What is in " + place + " is no UTF-8 text, and so no "
                + "passphrase. For a key of raw bytes there is vault.key-file.", null);
    }

    /** The text. */
    Secret secret() {
        return Secret.of(text);
    }

    /** Where it came from, as a phrase: "the file /etc/…". */
    String place() {
        return place;
    }

    /**
     * The UTF-8 bytes in Base64: the JDK's password-based ciphers take ASCII alone, and the library above them would fold Unicode
     * forms into one.
     */
    char[] ascii() {
        byte[] encoded = Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8));
        char[] ascii = new char[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            ascii[i] = (char) encoded[i];
        }
        Arrays.fill(encoded, (byte) 0);
        return ascii;
    }

    /** The same text in a Unicode form; empty where that changes nothing. */
    Optional<Passphrase> inForm(Normalizer.Form form) {
        return Normalizer.isNormalized(text, form)
                ? Optional.empty()
                : Optional.of(new Passphrase(Normalizer.normalize(text, form), place));
    }

    /** Never the passphrase. */
    @Override
    public String toString() {
        return "Passphrase[***]";
    }
}
