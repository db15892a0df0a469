package decisive.nn.decide;

import decisive.tensor.Tensor;
import decisive.tensor.kernels.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a layer's maps lie while it is computed. Pruning leaves groups of different sizes, and maps
 * that are no whole vectors; both are slow. Where it takes no more vectors, groups are filled up to
 * the same size again, and with more groups to whole vectors, by maps whose weights and bias are
 * zero: their sums are 0 (of finite inputs), so they never win. What they cost is not counted
 * ({@link LayerCount}).
 *
 * @param places of each of the layer's maps, ascending
 * @param groups with those that fill up
 */
record Filling(int[] places, Groups groups) {
  private static final int VECTOR = Kernels.NARROW;

  /** Layers as they are computed, and the weights [features, classes] behind them. */
  record Computed(List<DecidedLayer> layers, Tensor weight) {}

  /** Of a network; its own where nothing is to be filled. */
  static Computed computed(DecidedLayer stem, List<DecidedLayer> layers, Tensor weight) {
    List<DecidedLayer> filled = new ArrayList<>();
    Filling before = none(stem.groups());
    Filling block = before;
    for (DecidedLayer layer : layers) {
      block = layer.beginsBlock() ? before : block;
      Filling after = of(layer.groups());
      if (layer.around() == DecidedLayer.Around.IDENTITY && !after.liesAs(block)) {
        return new Computed(layers, weight);
      }
      filled.add(
          before.isNone() && block.isNone() && after.isNone()
              ? layer
              : new DecidedLayer(
                  layer.name(),
                  layer.beginsBlock(),
                  spread(layer.convolution(), before, after),
                  layer.around(),
                  layer.projection() == null ? null : spread(layer.projection(), block, after),
                  after.groups,
                  layer.execution()));
      before = after;
    }
    return new Computed(filled, before.isNone() ? weight : spread(weight, before));
  }

  private static Filling none(Groups groups) {
    return new Filling(IntStream.range(0, groups.maps()).toArray(), groups);
  }

  /** A layer's, whose groups' maps follow each other; of others, none. */
  static Filling of(Groups groups) {
    int maps = (groups.maps() - 1) / VECTOR * VECTOR + VECTOR;
    int largest = 0;
    int next = 0;
    for (int group = 0; group < groups.count(); group++) {
      int[] members = groups.members(group);
      largest = Math.max(largest, members.length);
      for (int map : members) {
        if (map != next++) {
          return none(groups);
        }
      }
    }
    if (maps % largest != 0 || maps / largest < groups.count()) {
      return none(groups);
    }
    int[] places = new int[groups.maps()];
    for (int group = 0; group < groups.count(); group++) {
      int[] members = groups.members(group);
      for (int i = 0; i < members.length; i++) {
        places[members[i]] = group * largest + i;
      }
    }
    int size = largest;
    int[][] members =
        IntStream.range(0, maps / size)
            .mapToObj(group -> IntStream.range(group * size, (group + 1) * size).toArray())
            .toArray(int[][]::new);
    return new Filling(places, Groups.of(members, groups.winnersToOne()));
  }

  /** Whether nothing is filled up. */
  private boolean isNone() {
    return places.length == groups.maps();
  }

  private boolean liesAs(Filling other) {
    return groups.maps() == other.groups.maps() && Arrays.equals(places, other.places);
  }

  private static DecidedConvolution spread(
      DecidedConvolution convolution, Filling inputs, Filling outputs) {
    int size = convolution.size();
    int before = convolution.outputs();
    int after = outputs.groups.maps();
    Tensor weight = Tensor.zeros(size, size, inputs.groups.maps(), after);
    int row = 0;
    for (int tap = 0; tap < size * size; tap++) {
      for (int input : inputs.places) {
        int to = (tap * inputs.groups.maps() + input) * after;
        for (int o = 0; o < before; o++) {
          weight.data()[to + outputs.places[o]] = convolution.weight().data()[row + o];
        }
        row += before;
      }
    }
    Tensor bias = Tensor.zeros(after);
    for (int o = 0; o < before; o++) {
      bias.data()[outputs.places[o]] = convolution.bias().data()[o];
    }
    return new DecidedConvolution(weight, bias, convolution.stride());
  }

  private static Tensor spread(Tensor weight, Filling features) {
    int classes = weight.extent(1);
    Tensor all = Tensor.zeros(features.groups.maps(), classes);
    for (int i = 0; i < features.places.length; i++) {
      System.arraycopy(
          weight.data(), i * classes, all.data(), features.places[i] * classes, classes);
    }
    return all;
  }
}
