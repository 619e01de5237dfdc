package dev.patchbay.type.testrequest;

import static dev.patchbay.api.provider.Field.option;

import dev.patchbay.api.provider.Field;
import java.util.List;
import java.util.stream.Stream;

/** The fields that describe a test request. Constants. */
public final class TestFields {
    /** Where the test goes; without it there is nothing to test against. */
    public static final Field<String> URL = Field.url("testUrl", "Test URL")
            .optional()
            .example("https://api.example.com/v1/me")
            .help("An address of the API that answers only to a valid login. Leave it empty to store without a test.");

    /** The HTTP method. */
    public static final Field<String> METHOD = Field.choice("testMethod", "Test method",
                    option("GET", "GET"), option("HEAD", "HEAD"), option("POST", "POST, without a body"))
            .fallback("GET")
            .help("What the API's documentation says for this address; most say GET.");

    /** The name of the header. */
    public static final Field<String> HEADER = header("testHeader", "Header",
            "The name of the header the secret goes into, such as X-Api-Key.");

    /** The word before the secret in that header. */
    public static final Field<String> SCHEME = Field.text("testScheme", "Word before it")
            .optional()
            .pattern("[!#$%&'*+.^_`|~0-9A-Za-z=-]+")
            .maxLength(64)
            .example("Token")
            .help("Some APIs want a word and a space before the secret. Leave it empty where none is asked for.");

    /** The name of the query parameter. */
    public static final Field<String> PARAMETER = parameter("testParameter", "Query parameter",
            "The name of the parameter the secret goes into. Servers write addresses into logs: prefer a header.");

    /** The name of a second header, for the public key. */
    public static final Field<String> KEY_HEADER = header("testKeyHeader", "Header of the key",
            "The name of the header the key goes into, beside the secret.").optional();

    /** The name of a second query parameter, for the public key. */
    public static final Field<String> KEY_PARAMETER = parameter("testKeyParameter", "Query parameter of the key",
            "The name of the parameter the key goes into, beside the secret.").optional();

    /** The status that is a pass. */
    public static final Field<Integer> STATUS = Field.integer("testStatus", "Expected status")
            .range(100, 599)
            .fallback(200)
            .help("The HTTP status of a successful answer.");

    /** Where the secret goes; its name is the same in every type, its default is not. */
    static final String PLACE_NAME = "testPlace";

    private TestFields() {}

    /** The choice of the place, with a type's own default. */
    public static Field<String> place(Place usual) {
        return Field.choice(PLACE_NAME, "Where the secret goes", Stream.of(Place.values()).map(Place::option)
                        .toArray(Field.Option[]::new))
                .fallback(usual.id())
                .help("What the API's documentation calls authentication.");
    }

    /** The fields in the order of the form, for a type with the given default place. */
    public static List<Field<?>> all(Place usual) {
        Field<String> place = place(usual);
        return List.of(URL, METHOD, place, HEADER.visibleWhen(place, Place.HEADER.id()),
                SCHEME.visibleWhen(place, Place.HEADER.id()), PARAMETER.visibleWhen(place, Place.QUERY.id()), STATUS);
    }

    /** As {@link #all}, with the places of a public key beside the secret. */
    public static List<Field<?>> allWithKey(Place usual) {
        Field<String> place = place(usual);
        return List.of(URL, METHOD, place, KEY_HEADER.visibleWhen(place, Place.HEADER.id()),
                HEADER.visibleWhen(place, Place.HEADER.id()), SCHEME.visibleWhen(place, Place.HEADER.id()),
                KEY_PARAMETER.visibleWhen(place, Place.QUERY.id()), PARAMETER.visibleWhen(place, Place.QUERY.id()), STATUS);
    }

    private static Field<String> header(String name, String label, String help) {
        return Field.text(name, label)
                .pattern("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                .maxLength(256)
                .example("X-Api-Key")
                .help(help);
    }

    private static Field<String> parameter(String name, String label, String help) {
        return Field.text(name, label).maxLength(256).example("key").help(help);
    }
}
