package decisive.experiments.chart;

/** Text on its way into XML: charts and pages. */
public final class Markup {
  private Markup() {}

  /**
   * Escapes text for the inside of an element or of a double-quoted attribute; what XML cannot hold
   * becomes U+FFFD.
   */
  public static String text(Object value) {
    StringBuilder escaped = new StringBuilder();
    String.valueOf(value)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                // XML 1.0 has no way to write most control characters.
                default -> escaped.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
