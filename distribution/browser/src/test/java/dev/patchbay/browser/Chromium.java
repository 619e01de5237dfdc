package dev.patchbay.browser;

import static org.junit.Assert.assertTrue;

import dev.patchbay.testsupport.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.AssumptionViolatedException;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium nobody has used, without a window. What is on the page is found as a person finds it: by the name of a button, link
 * or field, also inside of components. Used by one thread.
 */
final class Chromium implements AutoCloseable {
    private static final Path BINARY = Path.of(System.getProperty("patchbay.test.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("patchbay.test.chromedriver", "/usr/bin/chromedriver"));
    private static final String FINDER = resource("finder.js");
    /** Held, since a logger that nobody holds forgets its level: each browser newer than the driver's library is a warning. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.openqa.selenium");

    static {
        DRIVER_LOG.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;
    private final URI host;

    private Chromium(URI host, ChromeDriver driver) {
        this.host = host;
        this.driver = driver;
    }

    /**
     * Opens one, 1280 × 900.
     *
     * @throws AssumptionViolatedException where there is none; under {@code CI=true} that is an error instead
     */
    static Chromium open(URI host, String... arguments) {
        if (!Files.isExecutable(BINARY) || !Files.isExecutable(DRIVER)) {
            String missing = "Chromium and its driver are not at " + BINARY + " and " + DRIVER;
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing + ": install the packages chromium and chromium-driver.");
            }
            Skipped.note("everything in a browser: " + missing);
            throw new AssumptionViolatedException(missing);
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BINARY.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--lang=en-GB",
                "--window-size=1280,900", "--force-prefers-reduced-motion", "--hide-scrollbars");
        options.addArguments(arguments);
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
        return new Chromium(host, new ChromeDriver(service, options));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Goes to a path of the host, or to any address. */
    Chromium go(String address) {
        driver.get(host.resolve(address).toString());
        return this;
    }

    /** The element of this name: a button, link, menu entry, option or tick. */
    WebElement control(String name) {
        return found("control", name);
    }

    /** The field of this label. */
    WebElement field(String label) {
        return found("field", label);
    }

    private WebElement found(String kind, String name) {
        WebElement[] element = new WebElement[1];
        until("the page has a " + kind + " “" + name + "”", () -> {
            element[0] = find(kind, name).orElse(null);
            return element[0] != null;
        });
        return element[0];
    }

    /** Whether there is such a control now. */
    boolean has(String name) {
        return find("control", name).isPresent();
    }

    private Optional<WebElement> find(String kind, String name) {
        try {
            return Optional.ofNullable((WebElement) script(FINDER + "\nreturn find(arguments[0], arguments[1]);", kind, name));
        } catch (JavascriptException e) {
            return Optional.empty();
        }
    }

    /** Whether keys go to this. */
    boolean isActive(WebElement element) {
        return Boolean.TRUE.equals(script(FINDER + "\nreturn active() === arguments[0];", element));
    }

    /** Whether keys go to a tick box or a radio button. */
    boolean isTickActive() {
        return Boolean.TRUE.equals(script(FINDER + "\nreturn Boolean(active()?.matches('input[type=checkbox], input[type=radio]'));"));
    }

    /** Everything that is read on the page, components included. */
    String text() {
        try {
            return String.valueOf(script(FINDER + "\nreturn words();"));
        } catch (JavascriptException | StaleElementReferenceException e) {
            return "(the page is being left)";
        }
    }

    /** Waits until the page says this. */
    Chromium sees(String words) {
        until("the page says “" + words + "”", () -> text().contains(words));
        return this;
    }

    /** Waits for a fact of the page; where it does not come about, says what the page shows by then. */
    private void until(String fact, Callable<Boolean> holds) {
        try {
            Eventually.until(fact, holds);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it shows:\n" + text(), e);
        }
    }

    /** Waits until the page does not say this any more. */
    Chromium doesNotSee(String words) {
        until("the page does not say “" + words + "” any more", () -> !text().contains(words));
        return this;
    }

    /** Runs a script in the page. */
    @Nullable Object script(String source, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(source, arguments);
    }

    /** Drops a file on the page, as from a folder beside it. */
    void drop(Path file) {
        try {
            script("""
                    const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
                    const data = new DataTransfer();
                    data.items.add(new File([bytes], arguments[1]));
                    const zone = document.querySelector('.dropzone') ?? document.body;
                    for (const type of ['dragenter', 'dragover', 'drop']) {
                      zone.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
                    }""", Base64.getEncoder().encodeToString(Files.readAllBytes(file)), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns to the window that was opened last. */
    Chromium turnToPopup() {
        Eventually.until("another window opened", () -> driver.getWindowHandles().size() > 1);
        List<String> windows = new ArrayList<>(driver.getWindowHandles());
        driver.switchTo().window(windows.get(windows.size() - 1));
        return this;
    }

    /** Turns back to the first window. */
    Chromium turnBack() {
        driver.switchTo().window(driver.getWindowHandles().iterator().next());
        return this;
    }

    /** Makes the window as large as this. */
    Chromium size(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.manage().window().setSize(new Dimension(Math.max(500, width), height));
        return this;
    }

    /** Shows pages as people see them who chose {@code light} or {@code dark} for their system. */
    Chromium scheme(String name) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
        return this;
    }

    /** Takes the network away from the pages, or gives it back. */
    Chromium online(boolean online) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.emulateNetworkConditions",
                Map.of("offline", !online, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        return this;
    }

    /** Keeps time as people do in this zone. */
    Chromium zone(String id) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", id));
        return this;
    }

    /** Writes what a page gives to keep into this folder. */
    Chromium downloadsTo(Path folder) {
        driver.executeCdpCommand("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
        return this;
    }

    /** Prefers these languages, as {@code Accept-Language} and {@code navigator.languages} say it. */
    Chromium language(String tags) {
        driver.executeCdpCommand("Emulation.setUserAgentOverride",
                Map.of("userAgent", String.valueOf(script("return navigator.userAgent;")), "acceptLanguage", tags));
        return this;
    }

    /** Writes a picture of the whole page. */
    void picture(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Number height = (Number) script("return Math.max(document.documentElement.scrollHeight, innerHeight);");
            Number width = (Number) script("return innerWidth;");
            driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of(
                    "width", width, "height", Math.min(6000, height.intValue()), "deviceScaleFactor", 1, "mobile", false));
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the pages complained about since this was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage).toList();
    }

    /** The addresses that were asked for since this was asked last. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage).filter(message -> message.contains("Network.requestWillBeSent\""))
                .map(message -> message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** Nothing was complained about, and nothing asked of another host than these. */
    void assertQuiet(String... hosts) {
        List<String> complaints = complaints();
        assertTrue("the console says " + complaints, complaints.isEmpty());
        List<String> elsewhere = requests().stream()
                .filter(url -> url.startsWith("http"))
                .filter(url -> List.of(hosts).stream().noneMatch(url::startsWith) && !url.startsWith(host.toString())).toList();
        assertTrue("asked " + elsewhere, elsewhere.isEmpty());
    }

    /** Text of a file beside the tests. */
    static String resource(String name) {
        try (var in = Chromium.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("no resource " + name);
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
