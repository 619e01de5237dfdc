package dev.patchbay.tck.simulator;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of one app by one method, independent of any declaration of it: one row of a table of facts. Its columns are the
 * constants of {@link Column}, their meaning is described there. Immutable.
 *
 * <p>Cells with several values are {@code name=value&name=value}, percent-encoded as a form. Holes such as {@code {shop}} stand for what
 * differs from account to account; the column {@code sample} has a value for each.
 */
public final class AppFacts {
    private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

    private final Map<String, String> row;

    private AppFacts(Map<String, String> row) {
        this.row = row;
    }

    /**
     * One row.
     *
     * @param row cells by the name of their column; a column that is left out is empty
     * @throws IllegalArgumentException for a column nobody knows, and for a word that a column does not have
     */
    public static AppFacts of(Map<String, String> row) {
        Map<String, String> copy = new LinkedHashMap<>();
        row.forEach((name, cell) -> copy.put(name, cell.strip()));
        AppFacts facts = new AppFacts(Collections.unmodifiableMap(copy));
        facts.check();
        return facts;
    }

    /**
     * A table in the form of RFC 4180, in UTF-8, whose header names the columns.
     *
     * @throws IllegalArgumentException as {@link #of}, naming the row
     */
    public static List<AppFacts> read(Path table) throws IOException {
        List<AppFacts> all = new ArrayList<>();
        for (Map<String, String> row : Csv.read(Files.readString(table))) {
            all.add(of(row));
        }
        return List.copyOf(all);
    }

    private void check() {
        for (String name : row.keySet()) {
            Optional<Column> column = Column.find(name);
            if (column.isEmpty()) {
                throw fault("there is no column " + name);
            }
            String cell = row.get(name);
            if (!column.get().words().isEmpty() && !cell.isEmpty() && !column.get().words().contains(cell)) {
                throw fault(name + " is '" + cell + "' and not one of " + String.join(", ", column.get().words()));
            }
        }
    }

    /** What is wrong with this row. */
    IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("facts of " + this + ": " + what);
    }

    /** The id of the app, as its provider has it. */
    public String id() {
        return cell(Column.ID);
    }

    /** The id of the method. */
    public String method() {
        return cell(Column.METHOD);
    }

    /** How a credential comes to be: the words of {@link Column#AUTH}. */
    public String auth() {
        return cell(Column.AUTH);
    }

    /** A cell; empty where nothing is known or there is nothing. */
    public String cell(Column column) {
        return row.getOrDefault(column.header(), "");
    }

    /** The pairs of a cell, in order; empty where it is. */
    public Map<String, String> pairs(Column column) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String cell = cell(column);
        for (String pair : cell.isEmpty() ? new String[0] : cell.split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw fault(column.header() + " is not name=value&name=value: " + pair);
            }
            pairs.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The words of a cell, separated by spaces; empty where it is. */
    public List<String> words(Column column) {
        return cell(column).isEmpty() ? List.of() : List.of(cell(column).split("\\s+"));
    }

    /** The number in a cell; 0 where it is empty. */
    public int number(Column column) {
        try {
            return cell(column).isEmpty() ? 0 : Integer.parseInt(cell(column));
        } catch (NumberFormatException e) {
            throw fault(column.header() + " is no number: " + cell(column));
        }
    }

    /** Whether a cell is this word. */
    public boolean is(Column column, String word) {
        return cell(column).equals(word);
    }

    /**
     * A template of a cell with its holes filled.
     *
     * @param values by hole
     * @throws IllegalArgumentException where there is no value for one
     */
    String fill(String template, Map<String, String> values) {
        return HOLE.matcher(template).replaceAll(hole -> {
            String value = values.get(hole.group(1));
            if (value == null) {
                throw fault("nothing says what {" + hole.group(1) + "} is: give it a sample");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** The app and the method. */
    @Override
    public String toString() {
        return id() + "/" + method();
    }
}
