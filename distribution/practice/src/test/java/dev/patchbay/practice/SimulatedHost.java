package dev.patchbay.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/** As much of a host as the tour needs, with one connection that moves real files; and wrong where a test wants it so. */
final class SimulatedHost implements AutoCloseable {
    static final String KEY = "pbk_test";

    /** What a test lets it do wrong. */
    enum Fault { NONE, INSTALLED_BEFORE, REFUSES_BUNDLE, EGRESS_REFUSED, SHOWS_PASSWORD, ACCEPTS_ANY_PASSWORD, CHANGES_BYTES }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Fault fault;
    private final List<String> asked = new ArrayList<>();
    private boolean installed;
    private ObjectNode values = JSON.createObjectNode();

    SimulatedHost(Fault fault) throws IOException {
        this.fault = fault;
        this.installed = fault == Fault.INSTALLED_BEFORE;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 5);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        asked.add(what);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, JSON.writeValueAsBytes(Map.of("title", "Unauthorized", "detail", "The key is unknown.")));
            return;
        }
        switch (what) {
            case "GET /api/v1/providers/ftp" -> send(exchange, installed ? 200 : 404, json("{\"label\":\"FTP server\"}"));
            case "POST /api/v1/admin/bundles" -> install(exchange);
            case "POST /api/v1/connections" -> store(exchange, body);
            case "PATCH /api/v1/connections/con_1" -> {
                values.setAll((ObjectNode) JSON.readTree(body).path("values"));
                send(exchange, 200, json("{}"));
            }
            case "POST /api/v1/connections/con_1/test" -> test(exchange);
            default -> files(exchange, body);
        }
    }

    private void install(HttpExchange exchange) throws IOException {
        boolean refused = fault == Fault.REFUSES_BUNDLE;
        int status = refused ? 422 : installed ? 409 : 201;
        installed = !refused;
        send(exchange, status, json(refused
                ? "{\"title\":\"Refused\",\"detail\":\"\",\"errors\":[{\"field\":\"x.so\",\"message\":\"native code\"}]}"
                : "{\"version\":\"9.8.7\"}"));
    }

    private void store(HttpExchange exchange, byte[] body) throws IOException {
        values = (ObjectNode) JSON.readTree(body).path("values");
        JsonNode password = fault == Fault.SHOWS_PASSWORD ? values.path("password") : JSON.createObjectNode().put("set", true);
        ObjectNode view = JSON.createObjectNode().put("id", "con_1");
        view.putObject("values").set("password", password);
        send(exchange, 201, JSON.writeValueAsBytes(view));
    }

    private void test(HttpExchange exchange) throws IOException {
        if (fault == Fault.EGRESS_REFUSED) {
            send(exchange, 200, failed("Reach the server", "EGRESS_REFUSED"));
            return;
        }
        FTPClient ftp = connected();
        boolean in = fault == Fault.ACCEPTS_ANY_PASSWORD || loggedIn(ftp);
        ftp.disconnect();
        send(exchange, 200, in ? json("{\"passed\":true,\"steps\":[{\"name\":\"Log in\",\"mark\":\"PASSED\"}]}")
                : failed("Log in", "CREDENTIALS_REJECTED"));
    }

    private static byte[] failed(String step, String reason) {
        return json("{\"passed\":false,\"steps\":[{\"name\":\"" + step + "\",\"mark\":\"FAILED\",\"failure\":{\"reason\":\""
                + reason + "\",\"message\":\"said so\"}}]}");
    }

    private void files(HttpExchange exchange, byte[] body) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String path = query.substring("path=".length()).split("&")[0];
        FTPClient ftp = connected();
        loggedIn(ftp);
        ftp.enterLocalPassiveMode();
        ftp.setFileType(FTP.BINARY_FILE_TYPE);
        if (query.endsWith("mkdir=true")) {
            send(exchange, ftp.makeDirectory(path) ? 201 : 409, json("{}"));
        } else if (query.endsWith("list=true")) {
            ObjectNode page = JSON.createObjectNode();
            for (FTPFile file : ftp.mlistDir(path)) {
                page.withArray("items").addObject().put("name", file.getName()).put("size", file.getSize());
            }
            send(exchange, 200, JSON.writeValueAsBytes(page));
        } else if (exchange.getRequestMethod().equals("PUT")) {
            send(exchange, ftp.storeFile(path, new ByteArrayInputStream(body)) ? 201 : 409, json("{}"));
        } else {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ftp.retrieveFile(path, out);
            byte[] bytes = out.toByteArray();
            bytes[0] ^= (byte) (fault == Fault.CHANGES_BYTES ? 1 : 0);
            send(exchange, 200, bytes);
        }
        ftp.disconnect();
    }

    private FTPClient connected() throws IOException {
        FTPClient ftp = new FTPClient();
        ftp.connect(InetAddress.getByName(values.path("host").asText()), values.path("port").asInt());
        return ftp;
    }

    private boolean loggedIn(FTPClient ftp) throws IOException {
        return ftp.login(values.path("username").asText(), values.path("password").asText());
    }

    private static byte[] json(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
