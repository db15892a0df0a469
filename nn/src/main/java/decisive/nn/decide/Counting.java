package decisive.nn.decide;

import decisive.nn.count.ExecutedCount;
import decisive.tensor.Batch;
import decisive.tensor.sparse.SparseActivations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what sparse execution does on images, by the lists that it works from. */
final class Counting {
  private final Dham dham;

  /** What each layer takes. */
  private final List<Input> inputs;

  private final Map<String, Sum> sums = new LinkedHashMap<>();
  private long images;

  private Counting(Dham dham) {
    this.dham = dham;
    this.inputs = Input.of(dham.steps());
  }

  static List<LayerCount> of(Dham dham, Iterable<Batch> batches) {
    Counting counting = new Counting(dham);
    for (Batch batch : batches) {
      counting.images += batch.size();
      dham.observed()
          .run(batch.inputs(), (step, x, block, y) -> counting.see(step, x, block, batch.size()));
    }
    if (counting.images == 0) {
      throw new IllegalArgumentException("count: no images given");
    }
    List<LayerCount> counts = new ArrayList<>();
    counting.sums.forEach((name, sum) -> counts.add(sum.mean(name, counting.images)));
    return counts;
  }

  /** Over all images so far. */
  private static final class Sum {
    private double density;
    private long exact;
    private long executed;
    private boolean byOnes;

    LayerCount mean(String name, long images) {
      long products = Math.round((double) executed / images);
      return new LayerCount(
          name, density / images, exact, byOnes ? 0 : products, products, 4 * products);
    }
  }

  private void see(int step, SparseActivations x, SparseActivations block, int count) {
    DecidedLayer layer = (DecidedLayer) dham.steps().get(step);
    if (layer == dham.readOut()) {
      return;
    }
    Input input = inputs.get(step);
    add(layer.name(), layer.weights(), x, input, count);
    if (layer.shortcut() instanceof Shortcut.Projection projection) {
      add(projection.name(), projection.weights(), block, input.ofBlock, count);
    }
  }

  private void add(
      String name, FoldedWeights weights, SparseActivations x, Input input, int count) {
    x.list();
    Sum sum = sums.computeIfAbsent(name, n -> new Sum());
    sum.density += x.density() * count;
    sum.executed += ExecutedCount.products(x::count, weights.geometry(x.shape()));
    sum.byOnes = input.ones;
    sum.exact =
        (long) weights.geometry(x.shape()).output().span(1, 4)
            * weights.size()
            * weights.size()
            * input.active(weights.inputs());
  }

  /**
   * What comes to a layer, by who competed before.
   *
   * @param groups of those maps; each alone if none did
   * @param windows locations that pooling made one of
   * @param ones whether what is not zero is 1
   * @param ofBlock what comes to the layer's block, or null outside one
   */
  private record Input(Groups groups, long windows, boolean ones, Input ofBlock) {
    /** For each step; only those of layers matter. */
    static List<Input> of(List<DecidedStep> steps) {
      List<Input> inputs = new ArrayList<>();
      Input now = null;
      Input block = null;
      for (DecidedStep step : steps) {
        if (step instanceof DecidedLayer layer) {
          int values = layer.weights().inputs();
          now = now == null ? new Input(Groups.alone(values), 1, false, null) : now;
          block = layer.beginsBlock() ? now : block;
          inputs.add(new Input(now.groups, now.windows, now.ones, block));
          now = new Input(layer.groups(), 1, layer.groups().winnersToOne(), null);
        } else {
          inputs.add(now);
          now = now != null && step instanceof DecidedPool pool ? now.pooled(pool) : now;
        }
      }
      return inputs;
    }

    private Input pooled(DecidedPool pool) {
      return switch (pool.kind()) {
        case MAX -> new Input(groups, windows * pool.size() * pool.size(), ones, null);
        case AVERAGE -> new Input(groups, windows * pool.size() * pool.size(), false, null);
        case GLOBAL_AVERAGE -> new Input(Groups.alone(groups.maps()), 1, false, null);
      };
    }

    /** Inputs of a location that can be other than zero: pooled, several of a group. */
    long active(int values) {
      long active = 0;
      for (int group = 0; group < groups.count(); group++) {
        active += Math.min(groups.members(group).length, windows);
      }
      return active * (values / groups.maps());
    }
  }
}
