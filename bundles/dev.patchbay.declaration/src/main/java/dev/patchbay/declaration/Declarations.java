package dev.patchbay.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.api.provider.ConnectionDefinition;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code *.connection.json}: a closed JSON object that says what {@link ConnectionDefinition} says and a few things about
 * itself. Whatever is wrong is told at once, each fault with its place and what to write instead. Thread-safe.
 */
public final class Declarations {
    /** Version of the API of providers that these readers understand, major and minor. */
    public static final String API = "1.3";

    /** The largest file, in bytes. */
    public static final int LARGEST = 256 * 1024;

    /** How a file's name ends. */
    public static final String SUFFIX = ".connection.json";

    /** The folder of a bundle whose declarations become providers. */
    public static final String FOLDER = "OSGI-INF/connections/";

    private static final Pattern RELEASE = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(\\.[A-Za-z0-9_-]{1,40})?");
    private static final Pattern MINIMUM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    private Declarations() {}

    /**
     * The declaration of a file.
     *
     * @param file what the file is called in faults; where it ends with {@value #SUFFIX}, the name before that must be the id
     * @throws DeclarationException with every fault, where it cannot be used
     */
    public static Declaration read(String file, byte[] utf8) {
        Gathered faults = new Gathered(file);
        Declaration declaration = new DeclarationText(faults).tree(utf8).flatMap(tree -> read(tree, faults)).orElse(null);
        if (declaration == null || !faults.all.isEmpty()) {
            throw new DeclarationException(faults.inOrder());
        }
        return declaration;
    }

    /**
     * A declaration that stands on others, written out whole: {@code extends} names another one, over which this one is laid as a
     * JSON Merge Patch (RFC 7396), with methods, fields and options matched by their id, name or value.
     *
     * @param others the files that may be named, by provider id
     * @return the whole declaration as canonical bytes; {@code utf8} itself where it stands on no other
     * @throws DeclarationException with every fault, where one of them cannot be read or leads in a circle
     */
    public static byte[] whole(String file, byte[] utf8, Function<String, Optional<byte[]>> others) {
        Gathered faults = new Gathered(file);
        Optional<byte[]> whole = new DeclarationText(faults).tree(utf8)
                .flatMap(tree -> new Extension(faults, others).whole(tree, utf8));
        if (whole.isEmpty() || !faults.all.isEmpty()) {
            throw new DeclarationException(faults.inOrder());
        }
        return whole.get();
    }

    private static Optional<Declaration> read(JsonNode tree, Gathered faults) {
        Declaration declaration = structure(tree, faults);
        String name = faults.file.substring(faults.file.replace('\\', '/').lastIndexOf('/') + 1);
        if (name.endsWith(SUFFIX) && !declaration.id().isEmpty() && !name.equals(declaration.id() + SUFFIX)) {
            faults.fault("/id", "is \"" + declaration.id() + "\" in a file named " + name + ": the name must be the id and "
                    + SUFFIX);
        }
        faults.rules(declaration.definition());
        return Optional.of(declaration);
    }

    /** What the closed form alone says: keys and types, as in the schema. */
    static Declaration structure(JsonNode tree, FaultSink faults) {
        ClosedObject in = new ClosedObject(tree, "", faults);
        in.text("$schema", "");
        String release = release(in);
        String minimumApi = minimumApi(in);
        Facts facts = facts(in);
        if (in.has(Extension.KEY)) {
            in.faultAt(Extension.KEY, "is resolved when a bundle is built: install that bundle, or write out here what the other"
                    + " declaration says");
        }
        List<TestVector> vectors = in.objects("testVectors", Declarations::vector);
        ConnectionDefinition definition = new DefinitionReader().shared(in);
        in.end();
        return new Declaration(definition, release, minimumApi, facts, vectors);
    }

    private static String release(ClosedObject in) {
        String release = in.text("release", "1.0.0");
        if (!RELEASE.matcher(release).matches()) {
            in.faultAt("release", "must be a version of three numbers, such as \"1.0.0\"");
        }
        return release;
    }

    private static String minimumApi(ClosedObject in) {
        String minimum = in.text("minimumApi", "1.0");
        Matcher parts = MINIMUM.matcher(minimum);
        if (!parts.matches()) {
            in.faultAt("minimumApi", "must be a version of two numbers, such as \"" + API + "\"");
            return minimum;
        }
        Matcher here = MINIMUM.matcher(API);
        boolean enough = here.matches() && here.group(1).equals(parts.group(1))
                && Integer.parseInt(here.group(2)) >= Integer.parseInt(parts.group(2));
        if (!enough) {
            in.faultAt("minimumApi", "is " + minimum + " and this Patchbay offers " + API + ": use another Patchbay, or a release"
                    + " of the declaration made for this one");
        }
        return minimum;
    }

    private static @Nullable Facts facts(ClosedObject in) {
        ClosedObject facts = in.object("facts");
        if (facts == null) {
            return null;
        }
        Facts out = new Facts(facts.text("source"), facts.text("date"), facts.text("verified", "never"));
        if (!out.source().startsWith("https://")) {
            facts.faultAt("source", "must be the https URL of the page the facts come from");
        }
        day(facts, "date", out.date());
        if (!out.verified().equals("never")) {
            day(facts, "verified", out.verified());
        }
        facts.end();
        return out;
    }

    private static void day(ClosedObject in, String key, String text) {
        try {
            LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            in.faultAt(key, "must be a day such as \"2026-01-31\"" + (key.equals("verified") ? ", or \"never\"" : ""));
        }
    }

    private static TestVector vector(ClosedObject in) {
        TestVector out = new TestVector(in.text("method"), in.word("leg", TestVector.Leg.class, TestVector.Leg.TOKEN),
                in.textMap("values"), in.number("status", 200), in.text("mediaType", "application/json"), in.text("body", ""),
                in.textMap("expected"));
        in.end();
        return out;
    }

    /** The faults of one file. */
    private static final class Gathered implements FaultSink {
        private final String file;
        private final List<DeclarationFault> all = new ArrayList<>();

        Gathered(String file) {
            this.file = file;
        }

        @Override
        public void fault(String pointer, String message) {
            all.add(new DeclarationFault(file, pointer, message));
        }

        /** Adds what the definition's own rules find, except where the text is at fault already. */
        void rules(ConnectionDefinition definition) {
            List<DeclarationFault> before = List.copyOf(all);
            definition.placedFaults().stream()
                    .filter(fault -> before.stream().noneMatch(b -> touches(b.pointer(), fault.pointer())))
                    .forEach(fault -> fault(fault.pointer(), fault.message()));
        }

        private static boolean touches(String one, String other) {
            return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
        }

        List<DeclarationFault> inOrder() {
            return all.stream().distinct().sorted(Comparator.comparing(DeclarationFault::pointer, Declarations::byPlace)).toList();
        }
    }

    /** Places in the order of a file's lists: /methods/2 before /methods/10. */
    private static int byPlace(String one, String other) {
        String[] left = one.split("/");
        String[] right = other.split("/");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d{1,9}") && right[i].matches("\\d{1,9}");
            int order = numbers ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i])) : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
