package decisive.nn.decide;

import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes a decided network smaller by maps that never or seldom win (the paper's future work). A map
 * that never wins on some images is zero wherever they are looked at, so nothing that the network
 * decides about them changes without it.
 *
 * <p>Maps inside a block go freely. A map that blocks hand on is the same one in all blocks of the
 * stage, since their sums go around; it goes from all at once. Where the first of those blocks adds
 * the stem's maps as they are, all must stay.
 */
public final class Pruning {
  /** For each layer by its name, the layers whose maps go together with its own. */
  private final Map<String, List<String>> sites = new HashMap<>();

  private final Dham dham;
  private final List<Candidate> candidates = new ArrayList<>();

  /**
   * A map that may go.
   *
   * @param layer whose it is; of layers that go together the first
   * @param map its number there
   * @param wins on the images, in all layers that go together
   * @param share wins as a multiple of what each map would have if all won equally often
   */
  public record Candidate(String layer, int map, long wins, double share) {}

  /**
   * @param wins of the network on the images that it is to decide as before
   */
  public Pruning(Dham dham, List<MapWins> wins) {
    this.dham = dham;
    Map<String, MapWins> byLayer = new HashMap<>();
    wins.forEach(layer -> byLayer.put(layer.layer(), layer));
    for (List<String> site : sites(dham)) {
      site.forEach(layer -> sites.put(layer, site));
      long[] sums = new long[byLayer.get(site.get(0)).groups().maps()];
      for (String layer : site) {
        long[] all = byLayer.get(layer).all();
        for (int m = 0; m < sums.length; m++) {
          sums[m] += all[m];
        }
      }
      double[] shares = MapWins.shares(sums);
      for (int m = 0; m < sums.length; m++) {
        candidates.add(new Candidate(site.get(0), m, sums[m], shares[m] * sums.length));
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::share));
  }

  /** The layers whose maps may go, in lists of those that go together. */
  private static List<List<String>> sites(Dham dham) {
    List<List<String>> sites = new ArrayList<>();
    List<String> stage = null;
    for (DecidedLayer layer : dham.layers()) {
      switch (layer.around()) {
        case NONE -> sites.add(List.of(layer.name()));
        case PROJECTION -> {
          stage = new ArrayList<>(List.of(layer.name()));
          sites.add(stage);
        }
        case IDENTITY -> {
          if (stage != null) {
            stage.add(layer.name());
          }
        }
        default -> throw new AssertionError(layer.around());
      }
    }
    return sites;
  }

  /** All maps that may go, those that win least first. */
  public List<Candidate> candidates() {
    return List.copyOf(candidates);
  }

  /** Of the {@link #candidates} the first, that never win. */
  public int silent() {
    return (int) candidates.stream().filter(candidate -> candidate.wins() == 0).count();
  }

  /**
   * How many of the first candidates can go before a layer would be empty: one less than would
   * empty one.
   */
  public int most() {
    Map<String, Integer> left = new HashMap<>();
    candidates.forEach(candidate -> left.merge(candidate.layer(), 1, Integer::sum));
    for (int i = 0; i < candidates.size(); i++) {
      if (left.merge(candidates.get(i).layer(), -1, Integer::sum) == 0) {
        return i;
      }
    }
    return candidates.size();
  }

  /**
   * The network without some maps.
   *
   * @throws IllegalArgumentException if a layer would have no maps left
   */
  public Dham without(Collection<Candidate> gone) {
    Map<String, boolean[]> removed = new HashMap<>();
    for (Candidate candidate : gone) {
      for (String layer : sites.get(candidate.layer())) {
        removed.computeIfAbsent(layer, name -> new boolean[maps(name)])[candidate.map()] = true;
      }
    }
    Map<String, int[]> kept = new LinkedHashMap<>();
    for (DecidedLayer layer : dham.layers()) {
      kept.put(layer.name(), kept(layer, removed.get(layer.name())));
    }
    List<DecidedLayer> layers = new ArrayList<>();
    int[] before = all(dham.stem().groups().maps());
    int[] block = before;
    for (DecidedLayer layer : dham.layers()) {
      block = layer.beginsBlock() ? before : block;
      int[] after = kept.get(layer.name());
      layers.add(
          new DecidedLayer(
              layer.name(),
              layer.beginsBlock(),
              some(layer.convolution(), before, after),
              layer.around(),
              layer.projection() == null ? null : some(layer.projection(), block, after),
              layer.groups().only(after),
              layer.execution()));
      before = after;
    }
    int classes = dham.classes();
    Tensor weight = Tensor.zeros(before.length, classes);
    for (int i = 0; i < before.length; i++) {
      System.arraycopy(
          dham.weight().data(), before[i] * classes, weight.data(), i * classes, classes);
    }
    return new Dham(dham.stem(), layers, weight, dham.bias(), dham.notes());
  }

  private int maps(String layer) {
    return dham.layers().stream()
        .filter(one -> one.name().equals(layer))
        .mapToInt(one -> one.groups().maps())
        .findFirst()
        .orElseThrow();
  }

  private static int[] all(int maps) {
    return IntStream.range(0, maps).toArray();
  }

  private static int[] kept(DecidedLayer layer, boolean[] removed) {
    int maps = layer.groups().maps();
    int[] kept = IntStream.range(0, maps).filter(m -> removed == null || !removed[m]).toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          "prune: layer " + layer.name() + " would lose all of its " + maps + " maps; prune fewer");
    }
    return kept;
  }

  /** A convolution of some of its inputs and outputs. */
  private static DecidedConvolution some(
      DecidedConvolution convolution, int[] inputs, int[] outputs) {
    int size = convolution.size();
    Tensor weight = Tensor.zeros(size, size, inputs.length, outputs.length);
    Tensor bias = Tensor.zeros(outputs.length);
    int to = 0;
    for (int tap = 0; tap < size * size; tap++) {
      for (int input : inputs) {
        int from = (tap * convolution.inputs() + input) * convolution.outputs();
        for (int output : outputs) {
          weight.data()[to++] = convolution.weight().data()[from + output];
        }
      }
    }
    for (int i = 0; i < outputs.length; i++) {
      bias.data()[i] = convolution.bias().data()[outputs[i]];
    }
    return new DecidedConvolution(weight, bias, convolution.stride());
  }
}
