package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** The page of rules names every rule, by number and contract, and no other. */
public class RulesPageTest {
    private static final Path PAGE = Path.of("../../distribution/docs/tck-rules.md");
    private static final Pattern ROW = Pattern.compile("\\| (\\d{3}) \\| `(\\w+)` \\| (.+?) \\|.*");
    private static final List<Class<?>> CONTRACTS = List.of(ConnectionProviderContract.class, FileTransferContract.class,
            RequestSigningContract.class, InteractiveContract.class);

    @Test
    public void everyRuleHasItsRow() throws Exception {
        Map<Integer, String> written = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertTrue("two rows of one rule: " + line, written.put(Integer.valueOf(row.group(1)), row.group(2)) == null);
            }
        }
        Map<Integer, String> rules = new TreeMap<>();
        RuleCheck.numbers(JsonDeclarationContract.class).forEach(rule -> rules.put(rule, JsonDeclarationContract.class.getSimpleName()));
        for (Class<?> contract : CONTRACTS) {
            RuleCheck.numbers(contract).forEach(rule -> rules.put(rule, contract.getSimpleName()));
        }
        assertEquals(rules, written);
    }

    @Test
    public void aRulesNameBeginsWithItsNumber() {
        for (Class<?> contract : CONTRACTS) {
            assertTrue(RuleCheck.rules(contract).stream().allMatch(name -> name.matches("required_\\d{3}_[a-z][A-Za-z]+")));
        }
    }
}
