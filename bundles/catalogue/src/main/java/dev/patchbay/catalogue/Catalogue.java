package dev.patchbay.catalogue;

import dev.patchbay.declaration.Declaration;
import dev.patchbay.declaration.DeclarationException;
import dev.patchbay.declaration.DeclarationFault;
import dev.patchbay.declaration.Declarations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The declarations of the catalogue: {@code apps/<category>/<id>.connection.json}. */
final class Catalogue {
    private Catalogue() {}

    /**
     * Every app, in the order of their ids.
     *
     * @param apps the folder of the categories
     * @throws DeclarationException with every fault of every file
     */
    static List<CatalogueApp> read(Path apps) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        List<DeclarationFault> faults = new ArrayList<>();
        for (Path file : files(apps)) {
            String name = file.getFileName().toString();
            String id = name.substring(0, name.length() - Declarations.SUFFIX.length());
            Path other = files.putIfAbsent(id, file);
            if (other != null) {
                faults.add(new DeclarationFault(shown(apps, file), "", "has the name of " + shown(apps, other) + ": rename one"));
            }
        }
        Map<String, byte[]> texts = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            texts.put(file.getKey(), Files.readAllBytes(file.getValue()));
        }
        List<CatalogueApp> all = new ArrayList<>();
        files.forEach((id, file) -> {
            String shown = shown(apps, file);
            try {
                byte[] whole = Declarations.whole(shown, texts.get(id), other -> Optional.ofNullable(texts.get(other)));
                Declaration declaration = Declarations.read(shown, whole);
                all.add(new CatalogueApp(file.getParent().getFileName().toString(), file.getFileName().toString(), whole, declaration));
            } catch (DeclarationException e) {
                faults.addAll(e.faults());
            }
        });
        if (!faults.isEmpty()) {
            throw new DeclarationException(faults);
        }
        return all;
    }

    private static List<Path> files(Path apps) throws IOException {
        try (Stream<Path> found = Files.walk(apps, 2)) {
            return found.filter(file -> file.getFileName().toString().endsWith(Declarations.SUFFIX)).sorted().toList();
        }
    }

    private static String shown(Path apps, Path file) {
        return apps.relativize(file).toString().replace('\\', '/');
    }
}
