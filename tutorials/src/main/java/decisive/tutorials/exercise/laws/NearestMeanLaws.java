package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Few-shot classification. */
public final class NearestMeanLaws extends Laws<NearestMeanLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /**
     * The class of the query: that whose shots have the nearest mean (Euclidean); the first of
     * ties.
     *
     * @param shots of each class, a vector each
     */
    int classify(float[][][] shots, float[] query);
  }

  public NearestMeanLaws() {
    super(Contract.class);
  }

  private static double distance(float[][] shots, float[] query) {
    double sum = 0;
    for (int d = 0; d < query.length; d++) {
      double mean = 0;
      for (float[] shot : shots) {
        mean += shot[d] / shots.length;
      }
      sum += (mean - query[d]) * (mean - query[d]);
    }
    return sum;
  }

  /** Two classes of two shots, and a query. */
  private static float[][][] shots(float[][] rows) {
    return new float[][][] {{rows[0], rows[1]}, {rows[2], rows[3]}};
  }

  @Law("A query that is the only shot of a class is of that class")
  void itself(@ForAll("rows") float[][] rows) {
    float[][] far = {new float[rows[0].length]};
    for (int d = 0; d < far[0].length; d++) {
      far[0][d] = rows[0][d] + 10;
    }
    int predicted = solution().classify(new float[][][] {far, {rows[0]}}, rows[0].clone());
    Claim.same("the class of the query among one far away and itself", 1, predicted);
  }

  @Law("No class has a mean that is nearer")
  void noneIsNearer(@ForAll("rows") float[][] rows) {
    int predicted = solution().classify(shots(rows), rows[4].clone());
    Claim.that(predicted == 0 || predicted == 1, "it predicted %d of classes 0 and 1", predicted);
    double chosen = distance(shots(rows)[predicted], rows[4]);
    double other = distance(shots(rows)[1 - predicted], rows[4]);
    Claim.that(
        chosen <= other + 1e-4,
        "it predicted %d at squared distance %s, the other is at %s",
        predicted,
        chosen,
        other);
  }

  @Law("How many shots a class has does not pull it nearer: it is the mean that counts")
  void repeatedShots(@ForAll("rows") float[][] rows) {
    float[][][] more = {{rows[0], rows[0], rows[0]}, {rows[2]}};
    float[][][] once = {{rows[0]}, {rows[2]}};
    double apart = distance(once[0], rows[4]) - distance(once[1], rows[4]);
    if (Math.abs(apart) > 1e-3) {
      Claim.same(
          "the class with the first shot three times",
          solution().classify(once, rows[4].clone()),
          solution().classify(more, rows[4].clone()));
    }
  }

  @Provide
  Arbitrary<float[][]> rows() {
    return Floats.matrix(5, 5, 1, 3);
  }
}
