package io.shelfcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.EncodedId;
import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shops.Shared.class)
class DashboardTest {

  private static final String TOKEN = "0123456789abcdef";
  private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]*)\"");

  private final Shops shops;
  private final HttpClient client = HttpClient.newHttpClient();
  private Dashboard dashboard;

  DashboardTest(Shops shops) {
    this.shops = shops;
  }

  @BeforeEach
  void start() {
    dashboard = shops.dashboard(null);
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  @Test
  void everyPageForbidsScriptsFramesAndOtherHosts() throws Exception {
    HttpResponse<String> page = get("", null);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            p ->
                assertThat(p)
                    .startsWith("default-src 'none'; style-src 'self'")
                    .doesNotContain("unsafe"));
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script")
        .doesNotContain(" style=");
  }

  @Test
  void aFormOfAnotherSiteOrOfAnotherBrowserIsRefused() throws Exception {
    String page = path(Shops.CHEESE) + "/rollback/" + other();
    HttpResponse<String> asked = get(page, null);
    String cookie = asked.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    String value = value(asked);
    String own = dashboard.address().replaceAll("/$", "");
    int champion = champion();

    assertThat(post(page, cookie, value, "http://evil.example", champion).statusCode())
        .isEqualTo(403);
    assertThat(post(page, cookie, value, null, champion).statusCode()).isEqualTo(403);
    assertThat(post(page, cookie, "x" + value, own, champion).statusCode()).isEqualTo(403);
    assertThat(post(page, null, value, own, champion).statusCode()).isEqualTo(403);
    assertThat(post(page, "shelfcast-form=other", value, own, champion).statusCode())
        .isEqualTo(403);
    assertThat(champion()).isEqualTo(champion);
    // all of this was refused for what it says: with the right values it is read
    assertThat(post(page, cookie, value, own, champion + 7).statusCode()).isEqualTo(409);
    assertThat(champion()).isEqualTo(champion);
  }

  @Test
  void anotherNameForThisMachineIsRefusedWithoutAToken() throws Exception {
    assertThat(statusUnder("localhost:" + dashboard.port())).isEqualTo(200);
    assertThat(statusUnder("[::1]:" + dashboard.port())).isEqualTo(200);
    assertThat(statusUnder("evil.example")).isEqualTo(421);
    assertThat(statusUnder("localhost.evil.example")).isEqualTo(421);
  }

  @Test
  void pagesThatAreNotThereAreNotFound() throws Exception {
    for (String page :
        new String[] {
          "nothing",
          path("nobody"),
          "customers/..%2f..%2fetc",
          "customers/%00",
          "customers/UPPER",
          path(Shops.CHEESE) + "/rollback/99",
          path(Shops.CHEESE) + "/rollback/x",
          path(Shops.NEW) + "/rollback/1",
          path(Shops.CHEESE) + "/figures/nothing.svg",
          path(Shops.CHEESE) + "/figures/../../healthz"
        }) {
      assertThat(get(page, null).statusCode()).as(page).isIn(400, 404);
    }
    assertThat(get(path(Shops.CHEESE) + "/rollback/" + champion(), null).statusCode())
        .isEqualTo(409);
  }

  @Test
  void aCustomerThatNobodyHasLookedAtHasAPage() throws Exception {
    HttpResponse<String> page = get(path(Shops.NEW), null);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("not looked at", "There is no model yet");
  }

  @Test
  void withATokenNothingButHealthIsToldToStrangers() throws Exception {
    try (Dashboard closed = shops.dashboard(TOKEN)) {
      dashboard.close();
      dashboard = closed;
      assertThat(get("healthz", null).body()).isEqualTo("{\"status\":\"up\"}\n");
      assertThat(get("metrics", null).statusCode()).isEqualTo(401);
      assertThat(get("metrics", TOKEN + "x").statusCode()).isEqualTo(401);
      for (String page :
          new String[] {"", path(Shops.CHEESE), path(Shops.CHEESE) + "/figures/days.svg"}) {
        HttpResponse<String> answer = get(page, null);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in");
        assertThat(answer.body()).doesNotContain("Käse");
      }
      assertThat(get("metrics", TOKEN).statusCode()).isEqualTo(200);
      HttpRequest forged =
          HttpRequest.newBuilder(URI.create(closed.address()))
              .header("Cookie", "shelfcast-session=99999999999.abc")
              .build();
      assertThat(client.send(forged, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(303);
    }
  }

  @Test
  void prometheusReadsWhatMonitoringFound() throws Exception {
    get("", null);
    String metrics = get("metrics", null).body();

    assertThat(metrics)
        .contains("shelfcast_customer_alerts{customer=\"" + Shops.SCRIPT + "\"} ")
        .contains("shelfcast_customer_alerts{customer=\"Käse & Söhne/../\\\"x'\"} 0.0")
        .containsPattern("shelfcast_customer_week_error\\{customer=\"<script>[^}]*} 1\\.[0-9]+")
        .contains("shelfcast_dashboard_requests_seconds_count{route=\"/\",status=\"200\"}")
        .doesNotContain("shelfcast_customer_alerts{customer=\"" + Shops.NEW);
    // every line is a comment or a name, labels and a number
    assertThat(metrics.lines())
        .allMatch(l -> l.startsWith("#") || l.matches("[a-z_]+(\\{.*})? (-?[0-9.E+-]+|NaN)"));
  }

  @Test
  void figuresAreSvgWithoutScripts() throws Exception {
    HttpResponse<String> svg = get(path(Shops.SCRIPT) + "/figures/error.svg?narrow&dark", null);

    assertThat(svg.headers().firstValue("Content-Type"))
        .hasValueSatisfying(t -> assertThat(t).startsWith("image/svg+xml"));
    assertThat(svg.body()).contains("width=\"420px\"").doesNotContain("<script");
  }

  @Test
  void oneSeriesIsShownOfThoseOfItsCustomer() throws Exception {
    String customer = path(Shops.SCRIPT);
    String first = get(customer, null).body();
    assertThat(first)
        .contains("One product in one store", "<option value=\"tea\" selected=\"\">")
        .contains("from p10 to p90")
        .contains("figures/series.svg?product=tea&amp;store=east\"");
    String asked = get(customer + "?product=%3Cb%3Edates&store=east", null).body();
    assertThat(asked).contains("Product &lt;b&gt;dates, store east").doesNotContain("<b>dates");
    HttpResponse<String> svg =
        get(customer + "/figures/series.svg?product=%3Cb%3Edates&store=east&dark", null);
    assertThat(svg.statusCode()).isEqualTo(200);
    assertThat(svg.body()).contains("<svg").doesNotContain("<script");

    assertThat(
            get(
                    customer
                        + "?product=tea&store=<nowhere>".replace("<", "%3C").replace(">", "%3E"),
                    null)
                .body())
        .contains("neither sold nor forecast in store &#39;&lt;nowhere&gt;&#39;")
        .contains("it is in east, west.");
    assertThat(get(customer + "?product=%00&store=%00", null).statusCode()).isEqualTo(200);
    for (String none :
        new String[] {
          "/figures/series.svg",
          "/figures/series.svg?product=tea",
          "/figures/series.svg?product=tea&store=nowhere"
        }) {
      assertThat(get(customer + none, null).statusCode()).as(none).isEqualTo(404);
    }
    assertThat(
            get(path(Shops.CHEESE) + "/figures/series.svg?product=%3Cb%3Edates&store=east", null)
                .statusCode())
        .as("another customer's")
        .isEqualTo(404);
    assertThat(get(path(Shops.NEW), null).body()).doesNotContain("One product in one store");
  }

  @Test
  void othersMayOnlyLookWithALongToken() {
    assertThatThrownBy(() -> new DashboardOptions("0.0.0.0", 0, null))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("--token is needed");
    assertThatThrownBy(() -> new DashboardOptions("0.0.0.0", 0, "short"))
        .hasMessageContaining("at least 16");
    assertThatThrownBy(() -> new DashboardOptions("localhost", 70_000, null))
        .hasMessageContaining("0 to 65535");
    assertThatThrownBy(
            () ->
                Dashboard.start(
                    new DashboardOptions("127.0.0.1", dashboard.port(), null),
                    shops.database,
                    shops.registry,
                    Shops.clock()))
        .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + dashboard.port());
  }

  private static String path(String customer) {
    return "customers/" + EncodedId.of(customer).name();
  }

  private int champion() {
    return shops.registry.champion(Shops.CHEESE).orElseThrow();
  }

  /** The version of the two that is not the champion. */
  private int other() {
    return 3 - champion();
  }

  private HttpResponse<String> get(String page, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(dashboard.address() + page));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String value(HttpResponse<String> page) {
    Matcher form = FORM.matcher(page.body());
    assertThat(form.find()).isTrue();
    return form.group(1);
  }

  private HttpResponse<String> post(
      String page, String cookie, String value, String origin, int from)
      throws IOException, InterruptedException {
    String body =
        "form=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&from=" + from + "&reason=";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(dashboard.address() + page))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    if (origin != null) {
      request.header("Origin", origin);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int statusUnder(String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", dashboard.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      String line = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(line.split(" ")[1]);
    }
  }
}
