import decisive.tutorials.exercise.laws.NearestMeanLaws;

/** A solution of exercise 24. */
public class NearestMean implements NearestMeanLaws.Contract {
  @Override
  public int classify(float[][][] shots, float[] query) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < shots.length; c++) {
      double distance = 0;
      for (int d = 0; d < query.length; d++) {
        double mean = 0;
        for (float[] shot : shots[c]) {
          mean += (double) shot[d] / shots[c].length;
        }
        distance += (mean - query[d]) * (mean - query[d]);
      }
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }
}
