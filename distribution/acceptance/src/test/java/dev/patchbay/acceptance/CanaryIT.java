package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * A value that occurs nowhere else in every secret field of every provider that is here, against apps that repeat what they
 * are sent, with everything logged: where does it turn up? All is done once; each test looks at one place.
 */
public final class CanaryIT {
    private static final String JSON = "application/json";

    /** Every answer but those of {@code GET .../credential}, with what was asked. */
    private static final Map<String, String> ANSWERS = new LinkedHashMap<>();
    private static final List<Canary> SECRETS = new ArrayList<>();
    /** In fields that are no secrets: sealed all the same, and shown in masked reads. */
    private static final Canary SHOWN = new Canary("a value that is no secret");
    private static int credentials;
    private static int filesSearched;
    private static Path data;
    private static HostProcess host;
    private static Api api;
    private static HttpsServer app;
    private static ScriptedFtpServer ftp;

    @BeforeClass
    public static void useEverySecretFieldOfEveryProvider() throws Exception {
        Path work = Distribution.workFolder(CanaryIT.class);
        PemFiles tls = PemFiles.make(work);
        app = repeatingApp(tls);
        ftp = new ScriptedFtpServer("127.0.0.1", 0, "127.0.0.1", 9);
        data = work.resolve("data");
        host = Distribution.host(data).setting("log.level", "trace").setting("egress.ca-file", tls.certificate().toString()).start();
        api = host.api();
        new Connections(api).installFtp();
        for (JsonNode provider : api.get("/api/v1/providers").expect(200).json().path("items")) {
            use(api.get("/api/v1/providers/" + provider.path("id").asText()).expect(200).json().path("definition"));
        }
        crawl();
        Path passphrase = Files.writeString(work.resolve("backup-passphrase"), "of the backup");
        assertEquals(0, Distribution.command(data, "backup", data.resolve("host.backup").toString(), "--passphrase-file",
                passphrase.toString()).run().exitCode());
        host.kill(); // the write-ahead log stays, to be searched too
    }

    @AfterClass
    public static void stop() throws IOException {
        host.close();
        app.stop(0);
        ftp.close();
    }

    private static HttpsServer repeatingApp(PemFiles tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
        server.createContext("/", CanaryIT::repeat);
        server.start();
        return server;
    }

    private static void repeat(HttpExchange exchange) throws IOException {
        String all = exchange.getRequestURI() + " " + exchange.getRequestHeaders().values();
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"" + all.replaceAll("[^ -~]|\"", "") + "\"");
        byte[] body = all.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void use(JsonNode definition) {
        for (JsonNode method : definition.path("methods")) {
            if (!method.path("auth").path("kind").asText("stored-fields").equals("stored-fields")) {
                continue; // sign-ins have their own secrets: SignInCanaryIT
            }
            List<String> places = new ArrayList<>();
            method.path("fields").forEach(field -> {
                if (field.path("name").asText().equals("testPlace")) {
                    field.path("options").forEach(option -> places.add(option.path("value").asText()));
                }
            });
            for (String place : places.isEmpty() ? List.of("") : places) {
                use(definition.path("id").asText(), method, place);
            }
        }
    }

    private static void use(String provider, JsonNode method, String place) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> secrets = new LinkedHashMap<>();
        for (JsonNode field : method.path("fields")) {
            String name = field.path("name").asText();
            if (field.path("kind").asText().equals("secret")) {
                Canary canary = new Canary(provider + "." + name + " " + place);
                SECRETS.add(canary);
                secrets.put(name, canary.value());
            } else {
                fill(field, name, place, values);
            }
        }
        assertTrue("a secret field of " + provider, !secrets.isEmpty());
        values.putAll(secrets);
        String label = provider + " " + place;
        Map<String, Object> draft = Map.of("account", "demo", "provider", provider, "method", method.path("id").asText(),
                "label", label, "values", values);
        send("POST", Connections.PATH + "/test", draft);
        String id = send("POST", Connections.PATH, draft).expect(201).json().path("id").asText();
        send("PATCH", Connections.PATH + "/" + id, Map.of("values", secrets)).expect(200);
        Reply clear = api.get(Connections.PATH + "/" + id + "/credential").expect(200);
        secrets.forEach((name, value) -> assertEquals(value, clear.json().path("values").path(name).asText()));
        credentials++;
        JsonNode report = send("POST", Connections.PATH + "/" + id + "/test", Map.of()).expect(200).json();
        assertEquals("the app was asked: " + report, "false", report.path("passed").asText());
        keep("streamed test of " + label, api.send("POST", Connections.PATH + "/" + id + "/test", BodyPublishers.noBody(),
                Map.of("Accept", "text/event-stream")));
        send("GET", Connections.file(id, "/") + "&list=true", Map.of());
        refused(draft, secrets);
    }

    private static void fill(JsonNode field, String name, String place, Map<String, Object> values) {
        switch (name) {
            case "host" -> values.put(name, "127.0.0.1");
            case "port" -> values.put(name, ftp.port());
            case "encryption" -> values.put(name, "none");
            case "testUrl" -> values.put(name, "https://127.0.0.1:" + app.getAddress().getPort() + "/me");
            case "testPlace" -> values.put(name, place);
            case "testHeader" -> {
                if (place.equals("header")) {
                    values.put(name, "X-Api-Key");
                }
            }
            case "testParameter" -> {
                if (place.equals("query")) {
                    values.put(name, "key");
                }
            }
            case "username", "key" -> values.put(name, SHOWN.value());
            default -> assertTrue("the test knows what to enter for " + name,
                    field.path("optional").asBoolean() || field.has("fallback") || field.has("visibleWhen"));
        }
    }

    /** Input that is wrong in one place and has the secrets in it. */
    private static void refused(Map<String, Object> draft, Map<String, Object> secrets) {
        String secret = secrets.values().iterator().next().toString();
        Map<String, Object> misspelt = new LinkedHashMap<>(draft);
        misspelt.put("values", Map.of("kee", secret, secrets.keySet().iterator().next(), secret.repeat(1_850)));
        send("POST", Connections.PATH, misspelt).expect(422);
        Map<String, Object> odd = new LinkedHashMap<>(draft);
        odd.put("values", List.of(secret));
        assertEquals(4, send("POST", Connections.PATH, odd).status() / 100);
        keep("broken JSON", api.send("POST", Connections.PATH, BodyPublishers.ofString("{\"values\":{\"key\":" + secret),
                Map.of("Content-Type", JSON)));
        keep("no such route", api.send("POST", "/api/v1/connection", BodyPublishers.ofString(secret), Map.of("Content-Type", "text/plain")));
    }

    private static Reply send(String method, String path, Object body) {
        return switch (method) {
            case "POST" -> keep(method + " " + path, api.post(path, body));
            case "PATCH" -> keep(method + " " + path, api.patch(path, body));
            default -> keep(method + " " + path, api.get(path));
        };
    }

    private static Reply keep(String asked, Reply reply) {
        ANSWERS.put(ANSWERS.size() + " " + asked, reply.headers().map() + "\n" + reply.text());
        return reply;
    }

    /** Every GET route of the OpenAPI document with everything that has an id. */
    private static void crawl() {
        List<String> ids = new ArrayList<>(List.of("api-key", "ftp", "dev.patchbay.app.ftp"));
        api.get(Connections.PATH + "?limit=100").expect(200).json().path("items").forEach(item -> ids.add(item.path("id").asText()));
        api.get("/openapi.json").expect(200).json().path("paths").properties().forEach(route -> {
            if (route.getValue().has("get") && !route.getKey().endsWith("/credential")) {
                boolean hasId = route.getKey().contains("{");
                for (String id : hasId ? ids : List.of("")) {
                    send("GET", route.getKey().replaceAll("\\{\\w+}", id), Map.of());
                }
            }
        });
    }

    private static List<String> found(byte[] content, List<Canary> canaries) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return canaries.stream().flatMap(canary -> canary.formsIn(text).stream()).toList();
    }

    @Test
    public void noAnswerButTheCredentialHoldsASecret() {
        assertTrue("types with their places, and FTP: " + credentials, credentials >= 13);
        assertTrue("answers: " + ANSWERS.size(), ANSWERS.size() > 150);
        ANSWERS.forEach((asked, answer) ->
                assertEquals(asked, List.of(), found(answer.getBytes(StandardCharsets.UTF_8), SECRETS)));
    }

    @Test
    public void noFileHoldsASecretNorAnotherValue() throws IOException {
        List<Canary> all = new ArrayList<>(SECRETS);
        all.add(SHOWN);
        for (Path file : Distribution.files(data)) {
            assertEquals(file.toString(), List.of(), found(Files.readAllBytes(file), all));
            filesSearched++;
        }
        assertTrue("database, logs, cache: " + filesSearched, filesSearched > 50);
    }

    @Test
    public void noLogLineHoldsASecretAKeyOrThePassphraseEvenAtTrace() throws IOException {
        String output = host.output();
        assertTrue("everything is logged", output.contains(" TRACE ") && output.contains(" DEBUG "));
        List<Canary> all = new ArrayList<>(SECRETS);
        all.add(SHOWN);
        all.add(Canary.of("the API key", host.firstKey()));
        all.add(Canary.of("the passphrase", Files.readString(data.resolve("passphrase")).strip()));
        output.lines().forEach(line -> assertEquals(line, List.of(), found(line.getBytes(StandardCharsets.UTF_8), all)));
    }

    @Test
    public void maskedReadShowsWhatIsNoSecret() {
        assertTrue(ANSWERS.values().stream().anyMatch(answer -> !SHOWN.formsIn(answer).isEmpty()));
    }
}
