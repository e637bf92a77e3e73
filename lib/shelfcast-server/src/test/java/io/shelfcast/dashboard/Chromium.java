package io.shelfcast.dashboard;

import io.shelfcast.FolderTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with an empty profile, driven through its own driver. */
final class Chromium implements AutoCloseable {

  static final String LACKING =
      "NOT TESTED: the dashboard in a browser, as chromium or chromedriver is not on the PATH"
          + " (Debian: apt-get install chromium chromium-driver)";

  private final Path profile;
  final ChromeDriver driver;

  private Chromium(Path browser, Path chromedriver, boolean dark) throws IOException {
    profile = Files.createTempDirectory("chromium");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    if (dark) {
      options.addArguments("--blink-settings=preferredColorScheme=0");
    }
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build(),
            options);
    // an element that a click leads to may take a while
    driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(30));
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
  }

  /** Starts one; empty where there is none on this machine. */
  static Optional<Chromium> start(boolean dark) throws IOException {
    Optional<Path> browser = onPath("chromium");
    Optional<Path> chromedriver = onPath("chromedriver");
    return browser.isEmpty() || chromedriver.isEmpty()
        ? Optional.empty()
        : Optional.of(new Chromium(browser.get(), chromedriver.get(), dark));
  }

  private static Optional<Path> onPath(String program) {
    List<String> folders =
        Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
    return folders.stream()
        .filter(f -> !f.isBlank())
        .map(f -> Path.of(f).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Gives the page a size, in CSS pixels, also one narrower than a window may be. */
  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        java.util.Map.of(
            "width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /**
   * Does what leads to another page and waits until that page is whole. A key does not wait, and
   * what is looked for then may be found on the page that is just going away.
   */
  void leave(Runnable step) {
    driver.executeScript("window.left = true");
    step.run();
    new WebDriverWait(driver, Duration.ofSeconds(30))
        .ignoring(WebDriverException.class)
        .until(
            d ->
                Boolean.TRUE.equals(
                    driver.executeScript(
                        "return !window.left && document.readyState === 'complete'")));
  }

  /** A picture of the whole page, for people to look at. */
  void picture(Path file) throws IOException {
    Long height = (Long) driver.executeScript("return document.documentElement.scrollHeight");
    Long width = (Long) driver.executeScript("return window.innerWidth");
    size(width.intValue(), height.intValue());
    driver.executeScript("document.querySelectorAll('img').forEach(i => { i.loading = 'eager' })");
    driver.executeAsyncScript(
        "const done = arguments[0];"
            + "Promise.all([...document.images].map(i => i.decode().catch(() => 0))).then(done)");
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
    try {
      FolderTree.delete(profile);
    } catch (IOException | RuntimeException e) {
      // Chromium's last helper may still be deleting its own files
    }
  }
}
