package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class WordsTest {
    @Test
    public void wordsAreRunsOfLettersAndDigitsInLowerCase() {
        assertEquals(Set.of("my", "shop", "2", "ftp", "example", "com"), Words.of("My-Shop #2", "ftp.example.com", ""));
    }

    @Test
    public void compatibleSpellingsAreOneWord() {
        assertEquals(Words.of("caf\u00e9"), Words.of("CAFE\u0301"));
        assertEquals(Set.of("abc1"), Words.of("\uff21\uff22\uff23\uff11"));
        assertEquals(Words.of("office"), Words.of("o\ufb03ce"));
        // a letter of mathematics has no lower case before it is made a common one
        assertEquals(Words.of("hello"), Words.of("\u210cello"));
    }

    @Test
    public void combiningMarksStayInTheWord() {
        assertEquals(Set.of("\u0939\u093f\u0928\u094d\u0926\u0940"), Words.of("\u0939\u093f\u0928\u094d\u0926\u0940"));
    }

    @Test
    public void lowerCaseDoesNotDependOnTheMachine() {
        assertEquals(Set.of("mail"), Words.of("MAIL"));
        assertEquals(1, Words.of("\u0130stanbul").size());
    }

    @Test
    public void longWordsAreCutAndNoPairIsSplit() {
        assertEquals(Set.of("x".repeat(64)), Words.of("x".repeat(100)));
        String pair = "\ud801\udc28";
        assertEquals(Set.of("x".repeat(63)), Words.of("x".repeat(63) + pair));
        assertEquals(Set.of("x".repeat(62) + pair), Words.of("x".repeat(62) + pair + "y"));
    }

    @Test
    public void prefixesComeLongestFirst() {
        assertEquals(List.of("shop", "my", "2"), Words.prefixes(List.of("2", "My-Shop")));
        assertEquals(List.of(), Words.prefixes(List.of("--", "")));
    }

    @Test
    public void theUpperBoundIsGreaterThanEveryContinuation() {
        assertEquals("b", Words.after("a"));
        assertEquals("shoq", Words.after("shop"));
        assertEquals("\ue000", Words.after("\ud7ff"));
        assertEquals("\ud800\udc00", Words.after("\uffff"));
        assertEquals("b", Words.after("a\udbff\udfff"));
        for (String prefix : List.of("z", "\u00e9", "\ud7ff", "\uffff", "\ud801\udc28", "\ud83d\udfff")) {
            assertTrue(prefix, compare(prefix + "\udbff\udfff", Words.after(prefix)) < 0);
            assertTrue(prefix, compare(prefix, Words.after(prefix)) < 0);
        }
    }

    /** As the database compares text: by bytes of UTF-8. */
    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
