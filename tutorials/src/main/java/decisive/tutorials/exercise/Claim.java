package decisive.tutorials.exercise;

import java.util.Locale;
import java.util.Objects;

/** What a law claims; where it does not hold, an error says it in words. */
public final class Claim {
  private Claim() {}

  /**
   * @param otherwise what is wrong if it does not hold; arrays among the values are written out
   */
  public static void that(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      Object[] texts = new Object[values.length];
      for (int i = 0; i < texts.length; i++) {
        boolean array = values[i] != null && values[i].getClass().isArray();
        texts[i] = array ? LawWitness.text(values[i]) : values[i];
      }
      throw new AssertionError(String.format(Locale.ROOT, otherwise, texts));
    }
  }

  /**
   * That two numbers, arrays or other values are equal.
   *
   * @param what they are, as in {@code the edges}
   */
  public static void same(String what, Object expected, Object actual) {
    that(
        Objects.deepEquals(expected, actual),
        "%s should be %s, but got %s",
        what,
        LawWitness.text(expected),
        LawWitness.text(actual));
  }

  /**
   * That numbers agree to a part of their size, or of 1 if they are smaller.
   *
   * @param tolerance that part
   */
  public static void near(String what, double expected, double actual, double tolerance) {
    double apart = Math.abs(expected - actual);
    that(
        apart <= tolerance * Math.max(1, Math.abs(expected)),
        "%s should be %s, but got %s",
        what,
        expected,
        actual);
  }

  /** {@link #near} for each number; and there are as many. */
  public static void near(String what, float[] expected, float[] actual, double tolerance) {
    that(actual != null, "%s: got null", what);
    that(
        expected.length == actual.length,
        "%s: there should be %d numbers, but got %d",
        what,
        expected.length,
        actual.length);
    for (int i = 0; i < expected.length; i++) {
      that(
          Math.abs((double) expected[i] - actual[i])
              <= tolerance * Math.max(1, Math.abs(expected[i])),
          "%s should be %s, but got %s",
          what,
          expected,
          actual);
    }
  }

  /** {@link #near} for each row. */
  public static void near(String what, float[][] expected, float[][] actual, double tolerance) {
    that(actual != null, "%s: got null", what);
    that(
        expected.length == actual.length,
        "%s: there should be %d rows, but got %d",
        what,
        expected.length,
        actual.length);
    for (int i = 0; i < expected.length; i++) {
      near(what + ", row " + i, expected[i], actual[i], tolerance);
    }
  }
}
