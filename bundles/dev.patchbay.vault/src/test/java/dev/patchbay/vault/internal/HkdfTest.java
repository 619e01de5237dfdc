package dev.patchbay.vault.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.Test;

/** The vectors of RFC 5869, appendix A, for SHA-256. */
public class HkdfTest {
    @Test
    public void basicVectorOfTheRfc() {
        check("0b".repeat(22), "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
                "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    public void longVectorOfTheRfc() {
        check(range(0x00, 0x4f), range(0x60, 0xaf), range(0xb0, 0xff),
                "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8"
                        + "367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
    }

    @Test
    public void vectorOfTheRfcWithoutSaltAndInfo() {
        check("0b".repeat(22), "", "", "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    public void labelsGiveUnrelatedKeys() {
        KeyBytes from = KeyBytes.taking(new byte[KeyBytes.LENGTH]);
        assertFalse(Arrays.equals(Hkdf.derive(from, "a").getEncoded(), Hkdf.derive(from, "b").getEncoded()));
        assertArrayEquals(Hkdf.derive(from, "a").getEncoded(), Hkdf.derive(from, "a").getEncoded());
    }

    @Test
    public void moreThan255BlocksAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(new byte[32], new byte[0], 255 * 32 + 1));
    }

    private static void check(String input, String salt, String info, String pseudoRandom, String output) {
        HexFormat hex = HexFormat.of();
        byte[] extracted = Hkdf.extract(hex.parseHex(salt), hex.parseHex(input));
        assertArrayEquals(hex.parseHex(pseudoRandom), extracted);
        byte[] expected = hex.parseHex(output);
        assertArrayEquals(expected, Hkdf.expand(extracted, hex.parseHex(info), expected.length));
    }

    private static String range(int from, int to) {
        StringBuilder hex = new StringBuilder();
        for (int i = from; i <= to; i++) {
            hex.append(HexFormat.of().toHexDigits((byte) i));
        }
        return hex.toString();
    }
}
