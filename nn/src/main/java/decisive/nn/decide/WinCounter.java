package decisive.nn.decide;

import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.tensor.Batch;
import decisive.tensor.sparse.SparseActivations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts who wins while a network looks at images: a decided one ({@link Dham#wins}), or one that
 * is trained and evaluated, in its present phase:
 *
 * <pre>{@code
 * try (WinCounter counter = WinCounter.observe(net)) {
 *   Evaluation.of(net, test);
 *   List<MapWins> wins = counter.wins();
 * }
 * }</pre>
 */
public final class WinCounter implements AutoCloseable {
  private final List<MapWins> wins = new ArrayList<>();
  private final List<Module.Observation> observations = new ArrayList<>();

  private WinCounter() {}

  /** Counts the wins of every competition of a network, of all classes together, until closed. */
  public static WinCounter observe(Module network) {
    WinCounter counter = new WinCounter();
    network.visit(
        (path, module) -> {
          if (module instanceof Competitor competitor) {
            MapWins own = MapWins.none(path, Groups.of(competitor), 1);
            counter.wins.add(own);
            counter.observations.add(
                competitor.observe((x, y) -> count(y.value().data(), own.byClass()[0])));
          }
        });
    return counter;
  }

  private static void count(float[] y, long[] wins) {
    for (int i = 0; i < y.length; i++) {
      wins[i % wins.length] += y[i] > 0 ? 1 : 0;
    }
  }

  /** What was counted so far, a competition each, in the order of the network's parts. */
  public List<MapWins> wins() {
    return List.copyOf(wins);
  }

  /** Counts no more. */
  @Override
  public void close() {
    observations.forEach(Module.Observation::close);
  }

  /** Of a decided network, by class. */
  static List<MapWins> of(Dham dham, Iterable<Batch> batches) {
    Map<Integer, MapWins> wins = new LinkedHashMap<>();
    for (int i = 0; i < dham.steps().size(); i++) {
      if (dham.steps().get(i) instanceof DecidedLayer layer && layer.competes()) {
        wins.put(i, MapWins.none(layer.name(), layer.groups(), dham.outputs()));
      }
    }
    boolean any = false;
    for (Batch batch : batches) {
      any = true;
      int[] labels = batch.labels();
      check(labels, dham.outputs());
      dham.observed()
          .run(
              batch.inputs(),
              (step, x, block, y) -> {
                if (wins.containsKey(step)) {
                  count(y, labels, wins.get(step).byClass());
                }
              });
    }
    if (!any) {
      throw new IllegalArgumentException("wins: no images given");
    }
    return List.copyOf(wins.values());
  }

  private static void count(SparseActivations y, int[] labels, long[][] byClass) {
    y.list();
    int perImage = y.shape().span(1, 3);
    for (int location = 0; location < labels.length * perImage; location++) {
      long[] of = byClass[labels[location / perImage]];
      for (int i = 0; i < y.count(location); i++) {
        of[y.indices()[y.start(location) + i] % of.length]++;
      }
    }
  }

  private static void check(int[] labels, int classes) {
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "wins: an image of class " + label + ", the network has " + classes + " classes");
      }
    }
  }
}
