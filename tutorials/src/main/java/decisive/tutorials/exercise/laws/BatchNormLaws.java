package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Batch norm of one map. */
public final class BatchNormLaws extends Laws<BatchNormLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** γ (x − mean) / √(variance + ε) + β, with ε = 1e-5 and the variance Σ (x − mean)² / n. */
    float[] normalize(float[] x, float gamma, float beta);
  }

  private static final float EPSILON = 1e-5f;

  public BatchNormLaws() {
    super(Contract.class);
  }

  private static double mean(float[] x) {
    double sum = 0;
    for (float value : x) {
      sum += value;
    }
    return sum / x.length;
  }

  private static double variance(float[] x) {
    double mean = mean(x);
    double sum = 0;
    for (float value : x) {
      sum += (value - mean) * (value - mean);
    }
    return sum / x.length;
  }

  @Law("The mean becomes β")
  void meanIsBeta(@ForAll("values") float[] x) {
    Claim.near("the mean with γ = 2, β = 3", 3, mean(solution().normalize(x, 2, 3)), 1e-4);
  }

  @Law("The variance becomes γ², but for what ε takes")
  void varianceIsGammaSquared(@ForAll("values") float[] x) {
    double expected = 4 * variance(x) / (variance(x) + EPSILON);
    Claim.near("the variance with γ = 2", expected, variance(solution().normalize(x, 2, 3)), 1e-3);
  }

  @Law("Equal numbers all become β, and nothing is divided by zero")
  void constantsBecomeBeta(@ForAll("values") float[] x) {
    float[] equal = new float[x.length];
    float[] expected = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      equal[i] = 1;
      expected[i] = -1;
    }
    Claim.near("the result of ones with β = −1", expected, solution().normalize(equal, 2, -1), 0);
  }

  @Provide
  Arbitrary<float[]> values() {
    return Arbitraries.integers()
        .between(-8, 8)
        .map(n -> (float) n)
        .array(float[].class)
        .ofMinSize(2)
        .ofMaxSize(6);
  }
}
