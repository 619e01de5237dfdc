package dev.patchbay.egress.internal;

import java.util.regex.Pattern;

/**
 * A host with or without a port: {@code example.com:21}, {@code [::1]:21}, {@code ::1}. Immutable.
 *
 * @param host the host
 * @param port the port, 0 where none is given
 */
record Authority(Host host, int port) {
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException where it is none; the message completes "x is …" and does not repeat the text
     */
    static Authority parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean hasPort = bracketed ? colon == text.indexOf(']') + 1 && colon > 0 : colon >= 0 && colon == text.indexOf(':');
        return hasPort
                ? new Authority(Host.parse(text.substring(0, colon)), port(text.substring(colon + 1)))
                : new Authority(Host.parse(text), 0);
    }

    /** A port number from its digits. */
    static int port(String text) {
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (!isPort(port)) {
            throw new IllegalArgumentException("not followed by a port from 1 to 65535");
        }
        return port;
    }

    /** Whether a number is a port one can connect to. */
    static boolean isPort(int port) {
        return port > 0 && port <= HIGHEST_PORT;
    }
}
