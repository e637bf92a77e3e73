package io.shelfcast.report;

import java.util.List;

/**
 * A piece of HTML. Text gets in through {@link #text} alone, which escapes it, so that an id cannot
 * become markup.
 */
record Markup(String html) {

  static final Markup NOTHING = new Markup("");

  /** Text of any kind, in quotes of an attribute too. */
  static Markup text(String text) {
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

  static Markup element(String tag, Markup... children) {
    return new Markup("<" + tag + ">" + all(List.of(children)).html + "</" + tag + ">");
  }

  static Markup element(String tag, String cssClass, Markup... children) {
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

  static Markup paragraph(String text) {
    return new Markup("<p>" + text(text).html + "</p>\n");
  }

  static Markup all(List<Markup> parts) {
    StringBuilder html = new StringBuilder();
    parts.forEach(p -> html.append(p.html));
    return new Markup(html.toString());
  }

  /** A part of the page under a heading; nothing where there is nothing to say. */
  static Markup section(String heading, Markup... content) {
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
  static Markup table(List<String> head, List<List<Markup>> rows) {
    return tableOf(head.stream().map(Markup::text).toList(), rows);
  }

  /** A table whose column titles are more than text. */
  static Markup tableOf(List<Markup> head, List<List<Markup>> rows) {
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
