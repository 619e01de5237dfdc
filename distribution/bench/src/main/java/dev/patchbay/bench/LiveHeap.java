package dev.patchbay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a process's heap holds that is reachable, as {@code jcmd} counts it after a full collection. */
final class LiveHeap {
    private LiveHeap() {}

    /** In bytes; the process's JDK is that of the benchmark. */
    static long bytes(long pid) throws IOException {
        count(pid); // finalizers and references that the first collection enqueued are gone in the second
        return count(pid);
    }

    private static long count(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram").redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
                .findFirst().orElseThrow(() -> new IOException("jcmd did not answer with a histogram: " + text.lines().findFirst().orElse("")));
    }
}
