package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.VaultException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A 256-bit key that can be wiped, which {@code SecretKeySpec} cannot. Using it afterwards fails with {@code LOCKED}; a use
 * that races with the wiping gets the whole key or that failure, never a half-wiped key. Thread-safe.
 */
final class KeyBytes implements SecretKey, AutoCloseable {
    /** Bytes of every key here. */
    static final int LENGTH = 32;

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;
    private transient volatile boolean destroyed;

    private KeyBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a key has " + LENGTH + " bytes, not " + bytes.length);
        }
        this.bytes = bytes;
    }

    /** A key that takes the array over: it is wiped with the key. */
    static KeyBytes taking(byte[] bytes) {
        return new KeyBytes(bytes);
    }

    /** A key of a copy. */
    static KeyBytes copyOf(byte[] bytes) {
        return new KeyBytes(bytes.clone());
    }

    /** A copy of the key; whoever asks for it wipes it. */
    @Override
    public byte[] getEncoded() {
        byte[] copy = bytes.clone();
        // the copy is read before the flag, as destroy() sets the flag before it wipes: a key half wiped is never used
        VarHandle.loadLoadFence();
        if (destroyed) {
            Arrays.fill(copy, (byte) 0);
            throw new VaultException(VaultException.Reason.LOCKED, "The vault is locked.", null);
        }
        return copy;
    }

    @Override
    public void destroy() {
        destroyed = true;
        VarHandle.fullFence();
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    /** The same as {@link #destroy()}. */
    @Override
    public void close() {
        destroy();
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "KeyBytes[***]";
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(KeyBytes.class.getName());
    }
}
