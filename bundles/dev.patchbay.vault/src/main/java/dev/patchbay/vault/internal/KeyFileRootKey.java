package dev.patchbay.vault.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The root key sealed under a file of 32 raw random bytes that is its owner's alone. The file is read anew each time; what is
 * sealed names it by an id derived from it, so that another key file is told from a damaged record. Thread-safe.
 */
final class KeyFileRootKey implements RootKeySource, ConfigKeySource {
    private static final String REMEDY = "Put the key that this data was sealed with there; for a new host, make one of 32 random "
            + "bytes with the permissions 0400.";

    private final Path file;
    private final RecordFrame frames;

    KeyFileRootKey(Path file, RecordFrame frames) {
        this.file = file;
        this.frames = frames;
    }

    /** Makes nothing: who names a key file brings it. */
    @Override
    public String prepare() {
        return "";
    }

    @Override
    public byte[] seal(byte[] rootKey) {
        try (KeyBytes key = read(); KeyBytes wrapping = Hkdf.derive(key, "key file root")) {
            return frames.seal(RecordFrame.Domain.ROOT, wrapping, id(key), rootKey);
        }
    }

    @Override
    public byte[] open(byte[] sealed) {
        try (KeyBytes key = read(); KeyBytes wrapping = Hkdf.derive(key, "key file root")) {
            long id = id(key);
            if (RecordFrame.keyId(sealed) != id) {
                throw wrong("is not the one that sealed this data");
            }
            return frames.open(RecordFrame.Domain.ROOT, wrapping, id, sealed);
        }
    }

    @Override
    public Passphrase forConfiguration() {
        try (KeyBytes key = read(); KeyBytes derived = Hkdf.derive(key, "key file configuration")) {
            byte[] clear = derived.getEncoded();
            try {
                return Passphrase.of(Secret.of(HexFormat.of().formatHex(clear)), "the key file " + file);
            } finally {
                Arrays.fill(clear, (byte) 0);
            }
        }
    }

    private KeyBytes read() {
        if (!file.isAbsolute()) {
            throw new VaultException(VaultException.Reason.KEY_MISSING,
                    "The key file " + file + " is not named by an absolute path.", null);
        }
        byte[] content = KeyFiles.read(file, "key", REMEDY);
        if (content.length == 0) {
            throw new VaultException(VaultException.Reason.KEY_EMPTY, "The key file " + file + " is empty. " + REMEDY, null);
        }
        if (content.length != KeyBytes.LENGTH) {
            throw wrong("holds " + content.length + " bytes instead of " + KeyBytes.LENGTH);
        }
        if (KeyFiles.isOpenToOthers(file)) {
            throw wrong("may be used by others than its owner: make it 0400, after making sure that nobody has read it");
        }
        return KeyBytes.taking(content);
    }

    private static long id(KeyBytes key) {
        try (KeyBytes derived = Hkdf.derive(key, "key file id")) {
            return ByteBuffer.wrap(derived.getEncoded()).getLong();
        }
    }

    private VaultException wrong(String problem) {
        return new VaultException(VaultException.Reason.KEY_WRONG, "The key file " + file + " " + problem + ".", null);
    }
}
