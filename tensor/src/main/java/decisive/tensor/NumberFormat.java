package decisive.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Turns floats into columns of equal width: the fewest digits that give the float back, at most 4
 * after the point. Computed with exact decimals, so that the text is the same on every JDK and in
 * every locale.
 */
final class NumberFormat {
  private static final int DECIMALS = 4;

  /** If something reaches this, or nothing reaches {@link #SMALL}, exponents are printed. */
  private static final float LARGE = 1e6f;

  private static final float SMALL = 1e-3f;

  private final boolean scientific;
  private int before; // characters before the point, the sign included
  private int after; // digits after it
  private final int exponent; // characters of the exponent

  /** A format that fits all of {@code values}. */
  NumberFormat(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    scientific = largest >= LARGE || largest > 0 && largest < SMALL;
    exponent = scientific ? "e+00".length() : 0;
    int special = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        String digits = digits(value);
        before = Math.max(before, digits.indexOf('.'));
        after = Math.max(after, digits.length() - digits.indexOf('.') - 1);
      } else {
        special = Math.max(special, special(value).length());
      }
    }
    before = Math.max(before, special - 1 - after - exponent);
  }

  /** The number, filled with spaces to the column's width. */
  String text(float value) {
    if (!Float.isFinite(value)) {
      String word = special(value);
      return " ".repeat(before + 1 + after + exponent - word.length()) + word;
    }
    String digits = digits(value);
    int left = before - digits.indexOf('.');
    int right = after - (digits.length() - digits.indexOf('.') - 1);
    return " ".repeat(left)
        + digits
        + (scientific ? "0".repeat(right) + exponent(value) : " ".repeat(right));
  }

  private static String special(float value) {
    return Float.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  /** Sign, digits and point, without zeros at the end. */
  private String digits(float value) {
    String digits;
    if (scientific) {
      digits = significant(value).unscaledValue().abs().toString();
      digits = digits.charAt(0) + "." + digits.substring(1);
    } else {
      digits = positional(value).abs().toPlainString();
      digits = digits.contains(".") ? digits : digits + ".";
    }
    boolean negative = Float.floatToRawIntBits(value) < 0; // -0 has its sign
    return (negative ? "-" : "") + digits.replaceFirst("0+$", "");
  }

  private static BigDecimal positional(float value) {
    BigDecimal exact = new BigDecimal(value);
    for (int scale = 0; scale < DECIMALS; scale++) {
      BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_EVEN);
      if (rounded.floatValue() == value) {
        return rounded;
      }
    }
    return exact.setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal significant(float value) {
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 1; precision <= DECIMALS; precision++) {
      BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (rounded.floatValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(1 + DECIMALS, RoundingMode.HALF_EVEN));
  }

  /** As in {@code e-05}; floats need no more than two digits. */
  private static String exponent(float value) {
    BigDecimal rounded = significant(value);
    int power = value == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    return (power < 0 ? "e-" : "e+") + Math.abs(power) / 10 + Math.abs(power) % 10;
  }
}
