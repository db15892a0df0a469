package decisive.nn.decide;

import decisive.nn.competition.Competitor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.SparseKernels;
import decisive.tensor.kernels.UnaryOp;
import java.util.Arrays;

/**
 * Which maps of a layer compete with each other, and what a winner keeps. Groups need not be of one
 * size: pruning makes them smaller.
 *
 * <pre>
 *   y[m] = a[m] if a[m] = max of its group, else 0          a = max(x, 0)
 *   y[m] = 1 instead of a[m], where winners become one and the group has a positive map
 * </pre>
 *
 * <p>Ties all win, and NaN takes its whole group, as in training's competition.
 */
public final class Groups {
  private final int maps;
  private final int[][] members;
  private final boolean winnersToOne;

  /** Maps a group and the distance of its maps where all groups are alike; 0 otherwise. */
  private final int size;

  private final int step;

  private Groups(int maps, int[][] members, boolean winnersToOne) {
    this.maps = maps;
    this.members = members;
    this.winnersToOne = winnersToOne;
    int k = members[0].length;
    boolean consecutive = Arrays.deepEquals(members, regular(members.length, k, k, 1));
    boolean strided = Arrays.deepEquals(members, regular(members.length, k, 1, members.length));
    this.size = consecutive || strided ? k : 0;
    this.step = consecutive ? 1 : members.length;
  }

  /** Map m of group g is g · group + m · step. */
  private static int[][] regular(int groups, int k, int group, int step) {
    int[][] members = new int[groups][k];
    for (int g = 0; g < groups; g++) {
      for (int m = 0; m < k; m++) {
        members[g][m] = g * group + m * step;
      }
    }
    return members;
  }

  /**
   * @param members the maps of each group, ascending; together 0 to maps − 1, each once
   * @param winnersToOne whether winners become 1
   * @throws IllegalArgumentException if a map is missing or in two groups, or a group is empty
   */
  public static Groups of(int[][] members, boolean winnersToOne) {
    int maps = Arrays.stream(members).mapToInt(group -> group.length).sum();
    boolean[] seen = new boolean[maps];
    for (int[] group : members) {
      if (group.length == 0) {
        throw new IllegalArgumentException("groups: a group has no maps; leave it out");
      }
      for (int map : group) {
        if (map < 0 || map >= maps || seen[map]) {
          throw new IllegalArgumentException(
              "groups: map " + map + " is not one of " + maps + ", or is in two groups");
        }
        seen[map] = true;
      }
    }
    if (maps == 0) {
      throw new IllegalArgumentException("groups: no maps");
    }
    return new Groups(
        maps, Arrays.stream(members).map(int[]::clone).toArray(int[][]::new), winnersToOne);
  }

  /** Maps that do not compete: each keeps what is positive. */
  public static Groups alone(int maps) {
    return of(regular(maps, 1, 1, 1), false);
  }

  /** Those of a network's competition. */
  static Groups of(Competitor competitor) {
    int[][] members = new int[competitor.groups()][competitor.groupSize()];
    for (int g = 0; g < members.length; g++) {
      for (int m = 0; m < members[g].length; m++) {
        members[g][m] = competitor.map(g, m);
      }
    }
    return of(members, competitor.winnersBecomeOne());
  }

  /** The same groups, winners becoming 1. */
  Groups toOne() {
    return new Groups(maps, members, true);
  }

  /** The groups that some of the maps, ascending, make when the others are gone. */
  Groups only(int[] kept) {
    int[] place = new int[maps];
    Arrays.fill(place, -1);
    for (int i = 0; i < kept.length; i++) {
      place[kept[i]] = i;
    }
    int[][] left =
        Arrays.stream(members)
            .map(group -> Arrays.stream(group).map(m -> place[m]).filter(m -> m >= 0).toArray())
            .filter(group -> group.length > 0)
            .toArray(int[][]::new);
    return of(left, winnersToOne);
  }

  /** Maps. */
  public int maps() {
    return maps;
  }

  /** Groups. */
  public int count() {
    return members.length;
  }

  /** The maps of a group. */
  public int[] members(int group) {
    return members[group].clone();
  }

  /** Whether winners become 1. */
  public boolean winnersToOne() {
    return winnersToOne;
  }

  /** Whether any maps compete, or a winner's value is changed. */
  public boolean competes() {
    return winnersToOne || members.length < maps;
  }

  /**
   * Decides at neighbouring locations, in place.
   *
   * @param y the locations' maps, from {@code offset} on
   * @param factors memory to work in, as long as y
   */
  void decide(float[] y, int offset, int locations, float[] factors) {
    Kernels kernels = KernelSet.active();
    int n = locations * maps;
    if (!competes()) {
      kernels.unary(UnaryOp.RELU, y, offset, y, offset, n);
      return;
    }
    if (size == 0) {
      for (int i = offset; i < offset + n; i += maps) {
        decideByTable(y, i);
      }
      return;
    }
    if (step == 1) {
      kernels.compete(
          y, offset, locations * members.length, size, 1, Float.POSITIVE_INFINITY, factors, y);
    } else {
      for (int i = offset; i < offset + n; i += maps) {
        kernels.compete(y, i, members.length, size, step, Float.POSITIVE_INFINITY, factors, y);
      }
    }
    if (winnersToOne) { // a factor is 1, 0 or NaN
      System.arraycopy(factors, offset, y, offset, n);
    }
  }

  /**
   * Decides at neighbouring locations and marks what is left, without writing the rest: bit m mod
   * 64 of {@code marks[i·⌈maps / 64⌉ + ⌊m / 64⌋]} for map m of location i.
   *
   * @param y the locations' maps, from {@code offset} on; what is left has its value there after
   * @param stride floats from a location to the next
   */
  void mark(float[] y, int offset, int stride, int locations, long[] marks) {
    if (size > 0) {
      KernelSet.active().markWinners(y, offset, stride, locations, count(), size, step, marks);
    } else {
      for (int i = 0; i < locations; i++) {
        markByTable(y, offset + i * stride, marks, i * chunks());
      }
    }
    for (int i = 0; winnersToOne && i < locations * chunks(); i++) {
      int first = offset + i / chunks() * stride + i % chunks() * SparseKernels.CHUNK;
      for (long left = marks[i]; left != 0; left &= left - 1) {
        int map = first + Long.numberOfTrailingZeros(left);
        y[map] = Float.isNaN(y[map]) ? Float.NaN : 1;
      }
    }
  }

  private int chunks() {
    return (maps + SparseKernels.CHUNK - 1) / SparseKernels.CHUNK;
  }

  private void decideByTable(float[] y, int offset) {
    for (int[] group : members) {
      float largest = largest(y, offset, group);
      for (int map : group) {
        boolean wins = y[offset + map] == largest && largest > 0;
        float left = wins ? winnersToOne ? 1 : largest : 0;
        y[offset + map] = Float.isNaN(largest) ? largest : left;
      }
    }
  }

  private void markByTable(float[] y, int offset, long[] marks, int to) {
    Arrays.fill(marks, to, to + chunks(), 0);
    for (int[] group : members) {
      float largest = largest(y, offset, group);
      boolean isNaN = Float.isNaN(largest);
      for (int map : group) {
        y[offset + map] = isNaN ? largest : y[offset + map];
        long wins = isNaN || y[offset + map] == largest && largest > 0 ? 1 : 0; // no branch
        marks[to + map / SparseKernels.CHUNK] |= wins << map;
      }
    }
  }

  /** Of a group's maps, or 0 if none is positive, or NaN if one is. */
  private static float largest(float[] y, int offset, int[] group) {
    float largest = 0;
    boolean anyNaN = false;
    for (int map : group) {
      float value = y[offset + map];
      largest = value > largest ? value : largest;
      anyNaN |= Float.isNaN(value);
    }
    return anyNaN ? Float.NaN : largest;
  }
}
