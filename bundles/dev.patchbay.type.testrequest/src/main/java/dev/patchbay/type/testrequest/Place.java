package dev.patchbay.type.testrequest;

import dev.patchbay.api.provider.Field;
import java.util.stream.Stream;

/** Where the secret stands in a test request. */
public enum Place {
    /** {@code Authorization: Bearer …} (RFC 6750 section 2.1). */
    BEARER("bearer", "Authorization: Bearer"),
    /** {@code Authorization: Basic …} (RFC 7617). */
    BASIC("basic", "Authorization: Basic"),
    /** A header with a name of its own. */
    HEADER("header", "A named header"),
    /** A parameter of the query. */
    QUERY("query", "A query parameter");

    private final String id;
    private final String label;

    Place(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** The stored value. */
    public String id() {
        return id;
    }

    Field.Option option() {
        return Field.option(id, label);
    }

    static Place of(String id) {
        return Stream.of(values()).filter(p -> p.id.equals(id)).findFirst().orElseThrow();
    }
}
