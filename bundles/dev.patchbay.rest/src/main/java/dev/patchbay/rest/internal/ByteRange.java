package dev.patchbay.rest.internal;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes (RFC 9110 section 14.1.2), resolved against a known size.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, included
 * @param size of the whole file
 */
record ByteRange(long first, long last, long size) {
    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    /**
     * The range a header asks for. Empty where it is to be ignored: another unit, several ranges, or one that is not well
     * formed (sections 14.1.1 and 14.2).
     *
     * @throws ProblemException {@code RANGE_NOT_SATISFIABLE} where no byte of the file is in it
     */
    static Optional<ByteRange> find(String header, long size) {
        Matcher range = SINGLE.matcher(header);
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long count = Math.min(size, Long.parseLong(range.group(2)));
            return Optional.of(satisfiable(new ByteRange(size - count, size - 1, size)));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        if (!range.group(2).isEmpty() && last < first) {
            return Optional.empty();
        }
        return Optional.of(satisfiable(new ByteRange(first, Math.min(last, size - 1), size)));
    }

    private static ByteRange satisfiable(ByteRange range) {
        if (range.first >= range.size || range.last < range.first) {
            throw new ProblemException(
                    ProblemType.RANGE_NOT_SATISFIABLE, "The file has " + range.size + " bytes; none of them is in the range.");
        }
        return range;
    }

    long length() {
        return last - first + 1;
    }

    /** The value of {@code Content-Range}. */
    String contentRange() {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
