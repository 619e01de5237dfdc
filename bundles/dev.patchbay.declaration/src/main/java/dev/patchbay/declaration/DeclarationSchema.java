package dev.patchbay.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON Schema (draft 2020-12) of {@code *.connection.json}: closed, for editors and anybody who writes one. Stateless. */
public final class DeclarationSchema {
    private static final String RESOURCE = "connection.schema.json";

    private DeclarationSchema() {}

    /** The schema as UTF-8. */
    public static byte[] utf8() {
        try (InputStream in = DeclarationSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the schema is not in the bundle");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be read", e);
        }
    }
}
