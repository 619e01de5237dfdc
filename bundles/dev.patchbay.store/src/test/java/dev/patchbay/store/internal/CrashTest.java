package dev.patchbay.store.internal;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CrashTest {
    private static final int ROUNDS = 5;
    private static final int WRITES_BEFORE_KILL = 300;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Writes with 16 threads until killed, and prints each id once its write returned. */
    public static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            SqlStore store = Sample.open(Path.of(args[0]));
            for (int thread = 0; thread < 16; thread++) {
                String prefix = args[1] + "-" + thread + "-";
                new Thread(() -> write(store, prefix)).start();
            }
        }

        private static void write(SqlStore store, String prefix) {
            for (int i = 0; ; i++) {
                String id = prefix + i;
                store.write(writer -> {
                    writer.insertConnection(new Sample.Row(id).row());
                    return null;
                });
                synchronized (Writer.class) {
                    System.out.println(id);
                    System.out.flush();
                }
            }
        }
    }

    @Test(timeout = 120_000)
    public void whatWasAcknowledgedSurvivesTheKill() throws Exception {
        Path data = folder.getRoot().toPath().resolve("data");
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(writeUntilKilled(data, round));
            assertTrue(acknowledged.size() >= WRITES_BEFORE_KILL * (round + 1));
            try (SqlStore store = Sample.open(data)) {
                store.read(reader -> {
                    acknowledged.forEach(id -> assertTrue(id, reader.findConnection(id).isPresent()));
                    return null;
                });
                Path copy = folder.getRoot().toPath().resolve("copy" + round);
                store.snapshot(copy);
                assertTrue(store.check(copy).startsWith("Schema version " + SchemaStep.shipped().size()));
            }
        }
    }

    private List<String> writeUntilKilled(Path data, int round) throws Exception {
        Path out = folder.getRoot().toPath().resolve("out" + round);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx128m",
                        "-Dorg.sqlite.tmpdir=" + folder.getRoot(),
                        Writer.class.getName(),
                        data.toString(),
                        "r" + round)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (child.isAlive() && whole(out).size() < WRITES_BEFORE_KILL) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertTrue("the child writes until it is killed", child.isAlive());
        } finally {
            child.destroyForcibly();
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        }
        return whole(out);
    }

    /** The lines that were printed to their end. */
    private static List<String> whole(Path out) throws IOException {
        String text = Files.readString(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
