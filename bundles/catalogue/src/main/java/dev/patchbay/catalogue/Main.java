package dev.patchbay.catalogue;

import java.io.IOException;
import java.nio.file.Path;

/** What the build calls: {@code <folder of the catalogue> <folder to write> <version>}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        Path catalogue = Path.of(args[0]);
        CatalogueBuild.of(catalogue, args[2]).write(Catalogue.read(catalogue.resolve("apps")), Path.of(args[1]));
    }
}
