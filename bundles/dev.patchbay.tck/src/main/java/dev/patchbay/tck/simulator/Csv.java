package dev.patchbay.tck.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated values as RFC 4180 has them, the first record being the header. Not thread-safe. */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /**
     * The records after the header, each by the names in the header.
     *
     * @throws IllegalArgumentException naming the record where one is longer or shorter than the header, or a quote is left open
     */
    static List<Map<String, String>> read(String text) {
        Csv csv = new Csv(text);
        List<String> header = csv.record();
        List<Map<String, String>> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            List<String> cells = csv.record();
            if (cells.size() != header.size()) {
                throw new IllegalArgumentException("record " + (rows.size() + 1) + " (" + cells.get(0) + ") has " + cells.size()
                        + " fields where the header has " + header.size());
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(header.get(i), cells.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> record() {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at >= text.length()) {
                return cells;
            }
            char next = text.charAt(at++);
            if (next == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (next != ',') {
                return cells;
            }
        }
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && (at + 1 >= text.length() || text.charAt(at + 1) != '"')) {
                at++;
                return cell.toString();
            }
            at += c == '"' ? 1 : 0;
            cell.append(c);
        }
        throw new IllegalArgumentException("a quoted field does not end: " + cell);
    }
}
