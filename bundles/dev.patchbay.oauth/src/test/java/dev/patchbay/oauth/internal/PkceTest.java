package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.security.SecureRandom;
import org.junit.Test;

public class PkceTest {
    @Test
    public void challengeIsThatOfRfc7636AppendixB() {
        assertEquals("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                Pkce.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
    }

    @Test
    public void verifierHas256BitsAndIsFreshEachTime() {
        SecureRandom random = new SecureRandom();
        String verifier = Pkce.verifier(random);
        assertTrue(verifier, verifier.matches("[A-Za-z0-9_-]{43}"));
        assertNotEquals(verifier, Pkce.verifier(random));
    }
}
