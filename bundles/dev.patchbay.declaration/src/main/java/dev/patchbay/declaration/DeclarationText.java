package dev.patchbay.declaration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Turns the bytes of a file into one JSON tree (RFC 8259), within bounds; never lets a parser's own exception out. */
final class DeclarationText {
    private static final int DEEPEST = 32;

    private static final ObjectMapper TREES = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST).maxDocumentLength(Declarations.LARGEST).maxNumberLength(20).maxNameLength(1_000)
                            .build())
                    .build())
            .build();

    private final FaultSink faults;

    DeclarationText(FaultSink faults) {
        this.faults = faults;
    }

    /** The tree; empty where there is none, which has been told then. */
    Optional<JsonNode> tree(byte[] bytes) {
        if (bytes.length > Declarations.LARGEST) {
            faults.fault("", "is larger than 256 KiB: make the icon or the guides smaller");
            return Optional.empty();
        }
        return decoded(bytes).flatMap(this::parsed);
    }

    private Optional<String> decoded(byte[] bytes) {
        if (bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb && (bytes[2] & 0xff) == 0xbf) {
            faults.fault("", "begins with a byte order mark: save it as UTF-8 without one");
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            out.flip();
            faults.fault("", "is not UTF-8, at line " + (out.chars().filter(c -> c == '\n').count() + 1)
                    + ": save it in that encoding");
            return Optional.empty();
        }
        out.flip();
        return Optional.of(out.toString());
    }

    private Optional<JsonNode> parsed(String text) {
        try (JsonParser parser = TREES.createParser(text)) {
            boolean whole = checked(parser);
            return whole ? Optional.of(TREES.readTree(text)) : Optional.empty();
        } catch (StreamConstraintsException e) {
            faults.fault("", "is nested deeper than " + DEEPEST + " levels, or holds a number or name of unlikely length: a"
                    + " declaration needs neither");
        } catch (JsonProcessingException e) {
            /* the parser's message quotes the text, which may be anything */
            faults.fault("", "is not JSON, at " + place(e) + ": look for a missing or superfluous comma, quote or bracket there");
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
        return Optional.empty();
    }

    private static String place(JsonProcessingException e) {
        return "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }

    /** Walks the whole text: each name of an object once, and nothing after the value. */
    private boolean checked(JsonParser parser) throws IOException {
        Deque<Set<String>> open = new ArrayDeque<>();
        boolean unique = true;
        int values = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            boolean begins = open.isEmpty() && token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY;
            if (begins && ++values == 2) {
                faults.fault("", "goes on after its end, at line " + parser.currentTokenLocation().getLineNr()
                        + ": one file holds one declaration");
                return false;
            }
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                open.push(new HashSet<>());
            } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                open.pop();
            } else if (token == JsonToken.FIELD_NAME && !open.element().add(parser.currentName())) {
                faults.fault(parser.getParsingContext().pathAsPointer().toString(), "stands twice in one object: keep one of the two");
                unique = false;
            }
        }
        if (values == 0) {
            faults.fault("", "is empty: a declaration begins with {");
        }
        return unique && values == 1;
    }
}
