package dev.patchbay.core.internal.base;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.ValuesJson;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** The forms that are sealed, signed and stored. */
public class SealedFormsTest {

    @Test
    public void valuesComeBackByteForByteAndByKind() {
        StringBuilder long64 = new StringBuilder();
        String odd = "\r\n\t \\\"{}[]\u0000\u001f\u00e9e\u0301\u20ac\uD83D\uDE00\uFEFF\u2028\u202E ";
        while (long64.length() < 65_536 - odd.length()) {
            long64.append(odd);
        }
        Values values = Values.of(Map.of(
                "key", Secret.of(long64), "empty", Secret.of(""), "secret", "secret", "text", odd, "number", -7,
                "least", Integer.MIN_VALUE, "yes", true, "no", false, "list", List.of("a", "", odd), "none", List.of()));
        Values back = ValuesJson.read(ValuesJson.write(values));
        assertEquals(values, back);
        assertEquals(long64.toString(), ((Secret) back.asMap().get("key")).reveal());
        assertTrue(back.asMap().get("secret") instanceof String);
    }

    @Test
    public void twoListsOfFieldsNeverMakeTheSameMessage() {
        List<Frame> frames = List.of(
                new Frame("k"), new Frame("k").text(""), new Frame("k").text(null), new Frame("k").text("ab").text("c"),
                new Frame("k").text("a").text("bc"), new Frame("k").text("abc"), new Frame("k").number(1), new Frame("kk"),
                new Frame("k").number(null).number(1), new Frame("k").bytes(new byte[8]), new Frame("k").number(0L),
                new Frame("k").text("a").text(null), new Frame("k").text(null).text("a"),
                new Frame("k").text("a").text("b"), new Frame("k").text("a\u0001b"), new Frame("k").text("a\u0000\u0000"));
        Set<String> messages = new HashSet<>();
        frames.forEach(f -> messages.add(Arrays.toString(f.toBytes())));
        assertEquals(frames.size(), messages.size());
        assertArrayEquals(new Frame("k").text("a").toBytes(), new Frame("k").text("a").toBytes());
    }

    @Test
    public void idsAreOfTheirFormAndNeverTwice() {
        Ids ids = new Ids(new SecureRandom());
        Set<String> seen = new HashSet<>();
        Set<Character> last = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = ids.next(Ids.CONNECTION);
            assertTrue(id, id.matches("con_[a-z2-7]{26}") && Ids.isId(Ids.CONNECTION, id));
            assertTrue(seen.add(id));
            last.add(id.charAt(id.length() - 1));
        }
        assertEquals("the last character holds the last three bits", 8, last.size());
        String id = ids.next(Ids.API_KEY);
        assertFalse(Ids.isId(Ids.CONNECTION, id));
        assertFalse(Ids.isId(Ids.API_KEY, id + "a"));
        assertFalse(Ids.isId(Ids.API_KEY, id.substring(0, 29) + "1"));
    }

    @Test
    public void textsByNameComeBackAndWhatIsNoneIsEmpty() {
        Map<String, String> texts = Map.of("a", "\"x\"\n", "b", "");
        assertEquals(texts, TextMap.read(TextMap.write(texts)));
        for (String broken : List.of("", "{", "[]", "nonsense", "{\"a\":1}", "{\"a\":")) {
            assertEquals(broken, Map.of(), TextMap.read(broken));
        }
    }
}
