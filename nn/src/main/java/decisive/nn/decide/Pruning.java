package decisive.nn.decide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes a decided network smaller by maps that never or seldom win (the paper's future work). A map
 * that never wins on some images is zero wherever they are looked at, so nothing that the network
 * decides about them changes without it.
 *
 * <p>Maps that compete go, but for the network's outputs. A map that a residual block hands on is
 * the same one in the blocks whose identity shortcuts add it; it goes from all at once. Where one
 * of these layers does not compete, as a stem with ReLU, all must stay.
 */
public final class Pruning {
  /** Of each layer by its name, the layers whose maps go together with its own. */
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
    for (List<String> site : PruningSites.of(dham.steps())) {
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
    List<DecidedStep> steps = new ArrayList<>();
    Kept before = null;
    Kept block = null;
    for (DecidedStep step : dham.steps()) {
      if (!(step instanceof DecidedLayer layer)) {
        steps.add(step);
        continue;
      }
      before = before == null ? Kept.all(layer.weights().inputs()) : before;
      block = layer.beginsBlock() || block == null ? before : block;
      int[] after = kept(layer, removed.get(layer.name()));
      steps.add(
          layer.rearranged(
              before.of(layer.weights().inputs()), block.maps, after, layer.groups().only(after)));
      before = new Kept(after, layer.maps());
    }
    return dham.with(steps);
  }

  /**
   * Maps that stay.
   *
   * @param of so many
   */
  private record Kept(int[] maps, int of) {
    static Kept all(int maps) {
      return new Kept(IntStream.range(0, maps).toArray(), maps);
    }

    /** Among the values that a layer takes: the maps, or those of several locations. */
    int[] of(int values) {
      return DecidedFlatten.values(maps, of, values / of);
    }
  }

  private int maps(String layer) {
    return dham.layers().stream()
        .filter(one -> one.name().equals(layer))
        .mapToInt(DecidedLayer::maps)
        .findFirst()
        .orElseThrow();
  }

  private static int[] kept(DecidedLayer layer, boolean[] removed) {
    int maps = layer.maps();
    int[] kept = IntStream.range(0, maps).filter(m -> removed == null || !removed[m]).toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          "prune: layer " + layer.name() + " would lose all of its " + maps + " maps; prune fewer");
    }
    return kept;
  }

  /** How many maps may go. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d maps may go, %d of them never win; %d at the most",
        candidates.size(),
        silent(),
        most());
  }
}
