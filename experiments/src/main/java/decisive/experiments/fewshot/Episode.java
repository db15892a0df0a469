package decisive.experiments.fewshot;

import decisive.tensor.kernels.GatherProduct;
import decisive.tensor.kernels.Offsets;
import decisive.tensor.random.Generator;
import java.util.Arrays;

/**
 * One drawing of classes and images.
 *
 * <pre>
 *   m_c = Σ shots of c, scaled to unit length
 *   a query q is said to be of the class with the least |q − m_c|², that is with the largest
 *   q · m_c − |m_c|² / 2
 * </pre>
 *
 * <p>Of equally near classes the one drawn first counts.
 */
final class Episode {
  private final FewShotTask task;

  /** Rows of the features; those of way w are at w · shots + i. */
  private final int[] shots;

  /** Rows of the features; those of way w are at w · queries + i. */
  private final int[] queries;

  private Episode(FewShotTask task) {
    this.task = task;
    this.shots = new int[task.ways() * task.shots()];
    this.queries = new int[task.ways() * task.queries()];
  }

  /** Draws classes, and images of each, all without replacement. */
  static Episode draw(UnitFeatures features, FewShotTask task, Generator generator) {
    Episode episode = new Episode(task);
    int[] classes = first(task.ways(), features.classes(), generator);
    int perClass = task.shots() + task.queries();
    for (int way = 0; way < classes.length; way++) {
      int[] images = first(perClass, features.count(classes[way]), generator);
      for (int i = 0; i < perClass; i++) {
        int row = features.member(classes[way], images[i]);
        if (i < task.shots()) {
          episode.shots[way * task.shots() + i] = row;
        } else {
          episode.queries[way * task.queries() + i - task.shots()] = row;
        }
      }
    }
    return episode;
  }

  /** The first {@code count} of a uniform order of 0 .. n-1 (Fisher and Yates, ended early). */
  private static int[] first(int count, int n, Generator generator) {
    int[] order = Offsets.steps(n, 1);
    for (int i = 0; i < count; i++) {
      int j = i + generator.nextInt(n - i);
      int chosen = order[j];
      order[j] = order[i];
      order[i] = chosen;
    }
    return Arrays.copyOf(order, count);
  }

  int shot(int way, int i) {
    return shots[way * task.shots() + i];
  }

  int query(int way, int i) {
    return queries[way * task.queries() + i];
  }

  /**
   * Queries whose class is predicted correctly, in the calling thread alone if that is a worker's.
   */
  int correct(UnitFeatures features) {
    int dimensions = features.dimensions();
    int ways = task.ways();
    float[] means = new float[ways * dimensions];
    float[] halfSquares = new float[ways];
    for (int way = 0; way < ways; way++) {
      halfSquares[way] = mean(features, way, means) ? 0.5f : 0;
    }
    int[] rows = new int[queries.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = queries[i] * dimensions;
    }
    float[] products = new float[rows.length * ways];
    GatherProduct.of(rows, Offsets.steps(dimensions, 1), ways)
        .left(features.rows(), 0)
        .right(means, 0, 1, dimensions)
        .into(products, 0, Offsets.steps(rows.length, ways));
    int correct = 0;
    for (int i = 0; i < rows.length; i++) {
      correct += nearest(products, i * ways, halfSquares) == i / task.queries() ? 1 : 0;
    }
    return correct;
  }

  /**
   * Writes a way's mean.
   *
   * @return whether it has unit length; if not it is all zeros
   */
  private boolean mean(UnitFeatures features, int way, float[] means) {
    int dimensions = features.dimensions();
    int at = way * dimensions;
    for (int i = 0; i < task.shots(); i++) {
      int row = shot(way, i) * dimensions;
      for (int d = 0; d < dimensions; d++) {
        means[at + d] += features.rows()[row + d];
      }
    }
    UnitFeatures.scale(means, at, dimensions);
    for (int d = 0; d < dimensions; d++) {
      if (means[at + d] != 0) {
        return true;
      }
    }
    return false;
  }

  private static int nearest(float[] products, int offset, float[] halfSquares) {
    int nearest = 0;
    float best = products[offset] - halfSquares[0];
    for (int way = 1; way < halfSquares.length; way++) {
      float closeness = products[offset + way] - halfSquares[way];
      if (closeness > best) {
        best = closeness;
        nearest = way;
      }
    }
    return nearest;
  }
}
