package dev.patchbay.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Shows the main job on a running host, over HTTP as any program would: installs the FTP integration, stores a connection to
 * a practice server, tests it with a wrong and the right password, and moves a file through it.
 */
public final class PracticeTour {
    private static final String BUNDLE = "dev.patchbay.app.ftp";
    private static final String CONNECTIONS = "/api/v1/connections";
    private static final String FILE = "/tour/hello.bin";
    private static final int FILE_BYTES = 1 << 20;

    private final HostApi host;
    private final Path integrations;
    private final PracticeFtpServer ftp;
    private final Narration narration;
    private String connection = "";
    private byte[] sent = new byte[0];

    PracticeTour(HostApi host, Path integrations, PracticeFtpServer ftp, PrintStream out) {
        this.host = host;
        this.integrations = integrations;
        this.ftp = ftp;
        this.narration = new Narration(out);
    }

    /**
     * Runs the tour and leaves the practice server running until the JVM ends.
     *
     * @param arguments the host's base URL, the file with an API key, the folder with the integrations
     * @throws TourStopped where anything is not as it should be, with what to do
     */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            throw new TourStopped("The tour takes three arguments: the host's URL, the file with an API key, the folder with"
                    + " integrations.");
        }
        Path key = Path.of(arguments[1]);
        try {
            System.out.println("The main job, on a practice FTP server:");
            PracticeFtpServer ftp = PracticeFtpServer.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(ftp), "patchbay-practice-discard"));
            HostApi host = new HostApi(arguments[0], Files.readString(key).strip());
            new PracticeTour(host, Path.of(arguments[2]), ftp, System.out).run();
        } catch (TourStopped stopped) {
            throw stopped;
        } catch (Exception e) {
            throw new TourStopped("The tour broke off (" + e + "): look into the host's log, then start it again.", e);
        }
        System.out.println("main job done");
        System.out.println("  host  " + arguments[0]);
        System.out.println("  key   in " + key.toAbsolutePath());
    }

    /** At the JVM's end there is little time: the host's own end does not wait for this. */
    private static void discard(PracticeFtpServer ftp) {
        try {
            ftp.discard();
        } catch (IOException e) {
            System.err.println("The folder " + ftp.home() + " was not deleted.");
        }
    }

    void run() throws Exception {
        narration.say("     practice server on " + PracticeFtpServer.HOST + ":" + ftp.port() + ", files in " + ftp.home());
        narration.step("installing the FTP integration", this::install);
        narration.step("looking for the provider", this::seeProvider);
        narration.step("storing a connection", this::store);
        narration.step("testing it with a wrong password", this::testWrong);
        narration.step("entering the right password", this::correct);
        narration.step("testing it again", this::testRight);
        narration.step("uploading a file", this::upload);
        narration.step("listing the folder", this::list);
        narration.step("downloading the file", this::download);
    }

    private String install() throws IOException {
        boolean before = host.get("/api/v1/providers/ftp").status() == 200;
        HostApi.Answer answer = host.send("POST", "/api/v1/admin/bundles", "application/java-archive",
                HttpRequest.BodyPublishers.ofFile(jar()));
        if (answer.status() == 409 && before) {
            return "installed: " + BUNDLE + " was there already";
        }
        expect(answer, 201, "The integration was not installed. Read the reasons above; the jar lies in " + integrations + ".");
        return "installed: " + BUNDLE + " " + answer.json().path("version").asText() + ", into the running host";
    }

    private Path jar() throws IOException {
        try (Stream<Path> files = Files.list(integrations)) {
            return files.filter(f -> f.getFileName().toString().matches("dev\\.patchbay\\.app\\.ftp-[0-9].*\\.jar"))
                    .sorted().reduce((a, b) -> b)
                    .orElseThrow(() -> new TourStopped("There is no " + BUNDLE + " in " + integrations + ": unpack the program again."));
        }
    }

    private String seeProvider() throws IOException {
        HostApi.Answer answer = host.get("/api/v1/providers/ftp");
        expect(answer, 200, "The provider ftp is not visible: look into the host's log.");
        return "visible with no restart: provider ftp, \"" + answer.json().path("label").asText() + "\"";
    }

    private String store() throws IOException, GeneralSecurityException {
        ObjectNode values = object()
                .put("host", PracticeFtpServer.HOST)
                .put("port", ftp.port())
                .put("encryption", "explicit")
                .put("trust", "pinned")
                .put("certificateFingerprint", sha256(ftp.certificate().getEncoded()))
                .put("username", PracticeFtpServer.USER)
                .put("password", "not the password");
        ObjectNode body = object().put("account", "demo").put("provider", "ftp").put("label", "Practice server");
        body.set("values", values);
        HostApi.Answer answer = host.sendJson("POST", CONNECTIONS, body);
        expect(answer, 201, "The connection was not stored.");
        connection = answer.json().path("id").asText();
        boolean masked = answer.json().path("values").path("password").path("set").asBoolean();
        if (!masked || new String(answer.body(), StandardCharsets.UTF_8).contains("not the password")) {
            throw new TourStopped("The host showed a password: stop it and report this.");
        }
        return "stored, encrypted: connection " + connection + " of account demo; its password reads {\"set\": true}";
    }

    private String testWrong() throws IOException {
        HostApi.Answer answer = host.sendJson("POST", CONNECTIONS + "/" + connection + "/test", object());
        expect(answer, 200, "The test did not run.");
        for (JsonNode step : answer.json().path("steps")) {
            if (step.path("mark").asText().equals("FAILED")) {
                String reason = step.path("failure").path("reason").asText();
                if (step.path("name").asText().equals("Log in") && reason.equals("CREDENTIALS_REJECTED")) {
                    return "tested with a wrong password: step \"Log in\" FAILED, " + reason;
                }
                throw new TourStopped("The test failed at \"" + step.path("name").asText() + "\" (" + reason + ": "
                        + step.path("failure").path("message").asText() + ")" + hint(reason));
            }
        }
        throw new TourStopped("A wrong password passed the test: report this.");
    }

    private static String hint(String reason) {
        return reason.equals("EGRESS_REFUSED")
                ? ". The practice server is on this machine: add " + PracticeFtpServer.HOST + " to egress.allow."
                : ". Look into the host's log.";
    }

    private String correct() throws IOException {
        ObjectNode body = object();
        body.set("values", object().put("password", ftp.password()));
        expect(host.sendJson("PATCH", CONNECTIONS + "/" + connection, body), 200, "The password was not changed.");
        return "corrected: the right password is stored";
    }

    private String testRight() throws IOException {
        HostApi.Answer answer = host.sendJson("POST", CONNECTIONS + "/" + connection + "/test", object());
        expect(answer, 200, "The test did not run.");
        if (!answer.json().path("passed").asBoolean()) {
            throw new TourStopped("The test did not pass: " + answer.json().path("steps"));
        }
        StringBuilder names = new StringBuilder();
        answer.json().path("steps").forEach(step -> names.append(names.isEmpty() ? "" : ", ").append(step.path("name").asText()));
        return "tested again: PASSED (" + names + ")";
    }

    private String upload() throws IOException {
        sent = new byte[FILE_BYTES];
        new SecureRandom().nextBytes(sent);
        if (!Files.exists(ftp.home().resolve("tour"))) {
            expect(host.send("POST", files("/tour") + "&mkdir=true", "application/json", HttpRequest.BodyPublishers.noBody()),
                    201, "The folder was not made.");
        }
        HostApi.Answer answer = host.send("PUT", files(FILE), "application/octet-stream",
                HttpRequest.BodyPublishers.ofByteArray(sent));
        expect(answer, answer.status() == 201 ? 201 : 200, "The file was not uploaded.");
        return "uploaded: " + FILE + ", " + sent.length + " bytes";
    }

    private String list() throws IOException {
        HostApi.Answer answer = host.get(files("/tour") + "&list=true");
        expect(answer, 200, "The folder was not listed.");
        for (JsonNode entry : answer.json().path("items")) {
            if (FILE.endsWith("/" + entry.path("name").asText()) && entry.path("size").asLong() == sent.length) {
                return "listed: " + entry.path("name").asText() + ", " + entry.path("size").asLong() + " bytes";
            }
        }
        throw new TourStopped("The uploaded file is not in the listing: report this.");
    }

    private String download() throws IOException, GeneralSecurityException {
        HostApi.Answer answer = host.get(files(FILE));
        expect(answer, 200, "The file was not downloaded.");
        String before = sha256(sent);
        String after = sha256(answer.body());
        String there = sha256(Files.readAllBytes(ftp.home().resolve(FILE.substring(1))));
        if (!before.equals(after) || !before.equals(there)) {
            throw new TourStopped("The bytes that came back are not those that were sent: report this.");
        }
        return "downloaded: byte for byte the same, SHA-256 " + before;
    }

    private String files(String path) {
        return CONNECTIONS + "/" + connection + "/files?path=" + path;
    }

    private static void expect(HostApi.Answer answer, int status, String otherwise) throws IOException {
        if (answer.status() != status) {
            throw new TourStopped(otherwise + " The host says: " + answer.problem());
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
