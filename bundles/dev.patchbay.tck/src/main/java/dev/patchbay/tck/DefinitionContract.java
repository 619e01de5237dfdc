package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.core.internal.definitions.MigrationRun;
import dev.patchbay.core.internal.definitions.MigrationRun.Outcome;
import dev.patchbay.declaration.DataImage;
import dev.patchbay.declaration.DefinitionJson;
import dev.patchbay.tck.internal.CallThread;
import dev.patchbay.tck.internal.OwnConnections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;

/** Rules 1xx: what a provider says of itself. */
public abstract class DefinitionContract extends ProviderContract {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_LABEL = 80;
    private static final Pattern CODE = Pattern.compile("(?<!`)(`+)(?!`)(.+?)(?<!`)\\1(?!`)", Pattern.DOTALL);

    /**
     * A connection as an earlier version of the definition stored it; asked for each version before the present one.
     *
     * @param version the schema version, from 1
     */
    protected SampleConnection stored(int version) {
        throw new AssertionError("the definition has version " + definition().version()
                + ": override stored(int) to give a connection as version " + version + " stored it");
    }

    /** Tags (BCP 47) of the languages in which a person finds every text of the definition; none unless told. */
    protected Set<String> languages() {
        return Set.of();
    }

    @Test
    public void required_101_theDefinitionIsConstant() {
        ConnectionProvider provider = provider();
        String first = DefinitionJson.write(provider.definition());
        assertEquals("definition() gave another definition the second time", first, DefinitionJson.write(provider.definition()));
        assertEquals("another instance has another definition", first, DefinitionJson.write(provider().definition()));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertEquals("the definition depends on the machine's locale or time zone",
                    first, DefinitionJson.write(provider().definition()));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    public void required_102_theDefinitionHasNoFaults() {
        assertNone("the definition has faults", definition().faults());
    }

    @Test
    public void required_103_theDefinitionContactsNobody() {
        try (OwnConnections own = new OwnConnections()) {
            ConnectionProvider provider = provider();
            CallThread<ConnectionDefinition> call = CallThread.start(provider.getClass(), provider::definition);
            assertTrue("definition() does not return", call.endsWithin(Duration.ofSeconds(10)));
            assertNone("definition() opened connections", own.seen());
            assertTrue("definition() left threads: " + call.leftThreads(), call.leftThreads().isEmpty());
        }
    }

    @Test
    public void required_104_everyMethodHasAGuide() {
        List<String> without = definition().methods().stream()
                .filter(method -> method.guide().isBlank()).map(ConnectionMethod::id).toList();
        assertNone("methods without a set-up guide", without);
    }

    @Test
    public void required_105_labelsAreWrittenForPeople() {
        List<String> faults = new ArrayList<>();
        ConnectionDefinition definition = definition();
        label(faults, "the provider", definition.label());
        for (ConnectionMethod method : definition.methods()) {
            label(faults, "the method " + method.id(), method.label());
            for (Field<?> field : method.fields()) {
                label(faults, "the field " + method.id() + "." + field.name(), field.label());
            }
        }
        definition.translations().forEach((tag, texts) -> texts.forEach((key, text) -> {
            if (key.endsWith("label")) {
                label(faults, key + " in " + tag, text);
            }
        }));
        assertNone("labels", faults);
    }

    private static void label(List<String> faults, String what, String label) {
        boolean plain = label.equals(label.strip()) && !label.isEmpty() && label.length() <= LONGEST_LABEL
                && label.chars().noneMatch(Character::isISOControl);
        if (!plain) {
            faults.add(what + " has a label that is empty, padded, on several lines or over " + LONGEST_LABEL
                    + " characters long: \"" + label + "\"");
        }
    }

    @Test
    public void required_106_idsAreLowerCaseWordsWithHyphens() {
        List<String> faults = new ArrayList<>();
        if (!ID.matcher(definition().id()).matches()) {
            faults.add(definition().id());
        }
        definition().methods().stream().map(ConnectionMethod::id).filter(id -> !ID.matcher(id).matches()).forEach(faults::add);
        assertNone("ids are lower-case words with single hyphens between", faults);
    }

    @Test
    public void required_107_storedValuesAreLiftedToThisVersion() {
        ConnectionDefinition definition = definition();
        assertNone("the definition has faults", definition.faults());
        for (int version = 1; version < definition.version(); version++) {
            SampleConnection old = stored(version);
            if (MigrationRun.run(definition, version, old.method(), old.values()) instanceof Outcome.Migrated lifted) {
                assertTrue("a connection of version " + version + " breaks rules when it was lifted: " + lifted.errors(),
                        lifted.errors().isEmpty());
            }
        }
    }

    @Test
    public void required_108_theSampleKeepsToTheFieldsRules() throws Exception {
        assertNone("a host would not store connection(port)", connection(40_000).faults(definition()));
        if (contactsTheApp()) {
            assertNone("a host would not store wrongLogin(port)", wrongLogin(40_000).faults(definition()));
        }
    }

    @Test
    public void required_109_theIconIsAStillImage() {
        List<String> faults = definition().icon().flatMap(icon -> DataImage.fault(icon.mediaType(), icon.bytes())).stream().toList();
        assertNone("the icon cannot be shown", faults);
    }

    @Test
    public void required_110_translationsKeepWhatIsLiteral() {
        Map<String, String> own = definition().texts();
        List<String> faults = new ArrayList<>();
        definition().translations().forEach((tag, texts) -> texts.forEach((key, text) -> {
            Set<String> expected = codeSpans(own.getOrDefault(key, text));
            if (!codeSpans(text).equals(expected)) {
                faults.add(key + " in " + tag + " has the code spans " + codeSpans(text) + ", the original " + expected);
            }
        }));
        assertNone("what stands in backquotes is typed letter by letter, in every language", faults);
    }

    /** What a text has in code spans (CommonMark section 6.1), fenced blocks included. */
    private static Set<String> codeSpans(String markdown) {
        return CODE.matcher(markdown).results().map(span -> span.group(2).replaceAll("\\s+", " ").strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    public void required_111_promisedLanguagesAreComplete() {
        List<String> faults = new ArrayList<>();
        for (String tag : languages()) {
            Set<String> missing = new LinkedHashSet<>(definition().texts().keySet());
            missing.removeAll(definition().translations().getOrDefault(tag, Map.of()).keySet());
            missing.forEach(key -> faults.add(tag + " lacks " + key));
        }
        assertNone("a page would be in two languages", faults);
    }
}
