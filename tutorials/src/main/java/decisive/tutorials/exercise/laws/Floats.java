package decisive.tutorials.exercise.laws;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Numbers for laws: of two digits, so that they can be read. */
final class Floats {
  private static final int LARGEST = 400;
  private static final float UNIT = 100;

  private Floats() {}

  /** From −4 to 4. */
  static Arbitrary<Float> any() {
    return Arbitraries.integers().between(-LARGEST, LARGEST).map(n -> n / UNIT);
  }

  /** So many of {@link #any}. */
  static Arbitrary<float[]> vector(int least, int most) {
    return any().array(float[].class).ofMinSize(least).ofMaxSize(most);
  }

  /** Rows of {@link #any}, all of one length; flat, so that it is made small quickly. */
  static Arbitrary<float[][]> matrix(int leastRows, int mostRows, int leastColumns, int most) {
    return Combinators.combine(
            Arbitraries.integers().between(leastRows, mostRows),
            Arbitraries.integers().between(leastColumns, most),
            any().array(float[].class).ofSize(mostRows * most))
        .as(
            (rows, columns, numbers) -> {
              float[][] matrix = new float[rows][];
              Arrays.setAll(
                  matrix, i -> Arrays.copyOfRange(numbers, i * columns, (i + 1) * columns));
              return matrix;
            });
  }
}
