package dev.patchbay.catalogue;

import dev.patchbay.declaration.Declaration;

/**
 * One app of the catalogue.
 *
 * @param folder the folder the file lies in, which is its category
 * @param file the name of the file
 * @param whole the declaration in UTF-8, with what it extends written out
 * @param declaration what it says
 */
record CatalogueApp(String folder, String file, byte[] whole, Declaration declaration) {
    String id() {
        return declaration.id();
    }
}
