package dev.patchbay.declaration;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images in data URLs (RFC 2397), checked so that a page may show them: of a few kinds, small, what they say they are, and with
 * nothing in them that acts or that is fetched from elsewhere.
 */
public final class DataImage {
    /** The longest data URL, in characters, which are bytes. */
    public static final int LONGEST = 65_536;

    private static final Pattern FORM = Pattern.compile("data:image/(png|jpeg|webp|svg\\+xml);base64,([A-Za-z0-9+/]+={0,2})");
    private static final Set<String> KINDS = Set.of("png", "jpeg", "webp", "svg+xml");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private DataImage() {}

    /** What is wrong with a data URL, in one sentence; empty where nothing is. */
    public static Optional<String> fault(String url) {
        if (url.length() > LONGEST) {
            return Optional.of("The image is larger than 64 KiB.");
        }
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            return Optional.of("An image is data:image/png, jpeg, webp or svg+xml;base64, followed by its bytes in base64.");
        }
        try {
            return kindFault(form.group(1), Base64.getDecoder().decode(form.group(2)));
        } catch (IllegalArgumentException e) {
            return Optional.of("The image is not in base64.");
        }
    }

    /** What is wrong with an image of a media type and of any size. */
    public static Optional<String> fault(String mediaType, byte[] bytes) {
        String kind = mediaType.startsWith("image/") ? mediaType.substring("image/".length()) : "";
        return KINDS.contains(kind)
                ? kindFault(kind, bytes)
                : Optional.of("An image is of the type image/png, image/jpeg, image/webp or image/svg+xml.");
    }

    private static Optional<String> kindFault(String kind, byte[] bytes) {
        boolean right = switch (kind) {
            case "png" -> begins(bytes, 0, PNG);
            case "jpeg" -> begins(bytes, 0, JPEG);
            case "webp" -> begins(bytes, 0, ascii("RIFF")) && begins(bytes, 8, ascii("WEBP"));
            default -> true;
        };
        if (!right) {
            return Optional.of("The bytes do not begin as those of such an image.");
        }
        return kind.equals("svg+xml") ? StillSvg.fault(bytes) : Optional.empty();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean begins(byte[] bytes, int from, byte[] mark) {
        return bytes.length >= from + mark.length
                && Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length);
    }
}
