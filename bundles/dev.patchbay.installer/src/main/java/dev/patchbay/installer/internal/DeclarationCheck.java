package dev.patchbay.installer.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.declaration.Declarations;
import dev.patchbay.declaration.DeclarationException;
import dev.patchbay.declaration.DeclarationFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The declarations of a bundle: each can be read, and each provider they make was promised. Stateless. */
final class DeclarationCheck {
    private static final String EXTENDER = "osgi.extender=dev.patchbay.declarative";

    private DeclarationCheck() {}

    private static Stream<String> files(JarContent jar) {
        return jar.names().stream().filter(name -> name.startsWith(Declarations.FOLDER) && name.endsWith(Declarations.SUFFIX));
    }

    /** Whether the bundle has declarations. */
    static boolean hasAny(JarContent jar) {
        return files(jar).findAny().isPresent();
    }

    /** Collects what is wrong; the definitions of those in which nothing is. */
    static List<ConnectionDefinition> check(CheckedBundle bundle, JarContent jar, Faults faults) throws IOException {
        List<ConnectionDefinition> definitions = new ArrayList<>();
        for (String file : files(jar).toList()) {
            read(file, jar, definitions, faults);
        }
        if (hasAny(jar)) {
            ids(bundle, definitions, faults);
        }
        return definitions;
    }

    private static void read(String file, JarContent jar, List<ConnectionDefinition> definitions, Faults faults) throws IOException {
        byte[] text = jar.find(file).orElse(null);
        if (text == null) {
            faults.add(file, "declaration", "A declaration has at most 256 KiB.");
            return;
        }
        try {
            definitions.add(Declarations.read(file, text).definition());
        } catch (DeclarationException e) {
            e.faults().forEach(fault -> faults.add(file + "#" + fault.pointer(), "declaration", sentence(fault)));
        }
    }

    /** The fault as a sentence that begins with its place. */
    static String sentence(DeclarationFault fault) {
        String text = (fault.pointer().isEmpty() ? "The declaration" : fault.pointer()) + " " + fault.message();
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    private static void ids(CheckedBundle bundle, List<ConnectionDefinition> definitions, Faults faults) {
        Set<String> declared = new HashSet<>();
        for (ConnectionDefinition definition : definitions) {
            if (!declared.add(definition.id())) {
                faults.add(definition.id(), "declaration", "Two declarations of the bundle have the id " + definition.id() + ".");
            }
            if (!bundle.providers().contains(definition.id())) {
                faults.add("Provide-Capability", "not-promised", "The manifest does not promise the provider " + definition.id()
                        + ": add dev.patchbay.provider;dev.patchbay.provider=" + definition.id() + ".");
            }
        }
        if (!bundle.header("Require-Capability").replace(" ", "").contains(EXTENDER)) {
            faults.add("Require-Capability", "extender",
                    "A bundle with declarations requires the extender dev.patchbay.declarative.");
        }
        boolean codeToo = !bundle.header("Service-Component").isBlank();
        for (String promised : codeToo || !faults.isEmpty() ? Set.<String>of() : bundle.providers()) {
            if (!declared.contains(promised)) {
                faults.add("Provide-Capability", "not-declared", "The provider " + promised + " is promised and not declared.");
            }
        }
    }
}
