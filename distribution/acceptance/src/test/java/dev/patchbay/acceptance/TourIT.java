package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import dev.patchbay.testsupport.WebPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * What a newcomer does: the tour in a folder with spaces, then the README's walk, then nothing for a while, then stop and start
 * again. It runs once; the tests look at what came of it. The idle minute is {@link #IDLE} here: nothing in the host is timed
 * between that and a minute.
 */
public final class TourIT {
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Pattern CONNECT = Pattern.compile("dev\\.patchbay\\.egress: connect (\\S+) (\\S+)");
    private static final String[] KEPT = {
        Connections.PATH + "?account=demo", Connections.PATH + "/export?secrets=false", Connections.BUNDLES, "/api/v1/providers",
        "/api/v1/admin/api-keys", SandboxHost.CLIENTS + "?account=demo"
    };
    private static final Pattern LINK = Pattern.compile("\"url\":\"(http://[^\"]+/connect/[^\"]+)\"");

    private static final int PORT = Ports.free();
    private static final List<JsonNode> BEFORE = new ArrayList<>();
    private static final List<JsonNode> AFTER = new ArrayList<>();
    private static Path program;
    private static String tour;
    private static String walk;
    private static int walkExit;
    private static int connectsBeforeIdling;
    private static String tourAndIdle;
    private static int exit;
    private static String stopped;
    private static String quiet;
    private static WebPage signedIn;
    private static JsonNode step;
    private static Set<ProcessSockets.Open> tourSockets = Set.of();
    private static Set<ProcessSockets.Open> quietSockets = Set.of();

    @BeforeClass
    public static void tourWalkIdleStopAndStartAgain() throws Exception {
        Path clone = Distribution.workFolder(TourIT.class).resolve("a folder with spaces");
        program = clone.resolve("distribution/target/patchbay");
        Distribution.copyTo(program);
        tourAndWalk(clone);
        startAgain();
    }

    private static void tourAndWalk(Path clone) throws Exception {
        HostProcess.Plan plan = HostProcess.of(program, program.resolve("data")).port(PORT).setting("sandbox.port", String.valueOf(SandboxHost.PORT)).command("tour");
        try (HostProcess host = plan.launch(); SocketWatch watch = new SocketWatch(host.pid())) {
            Eventually.until("the tour is over", Duration.ofMinutes(2),
                    () -> !host.isAlive() || host.output().contains("goes on running"));
            tour = host.output();
            assertTrue(tour, host.isAlive());
            walk(clone);
            connectsBeforeIdling = connects(host.output()).size();
            TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
            tourAndIdle = host.output();
            keep(host, BEFORE);
            tourSockets = watch.seen();
            exit = host.stop();
            stopped = host.output();
        }
    }

    private static void walk(Path clone) throws IOException, InterruptedException {
        Path script = Files.writeString(clone.resolve("walk.sh"), ReadmeText.walk());
        Path said = clone.resolve("walk.out");
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-o", "pipefail", script.toString());
        bash.directory(clone.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        bash.environment().put("PATCHBAY_HTTP_PORT", String.valueOf(PORT));
        Process process = bash.start();
        assertTrue("the walk ends", process.waitFor(2, TimeUnit.MINUTES));
        walkExit = process.exitValue();
        walk = Files.readString(said);
    }

    private static void startAgain() throws InterruptedException {
        HostProcess.Plan plan = Distribution.host(program.resolve("data")).port(PORT).setting("sandbox.port", String.valueOf(SandboxHost.PORT));
        try (HostProcess host = plan.launch(); SocketWatch watch = new SocketWatch(host.pid())) {
            host.awaitReady();
            keep(host, AFTER);
            TimeUnit.SECONDS.sleep(1);
            quietSockets = watch.seen();
            quiet = host.output();
            signIn(host);
            host.stop();
        }
    }

    /** What the README asks a person to do after the walk; the link outlives the restart. */
    private static void signIn(HostProcess host) {
        Matcher link = LINK.matcher(walk);
        assertTrue("the walk prints a link:\n" + walk, link.find());
        Browser browser = new Browser(host.address());
        browser.open(link.group(1));
        browser.press("Continue");
        browser.press("Connect Sandbox shop");
        browser.page().choose("Alice");
        signedIn = browser.press("Allow");
        step = host.api().get("/api/v1/steps/orders/read?account=demo").expect(200).json();
    }

    private static void keep(HostProcess host, List<JsonNode> kept) {
        for (String path : KEPT) {
            kept.add(host.api().get(path).expect(200).json());
        }
    }

    private static List<String> connects(String output) {
        return CONNECT.matcher(output).results().map(found -> found.group(1) + " " + found.group(2)).toList();
    }

    @Test
    public void everyLinkOfTheTextsInTheDistributionLeadsToAFile() throws Exception {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)[^):]*\\)");
        List<String> broken = new ArrayList<>();
        int links = 0;
        try (Stream<Path> texts = Files.walk(Distribution.FOLDER)) {
            for (Path text : texts.filter(path -> path.getFileName().toString().endsWith(".md")).toList()) {
                for (Matcher found = link.matcher(Files.readString(text)); found.find(); links++) {
                    if (!Files.exists(text.resolveSibling(found.group(1)))) {
                        broken.add(Distribution.FOLDER.relativize(text) + ": " + found.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue("links: " + links, links > 4);
    }

    @Test
    public void tourShowsEachStepOfTheMainJob() {
        String steps = "(?s).*1\\. installed: dev\\.patchbay\\.app\\.ftp.*2\\. visible with no restart.*3\\. stored, encrypted.*"
                + "4\\. tested with a wrong password: step \"Log in\" FAILED, CREDENTIALS_REJECTED.*5\\. corrected.*"
                + "6\\. tested again: PASSED.*7\\. uploaded.*8\\. listed.*9\\. downloaded: byte for byte the same.*main job done.*";
        assertTrue(tour, tour.matches(steps));
    }

    @Test
    public void tourSaysTheAddressAndWhereTheKeyLies() throws IOException {
        assertTrue(tour, tour.contains("http://127.0.0.1:" + PORT));
        assertTrue(tour, tour.contains(program.toRealPath().resolve("data/first-key").toString()));
        String key = Files.readString(program.resolve("data/first-key")).strip();
        String passphrase = Files.readString(program.resolve("data/passphrase")).strip();
        assertFalse("the key is not printed", stopped.contains(key));
        assertFalse("the passphrase is not printed", stopped.contains(passphrase));
    }

    @Test
    public void walkOfTheReadmeRunsAsItStands() {
        assertEquals(walk, 0, walkExit);
        String[] inOrder = {
            "\"id\":\"ftp\"", "\"password\":{\"set\":true}", "\"name\":\"Log in\",\"mark\":\"PASSED\"", "\"passed\":true", "hello.txt",
            "hello from the walk\n", "values.kee", "\"provider\":\"api-key\"", "\"status\":\"unavailable\"",
            "\"symbolicName\":\"dev.patchbay.app.ftp\"", "\"passed\":true", "\"password\":\"", "connection.credential",
            "\"symbolicName\":\"dev.patchbay.app.sandbox\"", "/oauth/callback/cli_", "\"url\":\"http://127.0.0.1:"
        };
        int at = 0;
        for (String phrase : inOrder) {
            int found = walk.indexOf(phrase, at);
            assertTrue("\"" + phrase + "\" comes in its place:\n" + walk, found >= 0);
            at = found + phrase.length();
        }
    }

    @Test
    public void whoOpensThePrintedLinkAndAllowsSeesTheStepAuthenticated() {
        signedIn.expect("Sandbox shop is connected", "signed in as Alice");
        assertEquals("authenticated", step.path("state").asText());
        assertEquals("ready", step.path("connection").path("status").asText());
    }

    @Test
    public void sigtermEndsTheHostGracefullyWithZero() {
        assertEquals(stopped, 0, exit);
        assertTrue(stopped, stopped.contains("Patchbay stops."));
        assertFalse(stopped, stopped.contains("Stopping failed"));
    }

    @Test
    public void everythingIsThereAfterARestart() {
        assertEquals(BEFORE.size(), AFTER.size());
        for (int i = 0; i < KEPT.length; i++) {
            assertEquals(KEPT[i], withoutTimes(BEFORE.get(i)), withoutTimes(AFTER.get(i)));
        }
        assertTrue(AFTER.get(0).toString(), AFTER.get(0).path("items").size() >= 2);
    }

    /** The export says when it was made. */
    private static JsonNode withoutTimes(JsonNode answer) {
        return answer.has("exportedAt") ? ((ObjectNode) answer).without("exportedAt") : answer;
    }

    @Test
    public void startTourWalkAndIdlingOpenNoConnectionButToThePracticeServer() {
        List<String> all = connects(tourAndIdle);
        assertTrue("the tour is seen in the guard's log", all.size() > 5);
        assertTrue(all.toString(), all.stream().allMatch(line -> line.matches("127\\.0\\.0\\.1 127\\.0\\.0\\.1:\\d+")));
        assertEquals("idling opens nothing", connectsBeforeIdling, all.size());
        assertEquals("a start opens nothing", List.of(), connects(quiet));
    }

    @Test
    public void everySocketOfTheProcessIsKnown() {
        assumeTrue("Linux shows the sockets of a process", ProcessSockets.isOffered());
        Predicate<ProcessSockets.Open> toItself = open -> open.localPort() == PORT || open.remotePort() == PORT;
        assertTrue("the watch sees sockets", tourSockets.stream().anyMatch(toItself));
        assertTrue(tourSockets.toString(),
                tourSockets.stream().allMatch(open -> open.protocol().startsWith("tcp") && isLoopback(open)));
        Predicate<ProcessSockets.Open> sandboxListens = open -> open.localPort() == SandboxHost.PORT && open.remotePort() == 0;
        assertTrue(quietSockets.toString(),
                quietSockets.stream().allMatch(open -> isLoopback(open) && (toItself.test(open) || sandboxListens.test(open))));
    }

    /** IPv4 addresses come as IPv6 ones from sockets that speak both. */
    private static boolean isLoopback(ProcessSockets.Open open) {
        byte[] address = open.remote().getAddress();
        boolean isUnset = true;
        for (byte part : address) {
            isUnset &= part == 0;
        }
        return open.remote().isLoopbackAddress() || isUnset && open.remotePort() == 0;
    }

    @Test
    public void keyPassphraseAndDataAreReadableByTheirOwnerOnly() throws IOException {
        Path data = program.resolve("data");
        assumeTrue(Files.getFileStore(data).supportsFileAttributeView("posix"));
        for (String name : new String[] {"", "first-key", "passphrase", "patchbay.db", "logs", "logs/patchbay.log"}) {
            String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
            assertTrue(name + " " + rights, rights.endsWith("------"));
        }
    }

    @Test
    public void logsGoToStandardOutputAndToTheLogFile() throws IOException {
        String file = Files.readString(program.resolve("data/logs/patchbay.log"), StandardCharsets.UTF_8);
        Matcher line = Pattern.compile("\\S+Z INFO .*Listening on 127\\.0\\.0\\.1:\\d+").matcher(file);
        assertTrue(file, line.find());
        assertTrue("the same line on standard output", stopped.contains(line.group()));
    }
}
