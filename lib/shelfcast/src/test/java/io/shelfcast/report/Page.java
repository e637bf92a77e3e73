package io.shelfcast.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page read by an XML parser, which forgives nothing; void elements are closed for it. */
record Page(Document document) {

  static Page of(String html) {
    String xml = html.replaceAll("<(meta|img)([^>]*)>", "<$1$2/>");
    try {
      return new Page(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml))));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  int count(String tag) {
    return document.getElementsByTagName(tag).getLength();
  }

  List<String> headings() {
    return elements("h2").stream().map(Element::getTextContent).toList();
  }

  List<String> sources() {
    return elements("*").stream()
        .filter(e -> e.hasAttribute("src"))
        .map(e -> e.getAttribute("src"))
        .toList();
  }

  List<String> alternatives() {
    return elements("img").stream().map(e -> e.getAttribute("alt")).toList();
  }

  List<String> rowNames() {
    return elements("th").stream()
        .filter(e -> e.getAttribute("scope").equals("row"))
        .map(Element::getTextContent)
        .toList();
  }

  String text() {
    return elements("body").get(0).getTextContent();
  }

  private List<Element> elements(String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
