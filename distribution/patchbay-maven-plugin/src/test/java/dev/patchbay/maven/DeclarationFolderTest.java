package dev.patchbay.maven;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.declaration.Declarations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeclarationFolderTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Map<String, byte[]> read() throws MojoFailureException {
        return new DeclarationFolder(temporary.getRoot().toPath()).read();
    }

    private String faults() {
        return assertThrows(MojoFailureException.class, this::read).getMessage();
    }

    private void file(String name, String content) throws IOException {
        Path file = temporary.getRoot().toPath().resolve(name);
        Files.writeString(file, content);
    }

    @Test
    public void filesComeByIdAsTheyAre() throws Exception {
        file("acme.connection.json", Sample.ACME);
        file("notes.txt", "no declaration");
        Map<String, byte[]> files = read();
        assertEquals(Set.of("acme"), files.keySet());
        assertArrayEquals(Sample.ACME.getBytes(StandardCharsets.UTF_8), files.get("acme"));
    }

    @Test
    public void whatAFileStandsOnIsWrittenOut() throws Exception {
        file("acme.connection.json", Sample.ACME);
        file("acme-eu.connection.json",
                "{\"extends\": \"acme\", \"id\": \"acme-eu\", \"label\": \"Acme Europe\", \"baseUrl\": \"https://api.eu.acme.example\"}");
        byte[] whole = read().get("acme-eu");
        assertEquals("Make a key.", Declarations.read("acme-eu", whole).definition().methods().get(0).guide());
    }

    @Test
    public void everyFaultOfEveryFileIsTold() throws Exception {
        file("acme.connection.json", Sample.ACME.replace("\"secret\"", "\"sekret\"").replace("\"guide\"", "\"guid\""));
        file("other.connection.json", "{");
        String faults = faults();
        assertTrue(faults, faults.contains("acme.connection.json:/methods/0/fields/0/kind:"));
        assertTrue(faults, faults.contains("acme.connection.json:/methods/0/guid:"));
        assertTrue(faults, faults.contains("other.connection.json:"));
    }

    @Test
    public void fileIsCalledAfterItsId() throws Exception {
        file("acne.connection.json", Sample.ACME);
        assertTrue(faults(), faults().contains("acne.connection.json:/id: "));
    }

    @Test
    public void folderWithoutAnyIsNamed() {
        assertTrue(faults(), faults().contains(temporary.getRoot().toString()));
    }
}
