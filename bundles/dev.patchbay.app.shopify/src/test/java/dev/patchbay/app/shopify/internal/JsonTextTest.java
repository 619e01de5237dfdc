package dev.patchbay.app.shopify.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class JsonTextTest {
    @Test
    public void everyKindOfValueIsRead() {
        assertEquals(Map.of("a", List.of(1.0, -2.5, 3e2, true, false), "b", Map.of(), "c", List.of(), "\u00e9", "x"),
                JsonText.parse(" {\"a\" : [1, -2.5,3E+2,true ,false],\"b\":{},\"c\":[ ],\r\n\t\"\\u00e9\":\"x\"} "));
        assertNull(JsonText.parse("null"));
    }

    @Test
    public void escapesBecomeCharacters() {
        assertEquals("\"\\/\b\f\n\r\t\u20ac\ud83d\ude00", JsonText.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20AC\\ud83d\\ude00\""));
    }

    @Test
    public void whatIsNotJsonIsRefused() {
        for (String bad : List.of("", " ", "{", "[", "]", "{]", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{1:1}", "[1 2]",
                "1 2", "01", "+1", "1.", ".5", "1e", "-", "NaN", "tru", "nul", "'a'", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"",
                "\"\\u12g4\"", "\"\u0001\"", "\"a\nb\"", "<html>", "null\u0000", "{}{}")) {
            assertThrows(bad, IllegalArgumentException.class, () -> JsonText.parse(bad));
        }
    }

    @Test
    public void depthIsBounded() {
        assertEquals(1, JsonText.list(JsonText.parse("[".repeat(64) + "]".repeat(64))).size());
        assertThrows(IllegalArgumentException.class, () -> JsonText.parse("[".repeat(65) + "]".repeat(65)));
    }

    @Test
    public void theMessageHoldsNothingOfTheText() {
        String message = assertThrows(IllegalArgumentException.class, () -> JsonText.parse("canary")).getMessage();
        assertTrue(message, message.startsWith("no JSON at character"));
    }

    @Test
    public void aPathThatLeadsNowhereIsNull() {
        Object json = JsonText.parse("{\"a\":{\"b\":[1]}}");
        assertNull(JsonText.at(json, "a", "x"));
        assertNull(JsonText.at(json, "a", "b", "c"));
        assertNull(JsonText.at(null, "a"));
        assertEquals(List.of(), JsonText.list(JsonText.at(json, "a")));
    }
}
