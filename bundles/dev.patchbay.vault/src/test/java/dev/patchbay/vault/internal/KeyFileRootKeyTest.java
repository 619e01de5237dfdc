package dev.patchbay.vault.internal;

import static dev.patchbay.host.vault.VaultException.Reason.KEY_EMPTY;
import static dev.patchbay.host.vault.VaultException.Reason.KEY_MISSING;
import static dev.patchbay.host.vault.VaultException.Reason.KEY_WRONG;
import static dev.patchbay.host.vault.VaultException.Reason.TAMPERED;
import static dev.patchbay.vault.internal.Refusals.assertRefused;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KeyFileRootKeyTest {
    private static final byte[] ROOT = new byte[KeyBytes.LENGTH];

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;
    private KeyFileRootKey source;

    @Before
    public void makeKey() throws IOException {
        file = folder.getRoot().toPath().resolve("key");
        write(filled(1));
        source = new KeyFileRootKey(file, new RecordFrame(new SecureRandom()));
    }

    @Test
    public void sealedOpens() {
        assertArrayEquals(ROOT, source.open(source.seal(ROOT)));
    }

    @Test
    public void anotherKeyIsWrongAndAChangedRecordIsTampered() throws IOException {
        byte[] sealed = source.seal(ROOT);
        byte[] changed = sealed.clone();
        changed[sealed.length - 1] ^= 1;
        assertRefused(TAMPERED, () -> source.open(changed));
        write(filled(2));
        assertTrue(assertRefused(KEY_WRONG, () -> source.open(sealed)).getMessage().contains(file.toString()));
    }

    @Test
    public void missingEmptyAndCutKeysAreSaid() throws IOException {
        write(new byte[0]);
        assertRefused(KEY_EMPTY, () -> source.seal(ROOT));
        write(new byte[31]);
        assertTrue(assertRefused(KEY_WRONG, () -> source.seal(ROOT)).getMessage().contains("31 bytes instead of 32"));
        Files.delete(file);
        assertRefused(KEY_MISSING, () -> source.seal(ROOT));
        assertEquals("no key is made", "", source.prepare());
        assertTrue(Files.notExists(file));
        KeyFileRootKey relative = new KeyFileRootKey(Path.of("key"), new RecordFrame(new SecureRandom()));
        assertTrue(assertRefused(KEY_MISSING, () -> relative.seal(ROOT)).getMessage().contains("absolute"));
    }

    @Test
    public void keyOpenToOthersIsRefused() throws IOException {
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        for (String open : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertTrue(open, assertRefused(KEY_WRONG, () -> source.seal(ROOT)).getMessage().contains("0400"));
        }
    }

    @Test
    public void configurationKeyIsOfTheFile() throws IOException {
        String first = source.forConfiguration().secret().reveal();
        assertEquals(first, source.forConfiguration().secret().reveal());
        write(filled(2));
        assertNotEquals(first, source.forConfiguration().secret().reveal());
    }

    private static byte[] filled(int value) {
        byte[] key = new byte[KeyBytes.LENGTH];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private void write(byte[] content) throws IOException {
        Files.deleteIfExists(file);
        KeyFiles.createIfAbsent(file, content);
    }
}
