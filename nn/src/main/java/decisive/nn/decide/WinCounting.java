package decisive.nn.decide;

import decisive.tensor.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts who wins while a decided network looks at images. */
final class WinCounting {
  private WinCounting() {}

  static List<MapWins> of(Dham dham, Iterable<Batch> batches) {
    Map<DecidedLayer, long[][]> wins = new LinkedHashMap<>();
    for (DecidedLayer layer : dham.layers()) {
      wins.put(layer, new long[dham.classes()][layer.groups().maps()]);
    }
    boolean any = false;
    for (Batch batch : batches) {
      any = true;
      int[] labels = batch.labels();
      for (int label : labels) {
        if (label >= dham.classes()) {
          throw new IllegalArgumentException(
              "wins: an image of class "
                  + label
                  + ", the network tells "
                  + dham.classes()
                  + " classes apart");
        }
      }
      dham.logits(
          batch.inputs(),
          (layer, x, block, y) -> {
            y.list();
            int perImage = y.shape().span(1, 3);
            for (int location = 0; location < labels.length * perImage; location++) {
              long[] of = wins.get(layer)[labels[location / perImage]];
              for (int i = 0; i < y.count(location); i++) {
                of[y.indices()[y.start(location) + i] % of.length]++;
              }
            }
          });
    }
    if (!any) {
      throw new IllegalArgumentException("wins: no images given");
    }
    List<MapWins> all = new ArrayList<>();
    wins.forEach((layer, counts) -> all.add(new MapWins(layer.name(), layer.groups(), counts)));
    return all;
  }
}
