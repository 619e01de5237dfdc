package dev.patchbay.installer.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One clause of a header (OSGi Core section 3.2.4): paths, then parameters. Immutable.
 *
 * @param paths the paths, such as package names
 * @param parameters attributes and directives alike, without their types and quotes
 * @param types the types of attributes that have one, by name; {@value #DIRECTIVE} of directives
 */
record HeaderClause(List<String> paths, Map<String, String> parameters, Map<String, String> types) {
    /** Stands for the type of what is no attribute. */
    static final String DIRECTIVE = ":";

    HeaderClause {
        paths = List.copyOf(paths);
        parameters = Map.copyOf(parameters);
        types = Map.copyOf(types);
    }

    boolean isDirective(String name) {
        return DIRECTIVE.equals(types.get(name));
    }

    /** A parameter, or an empty text. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The clauses of a header, in time linear to its length. */
    static List<HeaderClause> parse(String header) {
        List<HeaderClause> clauses = new ArrayList<>();
        for (String clause : split(header, ',')) {
            List<String> paths = new ArrayList<>();
            Map<String, String> parameters = new HashMap<>();
            Map<String, String> types = new HashMap<>();
            for (String part : split(clause, ';')) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    String name = name(part.substring(0, equals));
                    parameters.put(name, unquoted(part.substring(equals + 1).strip()));
                    type(part.substring(0, equals)).ifPresent(type -> types.put(name, type));
                } else if (!part.isBlank()) {
                    paths.add(part.strip());
                }
            }
            if (!paths.isEmpty()) {
                clauses.add(new HeaderClause(paths, parameters, types));
            }
        }
        return clauses;
    }

    /** What stands before the {@code =}: a name, perhaps with the {@code :} of a directive or with a type. */
    private static String name(String text) {
        int colon = text.indexOf(':');
        return (colon < 0 ? text : text.substring(0, colon)).strip();
    }

    private static Optional<String> type(String text) {
        int colon = text.indexOf(':');
        String type = text.substring(colon + 1).strip();
        return colon < 0 ? Optional.empty() : Optional.of(type.isEmpty() ? DIRECTIVE : type);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Splits outside of quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
