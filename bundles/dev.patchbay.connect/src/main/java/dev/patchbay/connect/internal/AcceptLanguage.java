package dev.patchbay.connect.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language a request prefers (RFC 9110 section 12.5.4), of those there are, by primary subtag: {@code de-AT} is content with
 * {@code de}. A field that breaks the grammar or is longer than any browser's is as good as none.
 */
final class AcceptLanguage {
    private static final int LONGEST = 1000;
    private static final String ANY = "*";
    private static final Pattern MEMBER = Pattern.compile(
            "(\\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)(?:[ \\t]*;[ \\t]*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    /** A language range in lower case with its weight. */
    private record Range(String tag, BigDecimal weight) {
        String primary() {
            int end = tag.indexOf('-');
            return end < 0 ? tag : tag.substring(0, end);
        }

        boolean isRefused() {
            return weight.signum() == 0;
        }
    }

    private AcceptLanguage() {}

    /**
     * The best of the available languages.
     *
     * @param field the field's value, several of them with commas between; may be empty
     * @param available primary subtags in lower case; the first is what everybody gets who prefers none of them
     */
    static String preferred(String field, List<String> available) {
        List<Range> ranges = parse(field);
        Set<String> named = new HashSet<>();
        Set<String> refused = new HashSet<>();
        for (Range range : ranges) {
            named.add(range.primary());
            /* de-CH;q=0 refuses no other German */
            if (range.isRefused() && range.tag().equals(range.primary())) {
                refused.add(range.tag());
            }
        }
        String best = available.get(0);
        BigDecimal most = BigDecimal.ZERO;
        for (Range range : ranges) {
            Optional<String> match = available.stream()
                    .filter(one -> range.tag().equals(ANY) ? !named.contains(one) : one.equals(range.primary()) && !refused.contains(one))
                    .findFirst();
            /* of two with the same weight the first counts */
            if (match.isPresent() && range.weight().compareTo(most) > 0) {
                best = match.get();
                most = range.weight();
            }
        }
        return best;
    }

    /* the members of a list may be empty (RFC 9110 section 5.6.1.2) */
    private static List<Range> parse(String field) {
        if (field.length() > LONGEST) {
            return List.of();
        }
        List<Range> ranges = new ArrayList<>();
        for (String member : field.split(",")) {
            Matcher parts = MEMBER.matcher(member.strip());
            if (parts.matches()) {
                String weight = parts.group(2);
                ranges.add(new Range(parts.group(1).toLowerCase(Locale.ROOT), weight == null ? BigDecimal.ONE : new BigDecimal(weight)));
            } else if (!member.isBlank()) {
                return List.of();
            }
        }
        return ranges;
    }
}
