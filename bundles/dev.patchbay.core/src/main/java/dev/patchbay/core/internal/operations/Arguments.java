package dev.patchbay.core.internal.operations;

import java.io.Serial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments of a command: words, and options with or without a value. Immutable. */
final class Arguments {
    /** A command was called in a way it does not know. */
    static final class UsageException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        UsageException(String sentence) {
            super(sentence);
        }
    }

    private final List<String> words;
    private final Map<String, String> options;

    private Arguments(List<String> words, Map<String, String> options) {
        this.words = List.copyOf(words);
        this.options = Map.copyOf(options);
    }

    /**
     * Reads them; refuses what is not known.
     *
     * @param count how many words there must be
     * @param valued options with a value, with their dashes
     * @param flags options without one
     */
    static Arguments of(String[] arguments, int count, Set<String> valued, Set<String> flags) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String each = arguments[i];
            if (flags.contains(each)) {
                options.put(each, "");
            } else if (valued.contains(each)) {
                if (++i == arguments.length) {
                    throw new UsageException(each + " needs a value.");
                }
                options.put(each, arguments[i]);
            } else if (each.startsWith("--")) {
                throw new UsageException("There is no option " + each + " here.");
            } else {
                words.add(each);
            }
        }
        if (words.size() != count) {
            throw new UsageException("This command takes " + count + " argument" + (count == 1 ? "" : "s")
                    + ", and " + words.size() + " were given.");
        }
        return new Arguments(words, options);
    }

    String word(int index) {
        return words.get(index);
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
