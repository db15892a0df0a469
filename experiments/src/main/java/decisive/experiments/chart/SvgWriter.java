package decisive.experiments.chart;

import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Writes what Batik drew as a small SVG: no defaults spelt out, no groups, colours as classes of
 * the style sheet, numbers without trailing zeros.
 */
final class SvgWriter {
  private static final String SVG = "http://www.w3.org/2000/svg";

  private static final String HEAD =
      """
      <svg xmlns="%s" class="chart" viewBox="0 0 %s %s" role="img" fill="currentColor" \
      font-family="system-ui, sans-serif" font-size="%s">
      <title>%s</title>
      <desc>%s</desc>
      """;

  private final StringBuilder svg = new StringBuilder();

  private SvgWriter() {}

  /** An empty document for Batik to draw into. */
  static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("chart: the JDK has no XML parser (module java.xml)", e);
    }
  }

  static SvgChart write(ChartGraphics graphics, int width, int height, Caption caption) {
    SvgWriter writer = new SvgWriter();
    writer.svg.append(
        String.format(
            Locale.ROOT,
            HEAD,
            SVG,
            width,
            height,
            PlotStyle.FONT_SIZE,
            Markup.text(caption.title()),
            Markup.text(caption.description())));
    writer.walk(graphics.getTopLevelGroup());
    return new SvgChart(
        caption.name(), caption.description(), writer.svg.append("</svg>").toString());
  }

  private void walk(Element element) {
    if (element.getTagName().equals("defs")) {
      return;
    }
    if (element.getTagName().equals("g")) {
      for (Node at = element.getFirstChild(); at != null; at = at.getNextSibling()) {
        if (at instanceof Element child) {
          walk(child);
        }
      }
    } else if (element.getTagName().equals("text")) {
      text(element);
    } else {
      shape(element);
    }
  }

  private void shape(Element element) {
    boolean filled = !inherited(element, "fill").equals("none");
    Ink ink = Ink.ofSvg(inherited(element, filled ? "fill" : "stroke"));
    svg.append('<').append(element.getTagName());
    attribute("class", ink.cssClass());
    if (!filled) {
      attribute("fill", "none");
      attribute("stroke", "currentColor");
      strokeAttribute(element, "stroke-width", "1");
      strokeAttribute(element, "stroke-dasharray", "none");
      attribute("stroke-linejoin", "round");
    }
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      switch (attribute.getNodeName()) {
        case "d", "points" -> attribute(attribute.getNodeName(), path(attribute.getNodeValue()));
        case "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height" ->
            attribute(attribute.getNodeName(), attribute.getNodeValue());
        default -> {} // Style: said above, or a default.
      }
    }
    svg.append("/>\n");
  }

  private void text(Element element) {
    Ink ink = Ink.ofSvg(inherited(element, "fill"));
    svg.append("<text");
    attribute("class", ink.cssClass());
    attribute("x", element.getAttribute("x"));
    attribute("y", element.getAttribute("y"));
    if (ink.anchor() != Ink.Anchor.START) {
      attribute("text-anchor", ink.anchor().svg);
    }
    String size = inherited(element, "font-size").replace("px", "");
    if (!size.isEmpty() && !size.equals(Integer.toString(PlotStyle.FONT_SIZE))) {
      attribute("font-size", size);
    }
    String transform = inherited(element, "transform");
    if (!transform.isEmpty()) {
      attribute("transform", transform);
    }
    svg.append('>').append(Markup.text(element.getTextContent())).append("</text>\n");
  }

  private void strokeAttribute(Element element, String name, String standard) {
    String value = inherited(element, name);
    if (!value.isEmpty() && !value.equals(standard)) {
      attribute(name, value);
    }
  }

  private void attribute(String name, String value) {
    svg.append(' ').append(name).append("=\"").append(Markup.text(value)).append('"');
  }

  /** Batik separates everything by spaces; a command letter separates well enough. */
  private static String path(String data) {
    return data.replaceAll(" *([A-Za-z]) *", "$1").strip();
  }

  private static String inherited(Element element, String name) {
    Node at = element;
    while (at instanceof Element holder) {
      if (holder.hasAttribute(name)) {
        return holder.getAttribute(name).strip().toLowerCase(Locale.ROOT);
      }
      at = at.getParentNode();
    }
    return "";
  }
}
