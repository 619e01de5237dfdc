package dev.patchbay.connect.internal;

import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and values as {@code application/x-www-form-urlencoded} (URL standard, section 5.1), of a body or a query. Stricter
 * than a servlet container, which takes what is broken for text: a percent sign without two digits and bytes that are not
 * UTF-8 are refused.
 */
final class FormBody {
    static final int LARGEST = 64 * 1024;
    static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private static final int MOST_PARTS = 500;

    private FormBody() {}

    /** The form in the body, each name with all its values in their order. */
    static Map<String, List<String>> read(HttpServletRequest request) throws IOException {
        requireForm(request.getContentType());
        if (request.getHeader("Content-Encoding") != null) {
            throw new PageProblem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "refused.coding");
        }
        byte[] body = request.getContentLengthLong() > LARGEST ? new byte[0] : request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST || request.getContentLengthLong() > LARGEST) {
            throw new PageProblem(ProblemType.TOO_LARGE, "refused.large", "size", Integer.toString(LARGEST / 1024));
        }
        return parse(new String(body, StandardCharsets.ISO_8859_1));
    }

    private static void requireForm(@Nullable String contentType) {
        String[] parts = (contentType == null ? "" : contentType.toLowerCase(Locale.ROOT)).split(";", 2);
        String charset = parts.length < 2 ? "" : parts[1].strip().replace("\"", "");
        if (!parts[0].strip().equals(MEDIA_TYPE) || !(charset.isEmpty() || charset.equals("charset=utf-8"))) {
            throw new PageProblem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "refused.type", "type", MEDIA_TYPE);
        }
    }

    /** The parts of a raw query, which may be absent. */
    static Map<String, List<String>> parse(@Nullable String raw) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return all;
        }
        String[] parts = raw.split("&", MOST_PARTS + 1);
        if (parts.length > MOST_PARTS) {
            throw new PageProblem(ProblemType.MALFORMED, "refused.values", "most", Integer.toString(MOST_PARTS));
        }
        for (String part : parts) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = decode(equals < 0 ? part : part.substring(0, equals));
                all.computeIfAbsent(name, n -> new ArrayList<>()).add(equals < 0 ? "" : decode(part.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decode(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw unreadable();
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else if (c > 0xFF) {
                throw unreadable();
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw unreadable();
        }
    }

    private static PageProblem unreadable() {
        return new PageProblem(ProblemType.MALFORMED, "refused.percent");
    }
}
