package io.punchgate.standalone.console;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's Chromium, driven by the system's driver: nothing is fetched. */
final class Browser implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Browser(File browser, File chromedriver) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser);
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver)
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(SOON);
    }

    /** Starts it; empty where no browser, or no driver, is installed. */
    static Optional<Browser> start() {
        Optional<File> browser = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> installed(name).stream())
                .findFirst();
        return browser.flatMap(found -> installed("chromedriver").map(driver -> new Browser(found, driver)));
    }

    private static Optional<File> installed(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name).toFile())
                .filter(File::canExecute)
                .findFirst();
    }

    void open(ConsoleStage stage, String path) {
        driver.get(stage.home().resolve(path).toString());
    }

    /** Logs in by typing a key. */
    void logIn(ConsoleStage stage, String key) {
        driver.manage().deleteAllCookies();
        open(stage, "/console/login");
        driver.findElement(By.name("key")).sendKeys(key + "\n");
        await().atMost(SOON).until(() -> !address().contains("/login"));
    }

    /** Sets the size of the page, and the scheme. */
    void look(int width, int height, boolean dark) {
        driver.manage().window().setSize(new Dimension(width, height));
        Map<String, Object> metrics =
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500);
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    String address() {
        return driver.getCurrentUrl();
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Clicks the first button or link of that text. */
    void click(String text) {
        driver.findElement(By.xpath("//main//*[self::button or self::a][contains(normalize-space(), '" + text + "')]"))
                .click();
    }

    /** Moves by the tabulator key until the element with that text has the focus, and presses enter. */
    void pressByKeyboard(String text) {
        for (int i = 0; i < 200; i++) {
            driver.switchTo().activeElement().sendKeys("\t");
            if (driver.switchTo().activeElement().getText().contains(text)) {
                driver.switchTo().activeElement().sendKeys("\n");
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + text);
    }

    /** The width by which the page is wider than the window. */
    long overflow() {
        Object wider = driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return wider instanceof Long pixels ? pixels : -1;
    }

    /** The rules of WCAG 2.2 A and AA that the page breaks, as far as a program can tell, each with where. */
    String violations() throws IOException {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            if (axe == null) {
                throw new IOException("axe is not on the class path");
            }
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return String.valueOf(driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
                + ".then(found => done(found.violations.map(each => each.id + ': '"
                + " + each.nodes.map(node => node.html).join(' | ')).join('\\n')))"));
    }

    /** Messages of the browser since the last time, such as what the policy refused. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
