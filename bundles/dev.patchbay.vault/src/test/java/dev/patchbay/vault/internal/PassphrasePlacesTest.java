package dev.patchbay.vault.internal;

import static dev.patchbay.host.vault.VaultException.Reason.KEY_EMPTY;
import static dev.patchbay.host.vault.VaultException.Reason.KEY_MISSING;
import static dev.patchbay.host.vault.VaultException.Reason.KEY_WRONG;
import static dev.patchbay.vault.internal.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.host.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PassphrasePlacesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private Path data;
    private Path elsewhere;

    @Before
    public void makeFolders() throws IOException {
        data = folder.newFolder("data").toPath();
        elsewhere = folder.newFolder("elsewhere").toPath();
    }

    @Test
    public void placesCountInTheirOrder() throws IOException {
        Path configured = write(elsewhere.resolve("file"), "from setting");
        write(elsewhere.resolve("patchbay-passphrase"), "from credential");
        write(data.resolve("passphrase"), "from data");
        assertEquals("from data", places(null).get().secret().reveal());
        environment.put("CREDENTIALS_DIRECTORY", elsewhere.toString());
        assertEquals("from credential", places(null).get().secret().reveal());
        assertEquals("from setting", places(configured).get().secret().reveal());
        environment.put("PATCHBAY_PASSPHRASE", "from environment");
        assertEquals("from environment", places(configured).get().secret().reveal());
    }

    @Test
    public void exactlyOneFinalLineEndOfAFileIsIgnored() throws IOException {
        assertEquals("p", ofFile("p"));
        assertEquals("p", ofFile("p\n"));
        assertEquals("p", ofFile("p\r\n"));
        assertEquals("p\n", ofFile("p\n\n"));
        assertEquals("p\r\n", ofFile("p\r\n\r\n"));
        assertEquals("p\r", ofFile("p\r"));
        assertEquals(" p ", ofFile(" p \n"));
        assertEquals("a\nb", ofFile("a\nb\n"));
    }

    @Test
    public void environmentIsTakenExactly() {
        environment.put("PATCHBAY_PASSPHRASE", "p\n");
        assertEquals("p\n", places(null).get().secret().reveal());
    }

    @Test
    public void missingPassphraseNamesThePlaceAndTheWayOut() {
        VaultException missing = assertRefused(KEY_MISSING, places(null)::get);
        assertTrue(missing.getMessage(), missing.getMessage().contains(data.resolve("passphrase") + " does not exist"));
        assertTrue(missing.getMessage(), missing.getMessage().contains("PATCHBAY_PASSPHRASE"));
    }

    @Test
    public void missingConfiguredFileIsNotReplacedByAnotherPlace() throws IOException {
        write(data.resolve("passphrase"), "from data");
        VaultException missing = assertRefused(KEY_MISSING, places(elsewhere.resolve("absent"))::get);
        assertTrue(missing.getMessage(), missing.getMessage().contains("absent"));
    }

    @Test
    public void emptyOrBlankIsNoPassphrase() throws IOException {
        for (String content : new String[] {"", "\n", "\r\n", " \n", "\n\n"}) {
            Path file = write(elsewhere.resolve("file"), content);
            VaultException empty = assertRefused(KEY_EMPTY, places(file)::get);
            assertTrue(empty.getMessage(), empty.getMessage().contains(file.toString()));
        }
        environment.put("PATCHBAY_PASSPHRASE", "");
        assertTrue(assertRefused(KEY_EMPTY, places(null)::get).getMessage().contains("PATCHBAY_PASSPHRASE"));
    }

    @Test
    public void whatIsNoTextOrTooLargeOrRelativeIsRefused() throws IOException {
        Path file = elsewhere.resolve("file");
        Files.write(file, new byte[] {'c', 'a', 'f', (byte) 0xe9});
        assertRefused(KEY_WRONG, places(file)::get);
        Files.write(file, new byte[KeyFiles.LIMIT + 1]);
        assertRefused(KEY_WRONG, places(file)::get);
        VaultException relative = assertRefused(KEY_MISSING, places(Path.of("relative"))::get);
        assertTrue(relative.getMessage(), relative.getMessage().contains("absolute"));
        assertRefused(KEY_MISSING, places(elsewhere)::get);
    }

    @Test
    public void environmentThatLostCharactersIsRefused() {
        environment.put("PATCHBAY_PASSPHRASE", "caf\ufffd\ufffd");
        assertTrue(assertRefused(KEY_WRONG, places(null)::get).getMessage().contains("locale"));
    }

    @Test
    public void firstStartMakesAPassphraseOfTheOwnerAlone() throws IOException {
        String sentence = places(null).makeIfNoneIsGiven(new SecureRandom());
        Path file = data.resolve("passphrase");
        assertTrue(sentence, sentence.contains(file.toString()) && sentence.contains("vault.passphrase-file"));
        String made = places(null).get().secret().reveal();
        assertTrue("32 letters of 5 bits in groups", made.matches("([2-9a-km-np-z]{4}-){7}[2-9a-km-np-z]{4}"));
        assertFalse(sentence.contains(made));
        assertTrue(Files.notExists(data.resolve("passphrase.part")));
        if (posix()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    public void eachHostGetsAPassphraseOfItsOwn() throws IOException {
        places(null).makeIfNoneIsGiven(new SecureRandom());
        String first = places(null).get().secret().reveal();
        Files.delete(data.resolve("passphrase"));
        places(null).makeIfNoneIsGiven(new SecureRandom());
        assertNotEquals(first, places(null).get().secret().reveal());
    }

    @Test
    public void nothingIsMadeWhereAPlaceIsGivenOrAFileIsThere() throws IOException {
        assertEquals("", places(elsewhere.resolve("absent")).makeIfNoneIsGiven(new SecureRandom()));
        environment.put("PATCHBAY_PASSPHRASE", "given");
        assertEquals("", places(null).makeIfNoneIsGiven(new SecureRandom()));
        assertTrue(Files.notExists(data.resolve("passphrase")));
        environment.clear();
        write(data.resolve("passphrase"), "kept");
        assertEquals("", places(null).makeIfNoneIsGiven(new SecureRandom()));
        assertEquals("kept", Files.readString(data.resolve("passphrase")));
    }

    @Test
    public void fileIsNeverReplacedAndLeftoversOfAKilledStartDoNotStopIt() throws IOException {
        Path file = data.resolve("passphrase");
        write(data.resolve("passphrase.part"), "left");
        assertTrue(KeyFiles.createIfAbsent(file, "one".getBytes(UTF_8)));
        assertFalse(KeyFiles.createIfAbsent(file, "two".getBytes(UTF_8)));
        assertEquals("one", Files.readString(file));
    }

    @Test
    public void fileOpenToOthersIsWarnedAboutNotRefused() throws IOException {
        Path file = write(elsewhere.resolve("file"), "p");
        assumeTrue(posix());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals("p", places(file).get().secret().reveal());
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0), warnings.get(0).contains(file.toString()));
    }

    private PassphrasePlaces places(@Nullable Path configured) {
        return new PassphrasePlaces(environment::get, configured, data, warnings::add);
    }

    private String ofFile(String content) throws IOException {
        return places(write(elsewhere.resolve("file"), content)).get().secret().reveal();
    }

    private static Path write(Path file, String content) throws IOException {
        Files.writeString(file, content);
        if (posix()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    private static boolean posix() {
        return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
