package dev.patchbay.vault.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.host.vault.VaultException;
import dev.patchbay.host.vault.WrappedKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The vault over a ring of keys kept in memory while it is unlocked. Immediate, as a component that goes when its last user
 * does would forget the keys. Thread-safe.
 */
@Component(service = Vault.class, immediate = true)
public final class KeyRingVault implements Vault {
    private static final String GIVEN = "the backup's passphrase file or prompt";

    private final PassphraseEnvelope envelope;
    private final SecureRandom random;
    private final LongSupplier clock;
    private final RecordFrame frames;
    private final DataKeys dataKeys;
    private final ConfigValues configValues;
    private final AtomicReference<@Nullable KeyRing> unlocked = new AtomicReference<>();

    /** The component. */
    @Activate
    public KeyRingVault(@Reference ConfigKeySource configKeys) {
        this(configKeys, new SecureRandom(), System::currentTimeMillis);
    }

    private KeyRingVault(ConfigKeySource configKeys, SecureRandom random, LongSupplier clock) {
        this(configKeys, new PassphraseEnvelope(random), random, clock);
    }

    KeyRingVault(ConfigKeySource configKeys, PassphraseEnvelope envelope, SecureRandom random, LongSupplier clock) {
        this.envelope = envelope;
        this.random = random;
        this.clock = clock;
        this.frames = new RecordFrame(random);
        this.dataKeys = new DataKeys(frames, random);
        this.configValues = new ConfigValues(configKeys, envelope);
    }

    @Override
    public List<SealedKey> createRing(RootKeySource source) {
        byte[] kek = randomKey();
        long now = clock.getAsLong();
        try (KeyBytes root = KeyBytes.taking(randomKey())) {
            return List.of(sealedRoot(root, source, now), KeyRing.sealKek(root, random.nextLong(), now, kek, frames));
        } finally {
            Arrays.fill(kek, (byte) 0);
        }
    }

    @Override
    public void unlock(List<SealedKey> ring, RootKeySource source) {
        List<SealedKey> roots = ring.stream().filter(key -> key.id().equals(SealedKey.ROOT)).toList();
        if (roots.size() != 1) {
            throw Tampered.because("The key ring holds " + roots.size() + " root keys instead of one.");
        }
        replace(new KeyRing(SealedRoot.open(roots.get(0).sealed(), source), ring, frames));
    }

    @Override
    public boolean isUnlocked() {
        return unlocked.get() != null;
    }

    @Deactivate
    @Override
    public void lock() {
        replace(null);
    }

    private void replace(@Nullable KeyRing ring) {
        KeyRing former = unlocked.getAndSet(ring);
        if (former != null) {
            former.wipe();
        }
    }

    @Override
    public SealedKey reseal(RootKeySource source) {
        return sealedRoot(ring().root(), source, clock.getAsLong());
    }

    @Override
    public SealedKey reseal(Secret passphrase) {
        return reseal(new FixedPassphrase(Passphrase.of(passphrase, "the new passphrase's file or prompt"), envelope));
    }

    @Override
    public Secret passphraseIn(Path file) {
        return PassphrasePlaces.read(file, "Name a file that holds it.").secret();
    }

    @Override
    public byte[] sealRootFor(Secret passphrase) {
        byte[] root = ring().root().getEncoded();
        try {
            return envelope.seal(PassphraseEnvelope.Label.BACKUP_ROOT, Passphrase.of(passphrase, GIVEN), root);
        } finally {
            Arrays.fill(root, (byte) 0);
        }
    }

    @Override
    public SealedKey adoptRoot(byte[] sealedForBackup, Secret passphrase, RootKeySource source) {
        byte[] clear = envelope.open(PassphraseEnvelope.Label.BACKUP_ROOT, Passphrase.of(passphrase, GIVEN), sealedForBackup,
                "the root key of the backup");
        try (KeyBytes root = KeyBytes.taking(clear)) {
            return sealedRoot(root, source, clock.getAsLong());
        }
    }

    private static SealedKey sealedRoot(KeyBytes root, RootKeySource source, long now) {
        return new SealedKey(SealedKey.ROOT, SealedRoot.seal(root, source), now, true);
    }

    @Override
    public String activeKek() {
        return ring().activeId();
    }

    @Override
    public SealedKey newKek(long createdAt) {
        byte[] kek = randomKey();
        try {
            return KeyRing.sealKek(ring().root(), random.nextLong(), createdAt, kek, frames);
        } finally {
            Arrays.fill(kek, (byte) 0);
        }
    }

    @Override
    public void activate(SealedKey kek) {
        KeyRing former = ring();
        KeyRing next = former.activating(kek, frames);
        if (!unlocked.compareAndSet(former, next)) {
            if (!former.has(kek.id())) {
                next.kek(kek.id()).destroy();
            }
            throw changed();
        }
    }

    @Override
    public void forget(String kekId) {
        KeyRing former = ring();
        if (former.activeId().equals(kekId)) {
            throw new IllegalArgumentException("the active key-encryption key is in use");
        }
        if (former.has(kekId)) {
            if (!unlocked.compareAndSet(former, former.without(kekId))) {
                throw changed();
            }
            former.kek(kekId).destroy();
        }
    }

    /* keys come and go at a start, an end and in one rotation at a time: two at once is an end */
    private static VaultException changed() {
        return new VaultException(VaultException.Reason.LOCKED, "The keys of the vault changed at this moment.", null);
    }

    @Override
    public WrappedKey rewrap(WrappedKey key, byte[] owner) {
        return dataKeys.rewrap(ring(), key, owner);
    }

    @Override
    public WrappedKey newDataKey(byte[] owner) {
        return dataKeys.create(ring(), owner);
    }

    @Override
    public byte[] seal(WrappedKey key, byte[] owner, byte[] additional, byte[] plain) {
        return dataKeys.seal(ring(), key, owner, additional, plain);
    }

    @Override
    public byte[] open(WrappedKey key, byte[] owner, byte[] additional, byte[] sealed) {
        return dataKeys.open(ring(), key, owner, additional, sealed);
    }

    @Override
    public byte[] mac(Purpose purpose, byte[] message) {
        return Hmac.of(ring().macKey(purpose), message);
    }

    @Override
    public boolean isMac(Purpose purpose, byte[] message, byte[] mac) {
        return MessageDigest.isEqual(mac(purpose, message), mac);
    }

    @Override
    public Secret configSecret(String value) {
        return configValues.open(value);
    }

    @Override
    public String encryptForConfig(Secret secret) {
        return configValues.seal(secret);
    }

    @Override
    public OutputStream sealing(Secret passphrase, OutputStream to) throws IOException {
        return new SealingOutputStream(envelope, Passphrase.of(passphrase, GIVEN), random, to);
    }

    @Override
    public InputStream opening(Secret passphrase, InputStream from) throws IOException {
        return new OpeningInputStream(envelope, Passphrase.of(passphrase, GIVEN), from);
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "KeyRingVault[" + (isUnlocked() ? "unlocked" : "locked") + "]";
    }

    /* not private: tests look at the keys after the vault is locked */
    KeyRing ring() {
        KeyRing ring = unlocked.get();
        if (ring == null) {
            throw new VaultException(VaultException.Reason.LOCKED, "The vault is locked.", null);
        }
        return ring;
    }

    private byte[] randomKey() {
        byte[] key = new byte[KeyBytes.LENGTH];
        random.nextBytes(key);
        return key;
    }
}
