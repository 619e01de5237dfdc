package dev.patchbay.itest;

import dev.patchbay.testsupport.Reply;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends what no HTTP client would send, byte by byte, and reads the first answer. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 60_000;

    private RawHttp() {}

    /** The answer to these bytes; the text is taken as ISO 8859-1. */
    static Reply send(int port, String request) throws IOException {
        return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Reply send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (SocketException early) {
                /* refused before everything was read; the answer is on its way all the same */
                return reply(new BufferedInputStream(socket.getInputStream()));
            }
            return reply(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static Reply reply(InputStream in) throws IOException {
        String status = line(in);
        if (status.length() < 12) {
            throw new IOException("no status line: " + status);
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>()).add(line.substring(colon + 1).strip());
        }
        HttpHeaders all = HttpHeaders.of(headers, (name, value) -> true);
        long length = all.firstValueAsLong("content-length").orElse(0);
        return new Reply(Integer.parseInt(status.substring(9, 12)), all, in.readNBytes((int) length));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
