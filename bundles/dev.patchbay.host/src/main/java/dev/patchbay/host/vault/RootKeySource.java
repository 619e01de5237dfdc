package dev.patchbay.host.vault;

import org.osgi.annotation.versioning.ConsumerType;

/** Where the root key is sealed: under a passphrase, in a key file, in a hardware module. New ones are bundles. Thread-safe. */
@ConsumerType
public interface RootKeySource {

    /**
     * Makes ready for a first start, when there is no data: a passphrase source with none given makes one. Never called where
     * data exists.
     *
     * @return one sentence that says what was made and where, or an empty text
     */
    String prepare();

    /** Seals the root key. */
    byte[] seal(byte[] rootKey);

    /**
     * Opens it again.
     *
     * @throws VaultException {@code KEY_MISSING}, {@code KEY_EMPTY} or {@code KEY_WRONG}, saying which place was looked at
     */
    byte[] open(byte[] sealed);
}
