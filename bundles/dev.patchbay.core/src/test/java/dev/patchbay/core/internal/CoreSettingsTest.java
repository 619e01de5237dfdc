package dev.patchbay.core.internal;

import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.Test;

public class CoreSettingsTest {
    private static Duration lease(String text) {
        return CoreSettings.of(Map.of("refresh-lease", text)).refreshLease();
    }

    @Test
    public void aLeaseIsLongerThanAnExchangeMayTake() {
        assertEquals(Duration.ofSeconds(30), CoreSettings.of(Map.of()).refreshLease());
        assertEquals(Duration.ofSeconds(45), lease("45"));
        assertEquals(Duration.ofMinutes(2), lease("2m"));
        assertEquals(Duration.ofSeconds(11), lease("3s"));
        assertEquals(Duration.ofSeconds(30), lease("soon"));
    }
}
