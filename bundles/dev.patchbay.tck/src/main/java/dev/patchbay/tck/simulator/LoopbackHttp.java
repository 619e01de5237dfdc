package dev.patchbay.tck.simulator;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sends a request byte for byte as it was declared, to another address than its URL names, as to a proxy (RFC 9112 section
 * 3.2.2): a client of the JDK would add headers of its own, which an app may demand. One connection each. Thread-safe.
 */
final class LoopbackHttp {
    private static final int TIMEOUT_MILLIS = 10_000;

    private LoopbackHttp() {}

    /** The reply, whole. */
    static HttpReply send(InetSocketAddress to, HttpCall call) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(to, TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes(call));
            return reply(socket.getInputStream().readAllBytes());
        }
    }

    private static byte[] bytes(HttpCall call) {
        URI uri = call.uri();
        byte[] body = call.body();
        StringBuilder head = new StringBuilder(call.method()).append(' ').append(uri.toASCIIString()).append(" HTTP/1.1\r\nHost: ")
                .append(uri.getRawAuthority()).append("\r\nConnection: close\r\n");
        for (HttpCall.Header header : call.headers()) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        if (body.length > 0 || !call.method().equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** The server says how long each body is, and closes after it. */
    private static HttpReply reply(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new EOFException("the simulated app closed the connection without an answer");
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new HashMap<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new HttpReply(Integer.parseInt(lines[0].split(" ")[1]), headers, Arrays.copyOfRange(bytes, end + 4, bytes.length));
    }
}
