package decisive.experiments.chart;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers how the texts of a chart look as outlines, so that an outline can be read back.
 *
 * <p>XChart paints every text as {@code TextLayout.getOutline(...)}, upright or turned by -90
 * degrees. The same text in the same font gives the same outline, number for number.
 */
final class TextOutlines {
  /** How XChart measures texts, whatever it paints on. */
  static final FontRenderContext CONTEXT = new FontRenderContext(null, true, false);

  private static final AffineTransform UPWARDS = AffineTransform.getRotateInstance(-Math.PI / 2);

  /**
   * A text that was found.
   *
   * @param shown what to write; may be empty
   * @param font to write it in
   * @param width of the outline along the baseline, in px
   * @param upwards whether it is turned by -90 degrees
   */
  record Text(String shown, Font font, double width, boolean upwards) {}

  private record Key(Ink ink, String fingerprint) {}

  private final Map<Key, Text> texts = new HashMap<>();

  /** Expects {@code text} in this ink and font, upright. Returns the text. */
  String add(Ink ink, String text, Font font) {
    return add(ink, text, text, font);
  }

  /** Expects {@code text}, upright, and shows {@code shown} in its place. Returns the text. */
  String add(Ink ink, String text, String shown, Font font) {
    put(ink, text, shown, font, null);
    return text;
  }

  /** Expects {@code text} turned by -90 degrees. Returns the text. */
  String addUpwards(Ink ink, String text, Font font) {
    put(ink, text, text, font, UPWARDS);
    return text;
  }

  /** The text in this ink that the shape is the outline of. */
  Optional<Text> find(Ink ink, Shape shape) {
    return Optional.ofNullable(texts.get(new Key(ink, fingerprint(shape))));
  }

  private void put(Ink ink, String text, String shown, Font font, AffineTransform turn) {
    if (!text.isBlank()) {
      TextLayout layout = new TextLayout(text, font, CONTEXT);
      Shape outline = layout.getOutline(turn);
      texts.put(
          new Key(ink, fingerprint(outline)),
          new Text(shown, font, layout.getBounds().getWidth(), turn != null));
    }
  }

  private static String fingerprint(Shape shape) {
    StringBuilder path = new StringBuilder();
    float[] points = new float[6];
    for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
      Arrays.fill(points, 0);
      path.append(at.currentSegment(points)).append(Arrays.toString(points));
    }
    return path.toString();
  }
}
