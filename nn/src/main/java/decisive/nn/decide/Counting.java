package decisive.nn.decide;

import decisive.tensor.Batch;
import decisive.tensor.sparse.SparseActivations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what sparse execution does on images, by the lists of rows that it works from. */
final class Counting {
  private final Dham dham;
  private final Map<String, Sum> sums = new LinkedHashMap<>();
  private long images;

  private Counting(Dham dham) {
    this.dham = dham;
  }

  static List<LayerCount> of(Dham dham, Iterable<Batch> batches) {
    Counting counting = new Counting(dham);
    for (Batch batch : batches) {
      counting.see(batch);
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
    private long rows;
    private long outputs;
    private boolean byOnes;

    LayerCount mean(String name, long images) {
      long products = Math.round((double) rows * outputs / images);
      return new LayerCount(
          name, density / images, exact, byOnes ? 0 : products, products, 4 * products);
    }
  }

  private void see(Batch batch) {
    int count = batch.size();
    images += count;
    SparseActivations pixels = SparseActivations.of(batch.inputs());
    long stemRows = dham.stem().selected(pixels, pixels).window();
    DecidedConvolution stem = dham.stem().convolution();
    add(dham.stem().name(), stem, pixels, Groups.alone(dham.channels()), stemRows, count);
    Groups[] groups = {dham.stem().groups(), null}; // of the layer's input and the block's
    dham.logits(
        batch.inputs(),
        (layer, x, block, y) -> {
          if (layer.beginsBlock()) {
            groups[1] = groups[0];
          }
          DecidedLayer.Selected rows = layer.selected(x, block);
          add(layer.name(), layer.convolution(), x, groups[0], rows.window(), count);
          if (layer.projection() != null) {
            String name = DhamFile.around(layer.name());
            add(name, layer.projection(), block, groups[1], rows.around(), count);
          }
          groups[0] = layer.groups();
        });
  }

  private void add(
      String name,
      DecidedConvolution convolution,
      SparseActivations x,
      Groups groups,
      long rows,
      int count) {
    Sum sum = sums.computeIfAbsent(name, n -> new Sum());
    sum.density += x.density() * count;
    sum.rows += rows;
    sum.outputs = convolution.outputs();
    sum.byOnes = groups.winnersToOne();
    sum.exact =
        (long) convolution.output(x.shape()).span(1, 4)
            * convolution.size()
            * convolution.size()
            * groups.count();
  }
}
