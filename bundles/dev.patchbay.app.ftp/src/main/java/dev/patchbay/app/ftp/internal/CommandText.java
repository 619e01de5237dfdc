package dev.patchbay.app.ftp.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** What may stand in the argument of an FTP command (RFC 959 section 5.3). */
final class CommandText {
    private CommandText() {}

    /** Whether the text has no CR, LF or NUL, also after encoding, and the encoding has all of its characters. */
    static boolean fits(String text, Charset encoding) {
        if (text.chars().anyMatch(CommandText::ends)) {
            return false;
        }
        try {
            ByteBuffer bytes = encoding.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            while (bytes.hasRemaining()) {
                if (ends(bytes.get())) {
                    return false;
                }
            }
            return true;
        } catch (CharacterCodingException unmappable) {
            return false;
        }
    }

    private static boolean ends(int unit) {
        return unit == '\r' || unit == '\n' || unit == 0;
    }
}
