package dev.patchbay.launcher;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** Reads a file in the format of {@link Properties}, in UTF-8, with line numbers and without its silent mistakes. */
final class SettingsFile {
    private static final Pattern ODD_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\[^\\\\tnrfu:=#! ]");

    private final String name;
    private final List<GivenSetting> given = new ArrayList<>();
    private final Map<String, String> first = new LinkedHashMap<>();
    private final List<String> faults;

    private SettingsFile(String name, List<String> faults) {
        this.name = name;
        this.faults = faults;
    }

    /** What the file gives, in its order; adds a sentence to {@code faults} for everything that is wrong with its form. */
    static List<GivenSetting> read(Path file, List<String> faults) {
        SettingsFile reader = new SettingsFile(file.toString(), faults);
        try {
            reader.lines(Files.readAllLines(file));
        } catch (CharacterCodingException e) {
            faults.add(file + " is not written in UTF-8.");
        } catch (IOException e) {
            faults.add(file + " cannot be read.");
        }
        return reader.given;
    }

    private void lines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String where = name + " line " + (i + 1);
            StringBuilder logical = new StringBuilder(lines.get(i).stripLeading().replaceFirst("^\uFEFF", ""));
            boolean comment = logical.isEmpty() || logical.charAt(0) == '#' || logical.charAt(0) == '!';
            while (!comment && goesOn(logical) && i + 1 < lines.size()) {
                logical.setLength(logical.length() - 1);
                logical.append(lines.get(++i).stripLeading());
            }
            if (!comment) {
                line(logical.toString(), where);
            }
        }
    }

    private void line(String line, String where) {
        if (ODD_ESCAPE.matcher(line).find()) {
            faults.add(where + ": a single backslash; write / or \\\\.");
            return;
        }
        Properties one = new Properties();
        try {
            one.load(new StringReader(line));
        } catch (IOException | IllegalArgumentException e) {
            faults.add(where + ": an escape with \\u that is none; write \\\\u.");
            return;
        }
        for (String key : one.stringPropertyNames()) {
            String former = first.putIfAbsent(key, where);
            if (former == null) {
                given.add(new GivenSetting(key, one.getProperty(key).strip(), where));
            } else {
                faults.add(where + ": " + key + " was given before, in " + former + ".");
            }
        }
    }

    /** An odd number of backslashes at the end continues the line. */
    private static boolean goesOn(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
