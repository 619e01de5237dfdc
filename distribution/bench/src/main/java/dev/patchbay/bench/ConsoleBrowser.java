package dev.patchbay.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Somebody at the list of connections, in a Chromium without a window; {@code console-probe.js} has the watch. Used by one thread. */
final class ConsoleBrowser implements AutoCloseable {
    private static final Path BINARY = Path.of(System.getProperty("patchbay.bench.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("patchbay.bench.chromedriver", "/usr/bin/chromedriver"));
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;
    private static final int WHEEL = 500;
    private static final long BETWEEN_STEPS = TimeUnit.MILLISECONDS.toNanos(16);
    private static final long BETWEEN_LETTERS = TimeUnit.MILLISECONDS.toNanos(90);
    private static final int LOOK = 5;
    /** 1 at the upper end, -1 at the lower, else 0. */
    private static final String EDGE = "Number(scrollY <= 0) - Number(scrollY + innerHeight >= document.documentElement.scrollHeight - 2)";

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final URI host;

    /** How far somebody scrolled: steps of the wheel, the seconds they took, the longest task meanwhile in ms. */
    record Scrolled(int steps, double seconds, double longestTask) {}

    /** How long it took from the last letter until the rows were there, and the longest task meanwhile, in ms. */
    record Typed(double millis, double longestTask) {}

    private ConsoleBrowser(URI host, ChromeDriver driver) {
        this.host = host;
        this.driver = driver;
    }

    /** What is missing, or an empty text. */
    static String missing() {
        return Files.isExecutable(BINARY) && Files.isExecutable(DRIVER) ? ""
                : "Chromium and its driver are not at " + BINARY + " and " + DRIVER;
    }

    /** Opens one and signs in. */
    static ConsoleBrowser open(URI host, String signInLink) throws IOException {
        SELENIUM.setLevel(Level.SEVERE); // it warns of a Chromium newer than itself
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BINARY.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en-GB",
                "--window-size=" + WIDTH + "," + HEIGHT, "--hide-scrollbars");
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
        ConsoleBrowser browser = new ConsoleBrowser(host, new ChromeDriver(service, options));
        browser.driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        browser.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", probe()));
        browser.driver.get(signInLink);
        browser.number("bench.firstRow()");
        return browser;
    }

    /** Opens the list; milliseconds until its first row can be clicked. */
    double list(boolean cold) {
        driver.get("about:blank");
        if (cold) {
            driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        }
        driver.get(host.resolve("/console/connections").toString());
        return number("bench.firstRow()");
    }

    /** Turns the wheel until this row, or for so many steps and up again at the end. */
    Scrolled scroll(int row, int steps) {
        run("bench.begin()");
        long begin = System.nanoTime();
        int done = 0;
        int way = 1;
        while (steps == 0 ? number("bench.passed(" + row + ")") == 0 : done < steps) {
            for (int i = 0; i < LOOK; i++, done++) {
                driver.executeCdpCommand("Input.dispatchMouseEvent", Map.of("type", "mouseWheel", "x", WIDTH / 2, "y", HEIGHT * 2 / 3,
                        "deltaX", 0, "deltaY", way * WHEEL));
                LockSupport.parkNanos(BETWEEN_STEPS);
            }
            if (steps > 0 && number(EDGE) * way < 0) {
                way = -way;
            }
        }
        return new Scrolled(done, (System.nanoTime() - begin) / 1e9, number("bench.end()"));
    }

    /** Types a word into the search, letter by letter, and clears it again. */
    Typed search(String word) {
        WebElement field = driver.findElement(By.cssSelector("pb-connections input[type=search]"));
        field.click();
        run("bench.begin()");
        for (int i = 0; i < word.length(); i++) {
            field.sendKeys(word.substring(i, i + 1));
            LockSupport.parkNanos(BETWEEN_LETTERS);
        }
        Typed typed = new Typed(number("bench.found('" + word + "')"), number("bench.end()"));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        run("bench.settled('q', null)");
        return typed;
    }

    /** Chooses a state, or all of them with an empty word; milliseconds until the rows are there. */
    double status(String word) {
        return number("bench.status('" + word + "')");
    }

    /** Chooses an order; milliseconds until the rows are there. */
    double order(String sort) {
        return number("bench.order('" + sort + "')");
    }

    /** From now on tasks count. */
    void begin() {
        run("bench.begin()");
    }

    /** The longest since then. */
    double longestTask() {
        return number("bench.end()");
    }

    private void run(String script) {
        number(script + ".then(() => 0)");
    }

    private double number(String script) {
        return ((Number) Objects.requireNonNull(driver.executeScript("return Promise.resolve(" + script + ");"))).doubleValue();
    }

    private static String probe() throws IOException {
        try (InputStream in = Objects.requireNonNull(ConsoleBrowser.class.getResourceAsStream("console-probe.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
