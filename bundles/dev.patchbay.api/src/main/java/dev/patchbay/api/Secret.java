package dev.patchbay.api;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not appear in a log, an HTTP response or a dump: a password, a key, a token. Only {@link #reveal()}
 * shows it. Immutable and thread-safe.
 *
 * <p>It has no getter on purpose: serializers that work by reflection find nothing to print.
 */
public final class Secret {
    /* transient: serializers that read fields (JDK, Jackson with field visibility) skip it */
    private final transient String value;

    private Secret(String value) {
        this.value = value;
    }

    /** The given text as a secret, byte for byte; the empty text is allowed. */
    public static Secret of(CharSequence value) {
        return new Secret(value.toString());
    }

    /** The clear text. Call it at the last moment, in the argument list of the client that needs it. */
    public String reveal() {
        return value;
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "Secret[***]";
    }

    /** Compares the texts in constant time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    /** The same for every secret, so that it says nothing about the value. */
    @Override
    public int hashCode() {
        return 0x5EC;
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(Secret.class.getName());
    }
}
