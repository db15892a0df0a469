package decisive.experiments.fewshot;

import static decisive.testing.Thrown.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.datasets.ImageDataset;
import decisive.datasets.ImageFormat;
import decisive.experiments.Progress;
import decisive.nn.resnet.ResNet;
import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FewShotEvaluationTest {
  /** {@code count} images of each class, one after the other. */
  private static UnitFeatures features(Tensor rows, int classes) {
    int count = rows.extent(0) / classes;
    int[] labels = IntStream.range(0, rows.extent(0)).map(i -> i / count).toArray();
    return UnitFeatures.of(rows, labels, names(classes));
  }

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(label -> "class" + label).toList();
  }

  private static UnitFeatures random(long seed, int classes, int count, int dimensions) {
    return features(Tensor.normal(new Generator(seed), 1, classes * count, dimensions), classes);
  }

  private static FewShotResult evaluate(
      UnitFeatures features, FewShotTask task, int episodes, long seed) {
    return FewShotEvaluation.of(features, task, episodes, seed, Progress.silent());
  }

  // ---- the definition

  /** Squares of the distances of a query to the unit means of the shots, in double precision. */
  private static double[] distances(UnitFeatures features, FewShotTask task, Episode e, int query) {
    int dimensions = features.dimensions();
    double[] distances = new double[task.ways()];
    for (int way = 0; way < task.ways(); way++) {
      double[] sum = new double[dimensions]; // its direction is the mean's; 1 and -1 cancel in it
      for (int shot = 0; shot < task.shots(); shot++) {
        for (int d = 0; d < dimensions; d++) {
          sum[d] += features.rows()[e.shot(way, shot) * dimensions + d];
        }
      }
      double norm = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
      for (int d = 0; d < dimensions; d++) {
        double unit = norm == 0 ? 0 : sum[d] / norm;
        double difference = features.rows()[query * dimensions + d] - unit;
        distances[way] += difference * difference;
      }
    }
    return distances;
  }

  /** In one dimension features are 1 and -1, and a class's shots may cancel. */
  @Property(tries = 500)
  void countsWhatTheDefinitionCountsInOneDimension(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 6) int ways,
      @ForAll @IntRange(min = 1, max = 7) int shots,
      @ForAll @IntRange(min = 1, max = 20) int queries) {
    countsWhatTheDefinitionCounts(seed, ways, shots, queries, 1);
  }

  @Property(tries = 200)
  void countsWhatTheDefinitionCounts(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 6) int ways,
      @ForAll @IntRange(min = 1, max = 7) int shots,
      @ForAll @IntRange(min = 1, max = 20) int queries,
      @ForAll @IntRange(min = 1, max = 40) int dimensions) {
    UnitFeatures features = random(seed, ways + 2, shots + queries + 3, dimensions);
    FewShotTask task = new FewShotTask(ways, shots, queries);
    Episode episode = Episode.draw(features, task, new Generator(seed));
    int surely = 0;
    int perhaps = 0;
    for (int way = 0; way < ways; way++) {
      for (int i = 0; i < queries; i++) {
        double[] distances = distances(features, task, episode, episode.query(way, i));
        double own = distances[way];
        distances[way] = Double.POSITIVE_INFINITY;
        double nearestOther = Arrays.stream(distances).min().getAsDouble();
        surely += own < nearestOther - 1e-5 ? 1 : 0; // nearer than rounding can tell apart
        perhaps += own < nearestOther + 1e-5 ? 1 : 0;
      }
    }
    int correct = episode.correct(features);
    assertTrue(surely <= correct && correct <= perhaps, surely + " " + correct + " " + perhaps);
  }

  @Property(tries = 200)
  void anEpisodeDrawsDifferentImagesOfDifferentClasses(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int ways,
      @ForAll @IntRange(min = 1, max = 4) int shots,
      @ForAll @IntRange(min = 1, max = 4) int queries) {
    int count = shots + queries;
    UnitFeatures features = random(1, 5, count, 2);
    Episode episode =
        Episode.draw(features, new FewShotTask(ways, shots, queries), new Generator(seed));
    IntStream.Builder rows = IntStream.builder();
    IntStream.Builder classes = IntStream.builder();
    for (int way = 0; way < ways; way++) {
      int label = episode.shot(way, 0) / count;
      classes.add(label);
      for (int i = 0; i < shots; i++) {
        rows.add(episode.shot(way, i));
        assertEquals(label, episode.shot(way, i) / count);
      }
      for (int i = 0; i < queries; i++) {
        rows.add(episode.query(way, i));
        assertEquals(label, episode.query(way, i) / count);
      }
    }
    assertEquals(ways, classes.build().distinct().count());
    assertEquals(ways * count, rows.build().distinct().count());
  }

  /** Classes, shots and queries are uniform: every image comes equally often as either. */
  @Test
  void allImagesAreDrawnEquallyOften() {
    UnitFeatures features = random(1, 5, 6, 2);
    FewShotTask task = new FewShotTask(2, 1, 2);
    int episodes = 6000;
    int[] shots = new int[30];
    int[] queries = new int[30];
    for (int i = 0; i < episodes; i++) {
      Episode episode = Episode.draw(features, task, new Generator(9).split(i));
      for (int way = 0; way < 2; way++) {
        shots[episode.shot(way, 0)]++;
        queries[episode.query(way, 0)]++;
        queries[episode.query(way, 1)]++;
      }
    }
    // An image is a shot with probability 1/15 and a query with 2/15: 6 standard deviations of a
    // count,
    // which none of the 60 exceeds but once in ten million.
    for (int row = 0; row < 30; row++) {
      assertEquals(episodes / 15.0, shots[row], 6 * Math.sqrt(episodes * 14 / 225.0));
      assertEquals(episodes * 2 / 15.0, queries[row], 6 * Math.sqrt(episodes * 26 / 225.0));
    }
  }

  // ---- known geometry

  @Test
  void separatedClustersAreToldApart() {
    Tensor rows = Tensor.normal(new Generator(3), 0.1f, 60, 16);
    for (int row = 0; row < 60; row++) {
      float length = 1 + row; // which does not count
      for (int d = 0; d < 16; d++) {
        float centre = d == row / 10 ? 1 : 0;
        rows.set(length * (centre + rows.get(row, d)), row, d);
      }
    }
    FewShotResult result = evaluate(features(rows, 6), new FewShotTask(5, 1, 9), 100, 1);
    assertEquals(1, result.accuracy());
    assertEquals(0, result.halfWidth());
  }

  /** By symmetry the expectation is 1/ways; the interval is widened to 5 standard deviations. */
  @Test
  void randomFeaturesAreGuesses() {
    for (int ways : List.of(2, 5)) {
      double sum = 0;
      double squares = 0;
      int sets = 200; // episodes over one set of features are alike, so there are many sets
      for (int set = 0; set < sets; set++) {
        double accuracy =
            evaluate(random(set, ways, 12, 8), new FewShotTask(ways, 2, 10), 5, set).accuracy();
        sum += accuracy;
        squares += accuracy * accuracy;
      }
      double mean = sum / sets;
      double std = Math.sqrt((squares / sets - mean * mean) / (sets - 1));
      assertEquals(1.0 / ways, mean, 5 * std, ways + " ways");
    }
  }

  @Test
  void equalFeaturesAreToldApartByNothing() {
    FewShotTask task = new FewShotTask(4, 2, 5);
    for (Tensor rows : List.of(Tensor.zeros(40, 3), Tensor.ones(40, 3))) {
      assertEquals(0.25, evaluate(features(rows, 5), task, 10, 1).accuracy());
    }
  }

  /** |q − 0|² = 1, and |q − m|² = 2 − 2 q·m for a unit m: zeros are nearer than what is beyond. */
  @Test
  void aMeanOfZerosIsAtDistanceOne() {
    Tensor rows = Tensor.matrix(vector(0, 0), vector(0, 0), vector(1, 0), vector(0.4f, 0.9f));
    FewShotTask task = new FewShotTask(2, 1, 1);
    int far = 0;
    for (int seed = 0; seed < 64; seed++) {
      Episode episode = Episode.draw(features(rows, 2), task, new Generator(seed));
      // The zero query is nearer to the zero shot; the other is nearer to zeros: 2 − 0.8 > 1.
      assertEquals(1, episode.correct(features(rows, 2)));
      far += episode.query(0, 0) == 3 || episode.query(1, 0) == 3 ? 1 : 0;
    }
    assertTrue(far > 0 && far < 64, "both images are queries at times: " + far);
  }

  private static float[] vector(float... values) {
    return values;
  }

  // ---- the interval

  /**
   * All 108 episodes of a small data set give the true mean. Of 95 % intervals over 60 episodes the
   * share that holds it must be within 5 standard deviations of a count of 400 (9 of them are for
   * the normal approximation, which holds for large samples).
   */
  @Test
  void theIntervalHoldsTheTruth() {
    UnitFeatures features = random(5, 3, 3, 2);
    FewShotTask task = new FewShotTask(2, 1, 1);
    double truth = mean(features);
    assertTrue(truth > 0.2 && truth < 0.8, "not a trivial case: " + truth);
    int held = 0;
    for (int run = 0; run < 400; run++) {
      FewShotResult result = evaluate(features, task, 60, run);
      held += Math.abs(result.accuracy() - truth) <= result.halfWidth() ? 1 : 0;
    }
    assertTrue(held >= 0.88 * 400 && held <= 0.995 * 400, held + " of 400");
  }

  /** Over all pairs of classes, and shots and queries in them. */
  private static double mean(UnitFeatures features) {
    double correct = 0;
    int queries = 0;
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        for (int shots = 0; a != b && shots < 9; shots++) {
          for (int query = 0; query < 3; query++) {
            if (query != shots / 3) {
              int q = 3 * a + query;
              double own = dot(features, q, 3 * a + shots / 3);
              correct += own > dot(features, q, 3 * b + shots % 3) ? 1 : 0;
              queries++;
            }
          }
        }
      }
    }
    return correct / queries;
  }

  private static double dot(UnitFeatures features, int a, int b) {
    float[] rows = features.rows();
    return (double) rows[2 * a] * rows[2 * b] + (double) rows[2 * a + 1] * rows[2 * b + 1];
  }

  @Test
  void theHalfWidthIsOfTheFormula() {
    UnitFeatures features = random(2, 3, 8, 4);
    FewShotTask task = new FewShotTask(2, 3, 4);
    double[] accuracies = new double[7];
    for (int i = 0; i < 7; i++) {
      Generator generator = new Generator(11).split("few-shot").split(i);
      accuracies[i] = Episode.draw(features, task, generator).correct(features) / 8.0;
    }
    double mean = Arrays.stream(accuracies).average().getAsDouble();
    double variance = Arrays.stream(accuracies).map(x -> (x - mean) * (x - mean)).sum() / 6;
    FewShotResult result = evaluate(features, task, 7, 11);
    assertEquals(mean, result.accuracy(), 1e-12);
    assertEquals(1.96 * Math.sqrt(variance / 7), result.halfWidth(), 1e-12);
  }

  // ---- determinism

  @Test
  void threadsChangeNothing() {
    UnitFeatures features = random(4, 6, 30, 20);
    FewShotTask task = new FewShotTask(5, 5, 25);
    int before = Workers.threads();
    try {
      Workers.use(1);
      FewShotResult alone = evaluate(features, task, 50, 8);
      for (int threads : List.of(2, 5)) {
        Workers.use(threads);
        AtomicInteger steps = new AtomicInteger();
        Progress counting =
            new Progress() {
              @Override
              public void step() {
                steps.incrementAndGet();
              }

              @Override
              public void note(String text) {}
            };
        assertEquals(alone, FewShotEvaluation.of(features, task, 50, 8, counting));
        assertEquals(50, steps.get());
      }
    } finally {
      Workers.use(before);
    }
  }

  // ---- what cannot be done

  @Test
  void errors() {
    UnitFeatures features = random(1, 3, 10, 2);
    assertRefused(
        "few-shot: 5 ways, but the data has 3 classes; take fewer ways or other data",
        () -> evaluate(features, new FewShotTask(5, 1, 1), 10, 1));
    assertRefused(
        "few-shot: 1 episodes; an interval needs 2 or more",
        () -> evaluate(features, new FewShotTask(2, 1, 1), 1, 1));
    assertRefused("few-shot: ways is 1, must be at least 2", () -> new FewShotTask(1, 5, 5));
    assertRefused("few-shot: shots is 0, must be at least 1", () -> new FewShotTask(2, 0, 5));
    UnitFeatures uneven =
        UnitFeatures.of(Tensor.ones(8, 2), new int[] {0, 0, 0, 1, 2, 2, 2, 2}, names(3));
    assertRefused(
        "few-shot: class 1 (class1) has 1 image, an episode wants 2 shots and 3 queries; take"
            + " fewer queries or shots, or leave the class out",
        () -> evaluate(uneven, new FewShotTask(2, 2, 3), 10, 1));
    assertRefused(
        "few-shot: class 1 (class1) has 1 image, an episode wants 1 shots and a query; take fewer"
            + " shots, or leave the class out",
        () -> FewShotTask.withAllQueries(uneven, 2, 1));
    assertRefused(
        "few-shot: the features of image 2 are not all finite numbers; the network's weights may"
            + " not be either",
        () ->
            UnitFeatures.of(
                Tensor.matrix(vector(1, 2), vector(1, 2), vector(1, Float.NaN)),
                new int[] {0, 0, 1},
                names(2)));
    assertRefused(
        "few-shot: features [2,2] and 3 labels; give [N, dimensions] and N labels",
        () -> UnitFeatures.of(Tensor.ones(2, 2), new int[3], names(1)));
    assertRefused(
        "few-shot: label 2 of image 1 is outside 0 .. 1",
        () -> UnitFeatures.of(Tensor.ones(2, 2), new int[] {0, 2}, names(2)));
  }

  @Test
  void queriesAreThePapersOrAllThereAre() {
    assertEquals(
        new FewShotTask(2, 5, 595), FewShotTask.withAllQueries(random(1, 2, 700, 1), 2, 5));
    assertEquals(new FewShotTask(2, 5, 15), FewShotTask.withAllQueries(random(1, 2, 20, 1), 2, 5));
  }

  // ---- of a network

  @Test
  void aNetworksFeaturesAreItsMapsMeans() {
    ResNet network = ResNet.blocks(1, 1).width(4).channels(1).classes(3).build(1);
    byte[] pixels = new byte[5 * 36];
    Generator generator = new Generator(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) generator.nextInt(256);
    }
    ImageDataset images =
        ImageDataset.of(
            new ImageFormat("noise", 6, 6, 1, 255, names(2)), pixels, new int[] {0, 1, 0, 1, 1});
    UnitFeatures features = UnitFeatures.of(network, images.batches(2), images.classNames());
    assertEquals(8, features.dimensions());
    assertEquals(2, features.count(0));
    assertEquals(3, features.count(1));
    assertTrue(network.training());
    network.eval();
    Tensor raw =
        network
            .features(Variable.constant(images.batches(5).epoch(0).iterator().next().inputs()))
            .value();
    for (int row = 0; row < 5; row++) {
      double norm = 0;
      for (int d = 0; d < 8; d++) {
        norm += raw.get(row, d) * raw.get(row, d);
      }
      for (int d = 0; d < 8; d++) {
        assertEquals(raw.get(row, d) / Math.sqrt(norm), features.rows()[row * 8 + d], 1e-6);
      }
    }
  }

  @Test
  void lengthsOfAnySizeAreScaled() {
    for (float size : new float[] {1e-44f, 1, 3e38f}) {
      float[] x = {size, 0, size};
      assertTrue(UnitFeatures.scale(x, 0, 3));
      assertEquals(Math.sqrt(0.5), x[2], 1e-7, "" + size);
    }
  }
}
