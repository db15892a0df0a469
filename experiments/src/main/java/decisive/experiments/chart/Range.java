package decisive.experiments.chart;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * The ends of an axis, with min &lt; max.
 *
 * @param log whether the axis is logarithmic; then both ends are positive
 */
record Range(double min, double max, boolean log) {
  private static final double[] ROUND = {1, 2, 5, 10};

  Range {
    if (!(min < max) || (log && !(min > 0))) {
      throw new IllegalArgumentException(
          "axis from " + min + " to " + max + (log ? ", logarithmic" : "") + ": no such axis");
    }
  }

  /** From {@code min} to {@code max}, or a little farther if they are the same. */
  static Range linear(double min, double max) {
    return new Range(min, max > min ? max : min + 1, false);
  }

  /** Percentages: from the multiple of 10 (or of 1, if that is near) below all values to 100. */
  static Range percent(DoubleStream values) {
    double least = values.min().orElse(0);
    double step = least >= 95 ? 1 : 10;
    return linear(Math.min(Math.floor(least / step) * step, 100 - step), 100);
  }

  /**
   * Logarithmic, ends rounded outwards to 1, 2 or 5 times a power of ten; linear from 0 if not all
   * positive.
   */
  static Range log(DoubleStream values) {
    double[] all = values.toArray();
    double min = DoubleStream.of(all).min().orElse(1);
    double max = DoubleStream.of(all).max().orElse(10);
    if (!(min > 0)) {
      return linear(Math.min(0, min), max);
    }
    double low = outwards(min, false);
    double high = outwards(max, true);
    return new Range(low, high > low ? high : high * 10, true);
  }

  private static double outwards(double value, boolean up) {
    double decade = StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
    double best = up ? 10 * decade : decade;
    DoubleUnaryOperator gap = round -> up ? round - value : value - round;
    for (double digit : ROUND) {
      double round = digit * decade;
      if (gap.applyAsDouble(round) >= 0 && gap.applyAsDouble(round) < gap.applyAsDouble(best)) {
        best = round;
      }
    }
    return best;
  }

  /** Powers of ten between the ends; 0 on a linear axis. */
  double decades() {
    return log ? StrictMath.log10(max / min) : 0;
  }
}
