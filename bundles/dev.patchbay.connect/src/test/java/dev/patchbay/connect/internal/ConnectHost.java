package dev.patchbay.connect.internal;

import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectFlow;
import dev.patchbay.host.connect.ConnectPage;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.osgi.framework.BundleException;

/** The pages over HTTP with a scripted flow behind them, and a browser that keeps no cookies by itself. */
final class ConnectHost {
    static final String COOKIE = "pb_connect_" + ScriptedFlow.SESSION + "=" + ScriptedFlow.KEY;
    static final String PAGE = "/connect/s/" + ScriptedFlow.SESSION;

    private static ConnectHost shared;

    final ScriptedFlow flow = new ScriptedFlow();
    final FelixHost felix = new FelixHost();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ConnectHost() throws IOException, BundleException {
        felix.register(ConnectFlow.class, flow);
        felix.register(CallbackDoctor.class, flow);
    }

    /** The shared host, as if nothing had happened. */
    static synchronized ConnectHost get() throws IOException, BundleException {
        if (shared == null) {
            shared = new ConnectHost();
            Runtime.getRuntime().addShutdownHook(new Thread(shared.felix::close));
        }
        shared.flow.reset();
        return shared;
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + felix.port() + path)).method(method, BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** GET with this browser's cookie. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + felix.port() + path)).header("Cookie", COOKIE));
    }

    /** GET with this browser's cookie and language. */
    HttpResponse<String> get(String path, String acceptLanguage) throws IOException, InterruptedException {
        return send(request("GET", path, "").header("Cookie", COOKIE).header("Accept-Language", acceptLanguage));
    }

    /** The page that shows a view, in a language. */
    PageCheck show(ConnectPage page, String acceptLanguage) throws IOException, InterruptedException {
        flow.page = page;
        return PageCheck.of(get(PAGE, acceptLanguage));
    }

    /** The page that shows a view. */
    PageCheck show(ConnectPage page) throws IOException, InterruptedException {
        flow.page = page;
        return PageCheck.of(get(PAGE));
    }

    /** A form, sent with this browser's cookie; names and values in turn. */
    HttpResponse<String> post(String path, String... form) throws IOException, InterruptedException {
        return send(form(path, form).header("Cookie", COOKIE));
    }

    HttpRequest.Builder form(String path, String... form) {
        StringJoiner body = new StringJoiner("&");
        for (int i = 0; i < form.length; i += 2) {
            body.add(URLEncoder.encode(form[i], StandardCharsets.UTF_8) + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return request("POST", path, body.toString()).header("Content-Type", "application/x-www-form-urlencoded");
    }

    /** Sends bytes as they are and reads until the server closes. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", felix.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
