package io.shelfcast.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A piece of HTML. Text gets in through {@link #text} alone, which escapes it, so that an id cannot
 * become markup.
 */
public record Markup(String html) {

  public static final Markup NOTHING = new Markup("");

  private static final Set<String> VOID = Set.of("img", "input", "source", "link", "meta", "br");

  /** Text of any kind, in quotes of an attribute too. */
  public static Markup text(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(printable(c) ? c : 0xFFFD);
              }
            });
    return new Markup(escaped.toString());
  }

  /** HTML knows no control characters but these, and no half of a pair. */
  private static boolean printable(int c) {
    return c == '\n'
        || c == '\t'
        || c >= 0x20 && (c < 0x7F || c > 0x9F) && (c < 0xD800 || c > 0xDFFF);
  }

  public static Markup element(String tag, Markup... children) {
    return new Markup("<" + tag + ">" + all(List.of(children)).html + "</" + tag + ">");
  }

  public static Markup element(String tag, String cssClass, Markup... children) {
    return new Markup(
        "<"
            + tag
            + " class=\""
            + cssClass
            + "\">"
            + all(List.of(children)).html
            + "</"
            + tag
            + ">\n");
  }

  /** Names and values in turn, in this order. */
  public static Map<String, String> attributes(String... namesAndValues) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return attributes;
  }

  /** An element with attributes, whose values are escaped; those that are null are left out. */
  public static Markup element(String tag, Map<String, String> attributes, Markup... children) {
    StringBuilder html = new StringBuilder("<").append(tag);
    attributes.forEach(
        (name, value) -> {
          if (value != null) {
            html.append(' ').append(name).append("=\"").append(text(value).html).append('"');
          }
        });
    html.append('>').append(all(List.of(children)).html);
    return new Markup(html.append(VOID.contains(tag) ? "" : "</" + tag + ">").toString());
  }

  /** A link. */
  public static Markup link(String href, String text) {
    return element("a", Map.of("href", href), text(text));
  }

  public static Markup paragraph(String text) {
    return new Markup("<p>" + text(text).html + "</p>\n");
  }

  public static Markup all(List<Markup> parts) {
    StringBuilder html = new StringBuilder();
    parts.forEach(p -> html.append(p.html));
    return new Markup(html.toString());
  }

  /** A part of the page under a heading; nothing where there is nothing to say. */
  public static Markup section(String heading, Markup... content) {
    Markup body = all(List.of(content));
    return body.html.isEmpty()
        ? NOTHING
        : new Markup(
            "<section>\n<h2>" + text(heading).html + "</h2>\n" + body.html + "</section>\n");
  }

  /**
   * A table in a box of its own, which scrolls where the table is wider than the screen. The first
   * column names the rows.
   */
  public static Markup table(List<String> head, List<List<Markup>> rows) {
    return tableOf(head.stream().map(Markup::text).toList(), rows);
  }

  /** A table whose column titles are more than text. */
  public static Markup tableOf(List<Markup> head, List<List<Markup>> rows) {
    StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr>");
    head.forEach(h -> html.append("<th scope=\"col\">").append(h.html).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<Markup> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append(i == 0 ? "<th scope=\"row\">" : "<td>")
            .append(row.get(i).html)
            .append(i == 0 ? "</th>" : "</td>");
      }
      html.append("</tr>\n");
    }
    return new Markup(html.append("</tbody>\n</table></div>\n").toString());
  }
}
