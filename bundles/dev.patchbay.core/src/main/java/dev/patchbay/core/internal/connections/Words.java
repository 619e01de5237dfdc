package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.base.Problems;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was typed into a search, as the word prefixes the store looks for: runs of letters and digits, lower case, NFKC. */
public final class Words {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int MOST = 10;
    private static final int LONGEST = 64;

    private Words() {}

    public static List<String> of(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<String> words = split(text).distinct().toList();
        if (words.size() > MOST || words.stream().anyMatch(w -> w.length() > LONGEST)) {
            throw Problems.malformed("q", "A search has at most " + MOST + " words of " + LONGEST + " characters.");
        }
        return words;
    }

    /** Whether each of these prefixes begins a word of a text. */
    public static boolean occur(List<String> prefixes, String... texts) {
        List<String> words = Arrays.stream(texts).flatMap(Words::split).toList();
        return prefixes.stream().allMatch(prefix -> words.stream().anyMatch(word -> word.startsWith(prefix)));
    }

    private static Stream<String> split(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Arrays.stream(BETWEEN.split(plain)).filter(word -> !word.isEmpty());
    }
}
