package decisive.experiments.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contrast as WCAG 2.1 defines it: graphics want 3 to 1, text wants 4.5 to 1. */
class PaletteTest {
  private static final String LIGHT = "#ffffff";

  /** The report's dark paper. */
  private static final String DARK = "#15181c";

  @Test
  void seriesStandOutOnLightAndOnDark() {
    String[] halves = SvgChart.styleSheet().split("@media");
    check(halves[0], LIGHT);
    check(halves[1], DARK);
  }

  private static void check(String css, String paper) {
    Matcher text = Pattern.compile("\\.chart \\{ color: (#\\w{6})").matcher(css);
    assertTrue(text.find());
    assertTrue(contrast(text.group(1), paper) >= 4.5);
    List<String> series = new ArrayList<>();
    Matcher colour = Pattern.compile("\\.s\\d \\{ color: (#\\w{6})").matcher(css);
    while (colour.find()) {
      series.add(colour.group(1));
      double contrast = contrast(colour.group(1), paper);
      assertTrue(contrast >= 3, () -> colour.group(0) + " on " + paper + ": " + contrast);
    }
    assertEquals(7, series.size());
  }

  private static double contrast(String a, String b) {
    double first = luminance(a);
    double second = luminance(b);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
