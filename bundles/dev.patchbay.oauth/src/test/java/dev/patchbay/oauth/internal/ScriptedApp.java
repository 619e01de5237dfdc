package dev.patchbay.oauth.internal;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.api.provider.Auth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An app on loopback that answers what it is told to, whatever it is asked. */
final class ScriptedApp implements AutoCloseable {
    static final String TEMPORARY = "oauth_token=temp&oauth_token_secret=canary-temporary&oauth_callback_confirmed=true";

    private final HttpServer server;
    private volatile int status = 200;
    private volatile Map<String, String> headers = Map.of();
    private volatile String body = "";

    ScriptedApp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            headers.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    ScriptedApp answers(int code, String text) {
        return answers(code, Map.of(), text);
    }

    ScriptedApp answers(int code, Map<String, String> with, String text) {
        status = code;
        headers = with;
        body = text;
        return this;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    Auth.OAuth1 auth() {
        return Auth.oauth1(url("/request"), "https://app.example/authorize?style=plain", url("/access"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
