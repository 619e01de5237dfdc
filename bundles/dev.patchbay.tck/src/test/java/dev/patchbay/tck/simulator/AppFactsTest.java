package dev.patchbay.tck.simulator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Reading a table of facts. */
public class AppFactsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private List<AppFacts> read(String table) throws IOException {
        Path file = folder.newFile().toPath();
        Files.writeString(file, table);
        return AppFacts.read(file);
    }

    @Test
    public void cellsMayBeQuotedAndHoldWhatSeparates() throws IOException {
        List<AppFacts> rows = read("id,method,label,whoamiBody\na,m,\"Acme, \"\"Inc\"\"\",\"{\"\"q\"\":\n1}\"\r\nb,n,,\n");
        assertEquals("Acme, \"Inc\"", rows.get(0).cell(Column.LABEL));
        assertEquals("{\"q\":\n1}", rows.get(0).cell(Column.WHOAMI_BODY));
        assertEquals("b/n", rows.get(1).toString());
    }

    @Test
    public void pairsAreDecodedAsAForm() throws IOException {
        AppFacts facts = read("id,authorizeParams\na,scope=read%26write&prompt=select+account\n").get(0);
        assertEquals(Map.of("scope", "read&write", "prompt", "select account"), facts.pairs(Column.AUTHORIZE_PARAMS));
    }

    @Test
    public void aRowThatCannotBeMeantIsAFault() {
        fault("there is no column pkse", "id,method,pkse\na,m,x\n");
        fault("facts of a/m: pkce is 'maybe' and not one of required, accepted, refused", "id,method,pkce\na,m,maybe\n");
        fault("record 1 (a) has 1 fields where the header has 2", "id,method\na\n");
        fault("a quoted field does not end", "id,method\na,\"m\n");
    }

    private void fault(String message, String table) {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> read(table));
        assertTrue(fault.getMessage(), String.valueOf(fault.getMessage()).contains(message));
    }

    @Test
    public void aHoleWithoutASampleIsNamed() {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class,
                () -> AppSimulator.of(Acme.facts("baseUrl", "https://{shop}.acme.example")));
        assertEquals("facts of acme/sign-in: nothing says what {shop} is: give it a sample", fault.getMessage());
    }
}
