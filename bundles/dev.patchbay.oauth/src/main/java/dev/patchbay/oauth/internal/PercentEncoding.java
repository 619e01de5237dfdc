package dev.patchbay.oauth.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as OAuth 1.0a wants it (RFC 5849 section 3.6): everything but RFC 3986's unreserved characters. */
final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** The text as UTF-8, encoded. */
    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What stands in a query or a form (application/x-www-form-urlencoded), encoded the way of this class. It goes by bytes
     * and not by characters, so that a value which is not UTF-8 is signed as it is sent.
     *
     * @throws IllegalArgumentException where a percent sign is not followed by two hexadecimal digits
     */
    static String recode(String formEncoded) {
        return encode(decode(formEncoded));
    }

    /**
     * The text of a value in a form, as UTF-8.
     *
     * @throws IllegalArgumentException as {@link #recode}
     */
    static String decodeText(String formEncoded) {
        return new String(decode(formEncoded), StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 0xF]);
            }
        }
        return out.toString();
    }

    private static byte[] decode(String formEncoded) {
        byte[] in = formEncoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                out.write(16 * digit(in, i + 1) + digit(in, i + 2));
                i += 2;
            } else {
                out.write(in[i] == '+' ? ' ' : in[i]);
            }
        }
        return out.toByteArray();
    }

    private static int digit(byte[] in, int at) {
        int digit = at < in.length ? Character.digit((char) in[at], 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("a percent sign without two hexadecimal digits");
        }
        return digit;
    }
}
