package decisive.experiments.chart;

import java.awt.font.TextLayout;
import java.util.Optional;

/**
 * Whether charts can be drawn here: laying them out means measuring text, and for that even a JDK
 * without a display needs one font.
 */
public final class ChartFonts {
  private ChartFonts() {}

  /** Why no chart can be drawn, and what to do about it; empty when all is well. */
  public static Optional<String> problem() {
    return problem(() -> new TextLayout("0", PlotStyle.FONT, TextOutlines.CONTEXT));
  }

  static Optional<String> problem(Runnable measurement) {
    try {
      measurement.run();
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      // What is thrown depends on the JDK, and on whether a font or the whole font library is
      // missing.
      return Optional.of(
          "No charts: this system has no font for Java to measure text with ("
              + e.getMessage()
              + "). Install fontconfig and a font, on Debian the packages fontconfig and"
              + " fonts-dejavu-core, and run again.");
    }
  }
}
