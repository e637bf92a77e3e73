package io.shelfcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

@ExtendWith(Shops.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardBrowserTest {

  private static Shops shops;
  private static Dashboard dashboard;
  private static Chromium chromium;

  @BeforeAll
  static void start(Shops opened) throws Exception {
    Optional<Chromium> started = Chromium.start(false);
    if (started.isEmpty()) {
      System.err.println(Chromium.LACKING);
    }
    assumeTrue(started.isPresent(), Chromium.LACKING);
    chromium = started.get();
    shops = opened;
    dashboard = shops.dashboard(null);
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (dashboard != null) {
      dashboard.close();
    }
  }

  @BeforeEach
  void desk() {
    chromium.size(1280, 900);
  }

  @Test
  @Order(1)
  void overviewShowsTheCustomerInTroubleFirstAndRunsNoScript() throws Exception {
    go("");

    assertThat(texts("table.customers tbody th"))
        .containsExactly(Shops.SCRIPT, Shops.CHEESE, Shops.NEW);
    assertThat(texts("table.customers .chip")).contains("all well", "not looked at");
    assertThat(texts("table.customers tr:first-child .chip").get(0)).endsWith("alerts");
    assertThat(chromium.driver.executeScript("return document.scripts.length")).isEqualTo(0L);
    picture("overview");
  }

  @Test
  @Order(2)
  void aClickLeadsToTheCustomerWithItsAlertsAndFigures() throws Exception {
    go("");
    chromium.leave(chromium.driver.findElement(By.linkText(Shops.SCRIPT))::click);

    assertThat(chromium.driver.findElement(By.tagName("h1")).getText()).startsWith(Shops.SCRIPT);
    assertThat(texts(".alerts li"))
        .anyMatch(s -> s.contains("MAE % of the week from") && s.contains("above the band"))
        .anyMatch(s -> s.contains("Store-days without any sale"))
        .anyMatch(s -> s.contains("1 new product"));
    assertThat(texts("table.products tbody th")).contains("<b>dates");
    assertThat(
            (List<?>)
                chromium.driver.executeScript(
                    "document.querySelectorAll('img').forEach(i => i.loading = 'eager');"
                        + "return [...document.images].map(i => i.currentSrc)"))
        .hasSize(6);
    Object broken =
        chromium.driver.executeAsyncScript(
            "const done = arguments[0]; Promise.all([...document.images].map(i => i.decode()))"
                + ".then(() => done([...document.images].filter(i => !i.naturalWidth).length),"
                + " e => done(String(e)))");
    assertThat(broken).isEqualTo(0L);
    chromium.driver.findElement(By.linkText("Drift")).click();
    assertThat(chromium.driver.getCurrentUrl()).endsWith("#drift");
    assertThat(chromium.driver.findElements(By.cssSelector(".drift-table tbody tr"))).hasSize(45);
    picture("customer-in-trouble");
  }

  @Test
  @Order(2)
  void aSeriesIsChosenByKeyboardAndItsFigureComesIntoView() throws Exception {
    go("customers/" + io.shelfcast.EncodedId.of(Shops.SCRIPT));
    chromium.driver.findElement(By.id("product")).sendKeys("nuts");
    chromium.driver.findElement(By.id("store")).sendKeys("west");
    chromium.leave(
        () -> chromium.driver.findElement(By.cssSelector("#series button")).sendKeys(Keys.ENTER));

    assertThat(texts("#series figure h3")).containsExactly("Product nuts, store west");
    assertThat(chromium.driver.getCurrentUrl()).endsWith("?product=nuts&store=west#series");
    assertThat(
            chromium.driver.executeScript(
                "const r = document.querySelector('#series').getBoundingClientRect();"
                    + "return r.top >= 0 && r.top < innerHeight"))
        .isEqualTo(true);
    picture("series");
  }

  @Test
  @Order(3)
  void nothingIsLoadedFromElsewhereAndThePolicyIsKept() {
    go("customers/" + io.shelfcast.EncodedId.of(Shops.CHEESE));
    Object urls =
        chromium.driver.executeScript(
            "return performance.getEntriesByType('resource').map(e => e.name)");

    assertThat((List<?>) urls)
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url.toString()).startsWith(dashboard.address()));
    assertThat(chromium.driver.manage().logs().get("browser").getAll())
        .noneMatch(e -> e.getMessage().contains("Content Security Policy"));
  }

  @Test
  @Order(4)
  void aPhoneShowsEverythingWithoutScrollingSideways() throws Exception {
    chromium.size(390, 844);
    for (String page :
        List.of(
            "",
            "customers/" + io.shelfcast.EncodedId.of(Shops.SCRIPT),
            "customers/" + io.shelfcast.EncodedId.of(Shops.CHEESE),
            "customers/" + io.shelfcast.EncodedId.of(Shops.CHEESE) + "/rollback/1")) {
      go(page);
      assertThat(chromium.driver.executeScript("return document.documentElement.scrollWidth"))
          .as(page)
          .isEqualTo(390L);
      picture("phone-" + page.replaceAll("[^a-z0-9]+", "-"));
      chromium.size(390, 844);
    }
  }

  @Test
  @Order(5)
  void theKeyboardReachesTheCustomerAndTheSkipLinkComesFirst() {
    go("");
    press(Keys.TAB);
    assertThat(focused().getText()).isEqualTo("Skip to the content");
    press(Keys.ENTER);
    press(Keys.TAB);
    assertThat(focused().getText()).isEqualTo(Shops.SCRIPT);
    press(Keys.TAB);
    chromium.leave(() -> press(Keys.ENTER));
    assertThat(chromium.driver.findElement(By.tagName("h1")).getText()).startsWith(Shops.CHEESE);
  }

  @Test
  @Order(6)
  void rollbackAsksFirstAndLeavesThingsWhenTold() throws Exception {
    go("customers/" + io.shelfcast.EncodedId.of(Shops.CHEESE));
    chromium.leave(chromium.driver.findElement(By.linkText("Roll back to v1"))::click);
    assertThat(chromium.driver.findElement(By.tagName("h1")).getText())
        .isEqualTo("Roll back to version 1?");
    picture("rollback");

    chromium.leave(chromium.driver.findElement(By.linkText("Leave it"))::click);

    assertThat(shops.registry.champion(Shops.CHEESE)).hasValue(2);
  }

  @Test
  @Order(7)
  void rollbackMovesTheChampionAndIsLogged() throws Exception {
    go("customers/" + io.shelfcast.EncodedId.of(Shops.CHEESE));
    chromium.leave(chromium.driver.findElement(By.linkText("Roll back to v1"))::click);
    chromium.driver.findElement(By.name("reason")).sendKeys("Too high on <b>Mondays</b>");
    chromium.leave(chromium.driver.findElement(By.cssSelector("button.grave"))::click);

    assertThat(texts(".done")).containsExactly("Version 1 is the champion again.");
    assertThat(shops.registry.champion(Shops.CHEESE)).hasValue(1);
    assertThat(texts("table.decisions tbody tr").get(0))
        .contains("rolled back", "v2 → v1", "dashboard", "Too high on <b>Mondays</b>");
    assertThat(chromium.driver.findElements(By.linkText("Roll back to v2"))).hasSize(1);
    picture("rolled-back");
  }

  @Test
  @Order(8)
  void aDarkPageTakesDarkFigures() throws Exception {
    chromium.driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        java.util.Map.of(
            "features",
            List.of(java.util.Map.of("name", "prefers-color-scheme", "value", "dark"))));
    try {
      go("customers/" + io.shelfcast.EncodedId.of(Shops.SCRIPT));
      picture("dark");
      assertThat(
              (List<?>)
                  chromium.driver.executeAsyncScript(
                      """
                      const done = arguments[0], all = [...document.images];
                      all.forEach(i => i.loading = 'eager');
                      Promise.all(all.map(i => i.decode())).then(
                          () => done(all.map(i => i.currentSrc)), e => done([String(e)]))"""))
          .isNotEmpty()
          .allSatisfy(src -> assertThat(src.toString()).matches(".*[?&]dark"));
      assertThat(
              chromium.driver.executeScript(
                  "return getComputedStyle(document.body).backgroundColor"))
          .isEqualTo("rgb(20, 24, 29)");
    } finally {
      chromium.driver.executeCdpCommand(
          "Emulation.setEmulatedMedia", java.util.Map.of("features", List.of()));
    }
  }

  @Test
  @Order(9)
  void withATokenThePagesAskForIt() throws Exception {
    try (Dashboard closed = shops.dashboard("a token of enough length")) {
      chromium.driver.get(closed.address());
      assertThat(chromium.driver.findElement(By.tagName("h1")).getText()).isEqualTo("Sign in");
      chromium.leave(
          () -> chromium.driver.findElement(By.name("token")).sendKeys("wrong", Keys.ENTER));
      assertThat(texts("[role=alert]")).containsExactly("That is not the token.");
      chromium.driver.findElement(By.name("token")).sendKeys("a token of enough length");
      chromium.leave(chromium.driver.findElement(By.cssSelector("button.main"))::click);
      assertThat(texts("table.customers tbody th")).contains(Shops.SCRIPT);
    }
  }

  private static void go(String page) {
    chromium.driver.get(dashboard.address() + page);
  }

  private static List<String> texts(String selector) {
    return chromium.driver.findElements(By.cssSelector(selector)).stream()
        .map(WebElement::getText)
        .toList();
  }

  private static void press(Keys key) {
    new org.openqa.selenium.interactions.Actions(chromium.driver).sendKeys(key).perform();
  }

  private static WebElement focused() {
    return chromium.driver.switchTo().activeElement();
  }

  /** For people to look at: into the folder that a property names. */
  private static void picture(String name) throws Exception {
    String folder = System.getProperty("shelfcast.pictures");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      chromium.picture(Path.of(folder).resolve(name + ".png"));
    }
  }
}
