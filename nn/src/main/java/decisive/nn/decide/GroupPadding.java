package decisive.nn.decide;

import decisive.tensor.kernels.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a layer's maps lie while it is computed. Pruning leaves groups of different sizes, and maps
 * that are no whole vectors; both are slow. Where it takes no more vectors, groups are padded to
 * the same size again, and with more groups to whole vectors, by maps whose weights and bias are
 * zero: their sums are 0 (of finite inputs), so they never win. What they cost is not counted
 * ({@link LayerCount}).
 *
 * @param places of each of the layer's maps, ascending
 * @param groups with the padding
 */
record GroupPadding(int[] places, Groups groups) {
  private static final int VECTOR = Kernels.NARROW;

  /** A network's steps with padding; its own where nothing is to be padded. */
  static List<DecidedStep> padded(List<DecidedStep> steps) {
    List<DecidedStep> padded = new ArrayList<>();
    DecidedLayer last = last(steps);
    boolean anything = false;
    GroupPadding before = null; // nothing is known of the network's inputs but that they stay
    GroupPadding block = null;
    for (DecidedStep step : steps) {
      if (!(step instanceof DecidedLayer layer)) {
        padded.add(step);
        continue;
      }
      before = before == null ? none(Groups.alone(layer.weights().inputs())) : before;
      block = layer.beginsBlock() || block == null ? before : block;
      Groups groups = layer.groups();
      GroupPadding after = layer.competes() && layer != last ? of(groups) : none(groups);
      if (layer.shortcut() instanceof Shortcut.Identity && !after.liesAs(block)) {
        return steps;
      }
      if (before.isNone() && block.isNone() && after.isNone()) {
        padded.add(layer);
      } else {
        anything = true;
        padded.add(
            layer.rearranged(
                before.sources(layer.weights().inputs()),
                block.sources(block.places.length),
                after.sources(layer.maps()),
                after.groups));
      }
      before = after;
    }
    return anything ? padded : steps;
  }

  private static DecidedLayer last(List<DecidedStep> steps) {
    DecidedLayer last = null;
    for (DecidedStep step : steps) {
      last = step instanceof DecidedLayer layer ? layer : last;
    }
    return last;
  }

  private static GroupPadding none(Groups groups) {
    return new GroupPadding(IntStream.range(0, groups.maps()).toArray(), groups);
  }

  /** A layer's, whose groups' maps follow each other; of others, none. */
  static GroupPadding of(Groups groups) {
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
    return new GroupPadding(places, Groups.of(members, groups.winnersToOne()));
  }

  /** Whether there is no padding. */
  private boolean isNone() {
    return places.length == groups.maps();
  }

  private boolean liesAs(GroupPadding other) {
    return groups.maps() == other.groups.maps() && Arrays.equals(places, other.places);
  }

  /**
   * Of each map with padding, which one it is without, or −1.
   *
   * @param values of a layer that takes the maps: as many, or those of several locations
   */
  private int[] sources(int values) {
    int[] sources = new int[groups.maps()];
    Arrays.fill(sources, -1);
    for (int i = 0; i < places.length; i++) {
      sources[places[i]] = i;
    }
    return DecidedFlatten.values(sources, places.length, values / places.length);
  }
}
