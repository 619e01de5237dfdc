package dev.patchbay.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Where the host listens, as this machine reaches it.
 *
 * @param secure whether the line is TLS
 * @param host the address to connect to
 * @param port the port
 */
record HttpAddress(boolean secure, String host, int port) {
    private static final int TIMEOUT_MILLIS = 5_000;

    /** From the settings; listening on every address is reached by loopback. */
    static HttpAddress of(SettingValues values) {
        String host = values.text("http.host");
        if (host.equals("0.0.0.0") || host.equals("localhost")) {
            host = "127.0.0.1";
        } else if (host.equals("::")) {
            host = "::1";
        }
        return new HttpAddress(!values.text("http.tls-certificate").isEmpty(), host, values.number("http.port"));
    }

    /** {@code http://127.0.0.1:7070}. */
    String url() {
        return (secure ? "https://" : "http://") + authority();
    }

    /**
     * The port to listen on: the one set, or a free one where that is 0. Asked before the framework starts, so that a
     * taken port is a sentence at once; the bundle that opens it for good says so too if another was faster.
     *
     * @throws StartFailure {@link ExitCodes#UNAVAILABLE}
     */
    static int freePort(String listenHost, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(listenHost), port));
            return socket.getLocalPort();
        } catch (UnknownHostException e) {
            throw new StartFailure(ExitCodes.UNAVAILABLE, "http.host=" + listenHost + " is no address of this machine.");
        } catch (IOException e) {
            throw new StartFailure(ExitCodes.UNAVAILABLE, "Port " + port + " of " + listenHost + " cannot be listened on (" + e.getMessage()
                    + "). Stop the program that uses it, or set http.port (PATCHBAY_HTTP_PORT) to another port,"
                    + " and http.host to an address of this machine.");
        }
    }

    /** Whether {@code GET path} answers 200 now. */
    boolean answersOk(String path) {
        try (Socket socket = connect();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + authority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = in.readLine();
            return status != null && status.startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private Socket connect() throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
        plain.setSoTimeout(TIMEOUT_MILLIS);
        return secure ? anyCertificate().getSocketFactory().createSocket(plain, host, port, true) : plain;
    }

    /** The host asks itself whether it answers: nothing secret is sent, and its certificate names another address. */
    private static SSLContext anyCertificate() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // only ever our own port on this machine
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
