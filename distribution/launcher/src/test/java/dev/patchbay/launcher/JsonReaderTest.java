package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class JsonReaderTest {
    @Test
    public void everyKindOfValueIsRead() {
        Object value = JsonReader.read("""
                {"text": "a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9", "long": -12, "double": 1.5e3, "yes": true, "no": false, "list": [1, []], "empty": {}}""");

        assertEquals(Map.of("text", "a\"\\/\b\f\n\r\té", "long", -12L, "double", 1500.0, "yes", true, "no", false,
                "list", List.of(1L, List.of()), "empty", Map.of()), value);
    }

    @Test
    public void nullIsAValue() {
        assertEquals(Arrays.asList((Object) null), JsonReader.read("[null]"));
    }

    @Test
    public void commentsAreSkipped() {
        assertEquals(List.of(1L, 2L), JsonReader.read("// one\n[1, /* two\n */ 2] // end"));
    }

    @Test
    public void orderOfMembersIsKept() {
        Map<?, ?> members = (Map<?, ?>) JsonReader.read("{\"z\": 1, \"a\": 2, \"m\": 3}");

        assertEquals("[z, a, m]", members.keySet().toString());
    }

    @Test
    public void numbersBeyondLongAreRead() {
        assertEquals(1e30, JsonReader.read("1000000000000000000000000000000"));
    }

    @Test
    public void whatIsNoJsonIsRefusedWithItsPlace() {
        for (String wrong : List.of("", " ", "{", "[1", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "'a'", "\"a", "\"\\x\"", "\"\\u12g4\"",
                "\"\n\"", "01", "1.", ".5", "-", "+1", "1e", "tru", "nul", "1 2", "[1] x", "NaN", "[1 2]", "/* x", "\u00a01")) {
            IllegalArgumentException fault = assertThrows(wrong, IllegalArgumentException.class, () -> JsonReader.read(wrong));
            assertTrue(fault.getMessage(), fault.getMessage().startsWith("line "));
        }
    }

    @Test
    public void faultNamesLineAndColumn() {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> JsonReader.read("{\n  \"a\": 1,\n  \"b\" 2\n}"));

        assertEquals("line 3, column 7: ':' is missing", fault.getMessage());
    }

    @Test
    public void keyThatStandsTwiceIsRefused() {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> JsonReader.read("{\"a\": 1, \"a\": 1}"));

        assertEquals("line 1, column 10: \"a\" stands twice", fault.getMessage());
    }

    @Test
    public void depthIsBounded() {
        assertThrows(IllegalArgumentException.class, () -> JsonReader.read("[".repeat(100_000)));
    }
}
