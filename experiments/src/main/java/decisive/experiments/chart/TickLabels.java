package decisive.experiments.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** The numbers along an axis: short, and on a logarithmic axis not all of them. */
final class TickLabels {
  /** Beyond so many powers of ten only they are labelled; below, 2 and 5 times them too. */
  private static final double CROWDED_DECADES = 2.5;

  private TickLabels() {}

  /** 0.005, 12.5, 2,000, 50 k, 3 M. */
  static String compact(double value) {
    double size = Math.abs(value);
    if (size >= 1e9) {
      return plain(value / 1e9) + " G";
    }
    if (size >= 1e6) {
      return plain(value / 1e6) + " M";
    }
    return size >= 1e4 ? plain(value / 1e3) + " k" : plain(value);
  }

  private static String plain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6));
    return format("#,##0.######").format(rounded);
  }

  /** Tells the outlines every number XChart may write along a logarithmic axis. */
  static void expectLogarithmic(Range range, Ink ink, TextOutlines outlines) {
    int first = (int) Math.floor(StrictMath.log10(range.min()));
    int last = (int) Math.ceil(StrictMath.log10(range.max()));
    for (int decade = first; decade <= last; decade++) {
      for (int digit = 1; digit <= 10; digit++) {
        // As XChart computes it, up to a last bit that its labels do not show.
        double tick = StrictMath.pow(10, decade) * digit;
        boolean labelled =
            digit == 1
                || digit == 10
                || (range.decades() <= CROWDED_DECADES && (digit == 2 || digit == 5));
        outlines.add(
            ink,
            format(PlotStyle.LOG_PATTERN).format(tick),
            labelled ? compact(tick) : "",
            PlotStyle.FONT);
      }
    }
  }

  private static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
