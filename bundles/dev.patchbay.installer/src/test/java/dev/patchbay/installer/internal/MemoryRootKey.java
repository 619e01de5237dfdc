package dev.patchbay.installer.internal;

import dev.patchbay.host.vault.RootKeySource;

/** A source that tests can afford: the root key as it is. */
final class MemoryRootKey implements RootKeySource {
    @Override
    public String prepare() {
        return "";
    }

    @Override
    public byte[] seal(byte[] rootKey) {
        return rootKey.clone();
    }

    @Override
    public byte[] open(byte[] sealed) {
        return sealed.clone();
    }
}
