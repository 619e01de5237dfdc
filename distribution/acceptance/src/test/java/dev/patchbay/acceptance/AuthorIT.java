package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.Ports;
import dev.patchbay.testsupport.WebPage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * What an author does, by the page for a first integration: with the unpacked distribution, an empty local Maven repository and
 * nothing else of Patchbay's. It runs once; the tests look at what came of it. Maven fetches its usual plugins meanwhile; where it
 * cannot, the class is skipped, except under {@code CI=true}.
 */
public final class AuthorIT {
    private static final Pattern LINK = Pattern.compile("\"url\":\"(http://[^\"]+/connect/[^\"]+)\"");
    private static final int PORT = Ports.free();
    /** The standard port, which the archetypes' examples name. */
    private static final int SANDBOX = 7071;
    private static final URI HOST = URI.create("http://127.0.0.1:" + PORT);

    private static Path home;
    private static Path projects;
    private static String built;
    private static String connected;
    private static String again;
    private static String dev;
    private static String declared;
    private static WebPage signedIn;
    private static String example;

    @BeforeClass
    public static void anAuthorFollowsThePage() throws Exception {
        assumeTrue("Maven Central is reached, where the usual plugins come from", mavenReachesItsPlugins());
        assertTrue("port " + SANDBOX + " of this machine is free for the sandbox of the archetypes", Ports.isFree(SANDBOX));
        home = Distribution.workFolder(AuthorIT.class).resolve("a home with spaces");
        projects = Files.createDirectories(home.resolve("my integrations"));
        Distribution.copyTo(home.resolve("patchbay"));
        maven();
        try (Terminal host = terminal("host", projects)) {
            host.start(AuthorPage.commands("host"));
            Eventually.until("the host is ready", Duration.ofSeconds(90), () -> new Api(HOST, null).get("/readyz").status() == 200);
            try (Terminal second = terminal("second", projects)) {
                second.run(AuthorPage.commands("api"));
                inJava(second);
                withoutJava(second);
                example = second.run(AuthorPage.commands("example"));
            }
        }
    }

    /** Under CI a missing network is a fault, as any other. */
    private static boolean mavenReachesItsPlugins() {
        if ("true".equals(System.getenv("CI"))) {
            return true;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("repo.maven.apache.org", 443), 10_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Maven as it is here, with a local repository that is empty at first. */
    private static void maven() throws IOException {
        Path mvn = Files.createDirectories(home.resolve("bin")).resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\nexec '" + System.getProperty("patchbay.test.maven") + "/bin/mvn' -ntp '-Dmaven.repo.local="
                + home.resolve("repository") + "' \"$@\"\n");
        assertTrue(mvn.toFile().setExecutable(true));
    }

    private static Terminal terminal(String name, Path folder) {
        return new Terminal(folder, home.resolve(name + ".log"), Map.of(
                "HOME", home.toString(),
                "PATH", home.resolve("bin") + ":" + System.getenv("PATH"),
                "JAVA_HOME", System.getProperty("java.home"),
                "PATCHBAY_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx192m",
                "PATCHBAY_HTTP_PORT", String.valueOf(PORT)));
    }

    private static void inJava(Terminal second) throws IOException {
        built = second.run(AuthorPage.commands("java"));
        connected = second.run(AuthorPage.commands("connect"));
        try (Terminal third = terminal("third", projects.resolve("acme-shop"))) {
            third.start(AuthorPage.commands("dev"));
            third.awaits("Watching", 1);
            AuthorPage.Edit edit = AuthorPage.edit();
            Path file = projects.resolve("acme-shop").resolve(edit.file());
            String before = Files.readString(file);
            assertTrue(before, before.contains(edit.from()));
            Files.writeString(file, before.replace("@Override", "@Overide"));
            third.awaits("cannot find symbol", 1);
            Files.writeString(file, before.replace(edit.from(), edit.to()));
            third.awaits("redeployed", 2);
            dev = third.output();
        }
        again = second.run(AuthorPage.commands("again"));
    }

    private static void withoutJava(Terminal second) {
        declared = second.run(AuthorPage.commands("json"));
        Matcher link = LINK.matcher(second.run(AuthorPage.commands("link")));
        assertTrue("a link is printed", link.find());
        Browser browser = new Browser(HOST);
        browser.open(link.group(1));
        browser.press("Continue");
        browser.press("Connect Acme orders");
        browser.page().choose("Alice");
        signedIn = browser.press("Allow");
    }

    @Test
    public void contractRunsAndTheBundleIsInstalled() {
        assertTrue(built, built.contains("AcmeShopContractTest"));
        assertTrue(built, Pattern.compile("Tests run: [1-9]\\d*, Failures: 0, Errors: 0").matcher(built).find());
        assertTrue(built, built.contains("installed acme-shop 1.0.0"));
    }

    @Test
    public void connectionIsMadeAndItsTestPasses() {
        assertTrue(connected, connected.contains("\"name\":\"Log in\",\"mark\":\"PASSED\""));
        assertTrue(connected, connected.contains("\"passed\":true"));
    }

    @Test
    public void savedChangeIsInTheHostAMomentLater() {
        assertTrue(dev, Pattern.compile("redeployed acme-shop \\S+ in \\d+ ms").matcher(dev).find());
        assertTrue(again, again.contains("\"name\":\"" + AuthorPage.edit().to() + "\",\"mark\":\"PASSED\""));
    }

    @Test
    public void compilersErrorIsPrintedAndTheNextSaveIsTaken() {
        int error = dev.indexOf("cannot find symbol");
        assertTrue(dev, error > 0 && dev.indexOf("redeployed", error) > error);
        assertFalse("no advice on Maven:\n" + dev, dev.contains("re-run Maven"));
    }

    @Test
    public void keyIsNeverPrinted() throws IOException {
        String key = Files.readString(home.resolve("patchbay/data/first-key")).strip();
        for (String printed : new String[] {built, dev, declared}) {
            assertFalse(printed.contains(key));
        }
    }

    @Test
    public void sampleInJavaHasLessThanAHundredLines() throws IOException {
        int lines = 0;
        for (Path file : java("acme-shop")) {
            lines += Files.readAllLines(file).size();
        }
        assertTrue(lines + " lines", lines > 0 && lines < 100);
        assertTrue("a short POM", Files.readAllLines(projects.resolve("acme-shop/pom.xml")).size() <= 60);
    }

    @Test
    public void appWithOAuthNeedsNoJava() {
        assertEquals(List.of(), java("acme-orders"));
        assertTrue(declared, declared.contains("installed acme-orders 1.0.0"));
        signedIn.expect("Acme orders is connected", "signed in as Alice");
    }

    @Test
    public void exampleKeepsTheContract() {
        assertTrue(example, Pattern.compile("Tests run: [1-9]\\d*, Failures: 0, Errors: 0").matcher(example).find());
        assertTrue(example, example.contains("BUILD SUCCESS"));
    }

    private static List<Path> java(String project) {
        return Distribution.files(projects.resolve(project)).stream().filter(file -> file.toString().endsWith(".java")).toList();
    }
}
