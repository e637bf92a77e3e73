package io.shelfcast.dashboard;

import io.shelfcast.EncodedId;
import io.shelfcast.report.Markup;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What all pages have in common. */
final class Layout {
  private Layout() {}

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

  /** A whole page. */
  static String page(String title, Markup... content) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
        + Markup.text(title).html()
        + " - Shelfcast</title>\n<link rel=\"stylesheet\" href=\"/dashboard.css\">\n</head>\n<body>\n"
        + "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
        + "<header class=\"top\"><a class=\"brand\" href=\"/\">Shelfcast</a></header>\n"
        + "<main id=\"main\">\n"
        + Markup.all(List.of(content)).html()
        + "</main>\n</body>\n</html>\n";
  }

  /** A page that says one thing. */
  static String message(String title, String text) {
    return page(
        title,
        Markup.element(
            "section",
            "narrow",
            Markup.element("h1", Markup.text(title)),
            Markup.paragraph(text),
            Markup.element("p", Markup.link("/", "All customers"))));
  }

  /** The address of a customer's page. */
  static String path(String customer) {
    return "/customers/" + EncodedId.of(customer).name();
  }

  /** An id; an empty or blank one could not be clicked. */
  static String shown(String customer) {
    return customer.isBlank() ? "(blank)" : customer;
  }

  static Markup chip(String kind, String text) {
    return Markup.element("span", "chip " + kind, Markup.text(text));
  }

  static String minute(Instant at, ZoneId zone) {
    return MINUTE.format(at.atZone(zone));
  }

  /** "4 min ago", "3 days ago". */
  static String ago(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    long minutes = age.toMinutes();
    if (minutes < 1) {
      return "just now";
    }
    return minutes < 90
        ? minutes + " min ago"
        : age.toHours() < 36 ? age.toHours() + " h ago" : plural(age.toDays(), "day") + " ago";
  }

  static String plural(long n, String thing) {
    return n + " " + thing + (n == 1 ? "" : "s");
  }

  /** A part of the page under a heading that the page's menu leads to. */
  static Markup section(String id, String heading, Markup... content) {
    return Markup.element(
        "section",
        Markup.attributes("id", id, "aria-labelledby", id + "-heading"),
        Markup.element("h2", Markup.attributes("id", id + "-heading"), Markup.text(heading)),
        Markup.all(List.of(content)));
  }
}
