package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

/** Which language a request prefers. */
public class AcceptLanguageTest {
    private static void assertPrefers(String language, String... fields) {
        for (String field : fields) {
            assertEquals(field, language, AcceptLanguage.preferred(field, List.of("en", "de")));
        }
    }

    @Test
    public void primarySubtagDecides() {
        assertPrefers("de", "de", "DE", "de-AT", "de-Latn-DE-1996", "fr, de", "fr-CA;q=0.9, de-CH;q=0.1");
        assertPrefers("en", "", "en-GB", "fr", "den", "d", "fr-de", "x-de", "i-default");
    }

    @Test
    public void higherWeightCountsThenTheFirst() {
        assertPrefers("de", "en;q=0.8, de;q=0.9", "en;q=0.999,de", "de, en", "de;q=0.5, en;q=0.5", "de ; q=0.3", "de;Q=1.000", "\tde\t;\tq=0.001");
        assertPrefers("en", "de;q=0.8, en", "en, de", "de;q=0.2, en-US;q=0.20, en;q=0.3", "fr, de;q=0.7, en;q=0.8");
    }

    @Test
    public void asteriskIsEveryLanguageThatIsNotNamed() {
        assertPrefers("en", "*", "fr, *;q=0.5", "de;q=0.4, *;q=0.5", "*, de;q=0.9");
        assertPrefers("de", "en;q=0.2, *", "en;q=0, *", "de, *;q=0.1", "de;q=0.5, *;q=0");
    }

    @Test
    public void weightOfZeroRefuses() {
        assertPrefers("en", "de;q=0", "de;q=0, *", "de;q=0.000, de-AT", "de, de;q=0", "en;q=0", "*;q=0", "en;q=0, de;q=0");
        assertPrefers("de", "de-CH;q=0, de", "en;q=0, de;q=0.1");
    }

    @Test
    public void brokenFieldsAreAsGoodAsNone() {
        assertPrefers("en", "de;q=2", "de;q=1.001", "de;q=0.1234", "de;q=-1", "de;q=", "de;q", "de;", "de;level=1", "de_DE", "de q=1", "de en",
                "dedededed", "de-", "-de", "de--AT", "de;q=0.5;q=0.6", "de, ;q=1", "**", "*-DE", "de, \u0000", "dé", "q=1", "de;q=0,5",
                "de, <script>");
        assertPrefers("de", ",de,,", " , \t, de", "fr,,de;q=0.1,");
    }

    @Test(timeout = 20_000)
    public void longFieldsAreNotRead() {
        assertPrefers("en", "fr, ".repeat(250) + "de", "a-".repeat(500_000), " ".repeat(1_000_000) + "de", ",".repeat(1_000_000), "de;".repeat(100_000));
        assertPrefers("de", "de" + ",fr".repeat(332), "de-" + "abcdefgh-".repeat(110) + "x", " ".repeat(990) + "de");
        for (int i = 0; i < 10_000; i++) {
            AcceptLanguage.preferred("a-".repeat(499) + "!", List.of("en", "de"));
        }
    }
}
