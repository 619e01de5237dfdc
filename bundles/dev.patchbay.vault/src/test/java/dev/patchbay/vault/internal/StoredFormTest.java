package dev.patchbay.vault.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.Vault.Purpose;
import dev.patchbay.host.vault.WrappedKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.Before;
import org.junit.Test;

/** What version 1 of each form stored, kept as bytes: data and backups of users look like this and open for ever. */
public class StoredFormTest {
    private static final byte[] OWNER = "con_1".getBytes(UTF_8);
    private static final byte[] MORE = "schema 1".getBytes(UTF_8);
    private static final byte[] PLAIN = "the plaintext".getBytes(UTF_8);

    private final Properties stored = new Properties();
    private final KeyRingVault vault = Vaults.locked();

    @Before
    public void unlock() throws IOException {
        try (InputStream in = StoredFormTest.class.getResourceAsStream("stored-form-1.properties")) {
            stored.load(in);
        }
        vault.unlock(ring(bytes("root")), Vaults.source("right"));
    }

    @Test
    public void recordOpens() {
        WrappedKey key = new WrappedKey(stored.getProperty("kek-id"), bytes("data-key"));
        assertArrayEquals(PLAIN, vault.open(key, OWNER, MORE, bytes("record")));
    }

    @Test
    public void codesAreTheSame() {
        for (Purpose purpose : Purpose.values()) {
            assertArrayEquals(purpose.name(), bytes("mac-" + purpose.name()), vault.mac(purpose, PLAIN));
        }
    }

    @Test
    public void configurationValueOpens() {
        assertEquals("s3cret", vault.configSecret(stored.getProperty("configuration")).reveal());
    }

    @Test
    public void backupOpens() throws IOException {
        SealedKey root = vault.adoptRoot(bytes("backup-root"), Secret.of("backup"), Vaults.source("here"));
        vault.unlock(ring(root.sealed()), Vaults.source("here"));
        recordOpens();
        try (InputStream in = vault.opening(Secret.of("backup"), new ByteArrayInputStream(bytes("stream")))) {
            assertArrayEquals(PLAIN, in.readAllBytes());
        }
    }

    private List<SealedKey> ring(byte[] root) {
        return List.of(new SealedKey(SealedKey.ROOT, root, Vaults.NOW, true),
                new SealedKey(stored.getProperty("kek-id"), bytes("kek"), Vaults.NOW, true));
    }

    private byte[] bytes(String name) {
        return HexFormat.of().parseHex(stored.getProperty(name));
    }
}
