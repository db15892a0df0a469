package decisive.experiments.report;

import java.util.Locale;

/** Numbers as a reader wants them, the same in every locale. */
final class NumberText {
  /** What stands where a number does not apply. */
  static final String NONE = "–";

  private NumberText() {}

  /** 98.889 as "98.9 %". */
  static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", value);
  }

  /** 1234567 as "1,234,567". */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** 1234567 as "1.2 million", 297467 as "297 thousand", 950 as "950". */
  static String inWords(long value) {
    if (value >= 999_500) {
      return String.format(Locale.ROOT, "%.1f million", value / 1e6);
    }
    return value >= 10_000
        ? String.format(Locale.ROOT, "%.0f thousand", value / 1e3)
        : count(value);
  }

  /** 7.314 as "7.3 s", 0.0214 as "0.02 s". */
  static String seconds(double value) {
    return String.format(Locale.ROOT, value < 1 ? "%.2f s" : "%.1f s", value);
  }
}
