package dev.patchbay.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One step of the schema: a file of SQL statements, each ended by a semicolon at the end of a line. A released step is
 * never edited; a change is a new step.
 *
 * @param version its place among the steps, counted from 1; the number in a file's name only keeps the files in order
 */
record SchemaStep(int version, String name, String text) {
    private static final List<String> SHIPPED = List.of(
            "001-tables.sql", "002-sign-ins-and-steps.sql", "003-installs.sql", "004-updates.sql", "005-sessions.sql",
            "006-orders.sql");

    /** The steps of this program, in order. */
    static List<SchemaStep> shipped() {
        return IntStream.range(0, SHIPPED.size()).mapToObj(i -> load(i + 1, SHIPPED.get(i))).toList();
    }

    private static SchemaStep load(int version, String name) {
        try (InputStream in = SchemaStep.class.getResourceAsStream("schema/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks schema/" + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new SchemaStep(version, name, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements, with the database's own type for bytes and its own clause for rows kept in the primary key. */
    List<String> statements(String bytesType, String clustered) {
        String sql = lines().replace("{bytes}", bytesType).replace("{clustered}", clustered);
        return Arrays.stream(sql.split(";\\s*(\n|$)")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    /** SHA-256, hexadecimal, of the text without comments, whatever its line ends. */
    String checksum() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(lines().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String lines() {
        return text.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    }
}
