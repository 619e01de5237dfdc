package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.Test;

public class NearestKeyTest {
    @Test
    public void editsAreCounted() {
        assertEquals(0, NearestKey.edits("abc", "abc"));
        assertEquals(3, NearestKey.edits("", "abc"));
        assertEquals(1, NearestKey.edits("abc", "abd"));
        assertEquals(1, NearestKey.edits("abc", "ab"));
        assertEquals(1, NearestKey.edits("abc", "acb"));
        assertEquals(3, NearestKey.edits("kitten", "sitting"));
    }

    @Test
    public void nearestIsFound() {
        assertEquals(Optional.of("http.port"), NearestKey.find("htpp.prot", Stream.of("http.host", "http.port", "log.keep")));
    }

    @Test
    public void farIsNotNear() {
        assertEquals(Optional.empty(), NearestKey.find("telemetry", Stream.of("http.host", "http.port", "log.keep")));
    }
}
