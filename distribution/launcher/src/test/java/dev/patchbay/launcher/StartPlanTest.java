package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Test;

public class StartPlanTest {
    @Test
    public void bundlesStandByStartLevelAndThenAsWritten() {
        StartPlan plan = StartPlan.of(List.of(feature("late", 10, "l:l:1", "m:m:1"), feature("early", 1, "z:z:1", "a:a:1")), "host");

        assertEquals(List.of("z:z:1 1", "a:a:1 1", "l:l:1 10", "m:m:1 10"), plan.bundles().stream().map(e -> e.id() + " " + e.startLevel()).toList());
    }

    @Test
    public void bundleOfTwoFeaturesIsThereOnceAndEarly() {
        StartPlan plan = StartPlan.of(List.of(feature("late", 10, "a:a:1"), feature("early", 1, "a:a:1")), "host");

        assertEquals(List.of(new StartPlan.Entry(new BundleId("a", "a", "1"), 1)), plan.bundles());
    }

    @Test
    public void twoVersionsOfABundleAreRefused() {
        StartFailure failure = assertThrows(StartFailure.class,
                () -> StartPlan.of(List.of(feature("one", 1, "a:a:1"), feature("two", 1, "a:a:2")), "host"));

        assertTrue(failure.getMessage(), failure.getMessage().contains("a:a:1 and a:a:2"));
    }

    @Test
    public void onlyFeaturesOfTheModeCount() {
        Feature both = new Feature("both", List.of(BundleId.parse("b:b:1")), Map.of(), Map.of(), 1, Set.of("host", "maintenance"));

        StartPlan plan = StartPlan.of(List.of(feature("host only", 1, "a:a:1"), both), "maintenance");

        assertEquals(List.of("b:b:1"), plan.bundles().stream().map(entry -> entry.id().toString()).toList());
    }

    @Test
    public void configurationsOfSeveralFeaturesComeTogether() {
        StartPlan plan = StartPlan.of(List.of(configured("one", "a", "1"), configured("two", "b", "2")), "host");

        assertEquals(Map.of("pid", Map.of("a", "1", "b", "2")), plan.configurations());
    }

    @Test
    public void twoValuesOfAKeyAreRefused() {
        assertThrows(StartFailure.class, () -> StartPlan.of(List.of(configured("one", "a", "1"), configured("two", "a", "2")), "host"));
    }

    private static Feature feature(String id, int level, String... bundles) {
        return new Feature(id, Stream.of(bundles).map(BundleId::parse).toList(), Map.of(), Map.of(), level, Set.of("host"));
    }

    private static Feature configured(String id, String key, String value) {
        return new Feature(id, List.of(), Map.of("pid", Map.of(key, value)), Map.of(), 1, Set.of("host"));
    }
}
