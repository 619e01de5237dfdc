package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public class PercentEncodingTest {
    @Test
    public void unreservedCharactersStay() {
        String all = "ABCXYZabcxyz0189-._~";
        assertEquals(all, PercentEncoding.encode(all));
    }

    @Test
    public void everythingElseIsEncodedInUpperCase() {
        assertEquals("%20%2B%2A%21%27%28%29%2F%3A%3D%26%25%40%2C", PercentEncoding.encode(" +*!'()/:=&%@,"));
        assertEquals("%00%0A%7F", PercentEncoding.encode("\0\n\177"));
    }

    @Test
    public void textIsUtf8() {
        assertEquals("%C3%A9%E2%82%AC%F0%9F%94%91", PercentEncoding.encode("é€🔑"));
    }

    @Test
    public void aPlusInAFormIsASpace() {
        assertEquals("2%20q", PercentEncoding.recode("2+q"));
        assertEquals("2%2Bq", PercentEncoding.recode("2%2Bq"));
        assertEquals("2%20q", PercentEncoding.recode("2%20q"));
    }

    @Test
    public void whatNeedsNoEncodingLosesIt() {
        assertEquals("~a", PercentEncoding.recode("%7e%61"));
    }

    @Test
    public void whatIsEncodedTwiceStaysSo() {
        assertEquals("%253D", PercentEncoding.recode("%253D"));
    }

    @Test
    public void bytesThatAreNoUtf8StayTheSameBytes() {
        assertEquals("%FF%E9", PercentEncoding.recode("%ff%E9"));
    }

    @Test
    public void aBrokenPercentSignIsRefused() {
        for (String bad : new String[] {"%", "%4", "%zz", "a%4", "%4g"}) {
            assertThrows(bad, IllegalArgumentException.class, () -> PercentEncoding.recode(bad));
        }
    }
}
