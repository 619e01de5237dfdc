package dev.patchbay.vault.internal;

/** Where the key of {@code ENC(…)} configuration values comes from: the same place as the root key's. Thread-safe. */
interface ConfigKeySource {
    /**
     * The passphrase of the configuration's values, there before any database is.
     *
     * @throws dev.patchbay.host.vault.VaultException {@code KEY_MISSING}, {@code KEY_EMPTY} or {@code KEY_WRONG}
     */
    Passphrase forConfiguration();
}
