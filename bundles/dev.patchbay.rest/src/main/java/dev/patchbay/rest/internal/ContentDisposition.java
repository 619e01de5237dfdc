package dev.patchbay.rest.internal;

import java.nio.charset.StandardCharsets;

/** {@code Content-Disposition} of a download (RFC 6266), its name also in the extended form (RFC 8187). */
final class ContentDisposition {
    private static final String PLAIN_IN_EXTENDED = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    static String attachment(String name) {
        StringBuilder fallback = new StringBuilder();
        name.codePoints().forEach(c -> fallback.append(c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : (char) c));
        StringBuilder extended = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > ' ' && (Character.isLetterOrDigit(b) || PLAIN_IN_EXTENDED.indexOf(b) >= 0);
            extended.append(plain ? Character.toString(b) : String.format("%%%02X", b & 0xff));
        }
        return "attachment; filename=\"" + fallback + "\"; filename*=UTF-8''" + extended;
    }
}
