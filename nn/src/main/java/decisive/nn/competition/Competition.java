package decisive.nn.competition;

import java.util.Arrays;
import java.util.Objects;

/**
 * Who competes with whom in a network, and what a winner keeps.
 *
 * <pre>{@code
 * Competition.groupsOf(4)              // k: 4 maps a group, at every layer
 * Competition.groups(16)               // c: 16 groups at every layer, so they grow with depth
 * Competition.groupsOfEach(1, 1, 2, 4) // k for each competition of the network, in order
 * Competition.groupsOf(4).strided().winnersToOne()
 * }</pre>
 *
 * <p>Immutable. The paper's names: k maps a group (Table 1), c groups a layer (Table 2).
 */
public final class Competition {
  /** Which maps form a group of k among C. */
  public enum Arrangement {
    /** Maps g·k … g·k + k−1: the paper's text. */
    CONSECUTIVE,
    /** Maps g, g + C/k, g + 2·C/k, …: the authors' program. */
    STRIDED
  }

  private final int[] groupSizes;
  private final int groups;
  private final Arrangement arrangement;
  private final boolean winnersToOne;

  private Competition(int[] groupSizes, int groups, Arrangement arrangement, boolean winnersToOne) {
    this.groupSizes = groupSizes;
    this.groups = groups;
    this.arrangement = arrangement;
    this.winnersToOne = winnersToOne;
  }

  /** No competition: groups of one map, the untouched network. */
  public static Competition none() {
    return groupsOf(1);
  }

  /**
   * @param k maps a group, 1 or more, a divisor of every layer's maps
   */
  public static Competition groupsOf(int k) {
    return groupsOfEach(k);
  }

  /**
   * @param k maps a group for each competition, in the network's order; one value serves for all
   */
  public static Competition groupsOfEach(int... k) {
    if (k.length == 0) {
      throw new IllegalArgumentException("competition: no group size given; give k, 1 or more");
    }
    for (int size : k) {
      positive("maps a group (k)", size);
    }
    return new Competition(k.clone(), 0, Arrangement.CONSECUTIVE, false);
  }

  /**
   * @param c groups a layer, 1 or more, a divisor of every layer's maps
   */
  public static Competition groups(int c) {
    positive("groups a layer (c)", c);
    return new Competition(new int[0], c, Arrangement.CONSECUTIVE, false);
  }

  private static void positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("competition: " + what + " is " + value + ", must be ≥ 1");
    }
  }

  /** The same with {@link Arrangement#STRIDED} groups; they are consecutive otherwise. */
  public Competition strided() {
    return new Competition(groupSizes, groups, Arrangement.STRIDED, winnersToOne);
  }

  /** Decided winners become 1 instead of keeping their value (the paper's binary variant). */
  public Competition winnersToOne() {
    return new Competition(groupSizes, groups, arrangement, true);
  }

  /** Which maps form a group. */
  public Arrangement arrangement() {
    return arrangement;
  }

  /** Whether {@link #winnersToOne} was asked for. */
  public boolean winnersBecomeOne() {
    return winnersToOne;
  }

  /**
   * Maps a group at one place of a network.
   *
   * @param index the competition's number in the network, from 0
   * @param channels maps there
   * @throws IllegalArgumentException if the groups do not divide the maps, or a list of group sizes
   *     ends before this competition
   */
  public int groupSize(int index, int channels) {
    if (groups > 0) {
      if (channels % groups != 0) {
        throw new IllegalArgumentException(
            "competition "
                + index
                + ": "
                + groups
                + " groups do not divide "
                + channels
                + " maps; choose a divisor of "
                + channels);
      }
      return channels / groups;
    }
    if (groupSizes.length > 1 && index >= groupSizes.length) {
      throw new IllegalArgumentException(
          "competition "
              + index
              + ": only "
              + groupSizes.length
              + " group sizes given; give one for each competition, or one for all");
    }
    int k = groupSizes.length == 1 ? groupSizes[0] : groupSizes[index];
    if (channels % k != 0) {
      throw new IllegalArgumentException(
          "competition "
              + index
              + ": groups of "
              + k
              + " do not divide "
              + channels
              + " maps; choose a divisor of "
              + channels);
    }
    return k;
  }

  /**
   * Checks that a list with a value for each competition has as many as the network.
   *
   * @throws IllegalArgumentException naming both numbers
   */
  public void checkCount(int competitions) {
    if (groupSizes.length > 1 && groupSizes.length != competitions) {
      throw new IllegalArgumentException(
          "competition: "
              + groupSizes.length
              + " group sizes given, the network has "
              + competitions
              + " competitions");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Competition that
        && Arrays.equals(groupSizes, that.groupSizes)
        && groups == that.groups
        && arrangement == that.arrangement
        && winnersToOne == that.winnersToOne;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(groupSizes), groups, arrangement, winnersToOne);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text says something else
   */
  public static Competition parse(String text) {
    try {
      String[] words = text.trim().split(" +");
      String numbers = words[0].substring(2);
      Competition competition =
          switch (words[0].substring(0, 2)) {
            case "k=" ->
                groupsOfEach(
                    Arrays.stream(numbers.split(",")).mapToInt(Integer::parseInt).toArray());
            case "c=" -> groups(Integer.parseInt(numbers));
            default -> throw new NumberFormatException();
          };
      for (String word : Arrays.asList(words).subList(1, words.length)) {
        competition =
            switch (word) {
              case "strided" -> competition.strided();
              case "winners=1" -> competition.winnersToOne();
              default -> throw new NumberFormatException();
            };
      }
      return competition;
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "competition '" + text + "': want k=N, k=N,N,… or c=N, then strided, winners=1", e);
    }
  }

  /** As in {@code k=4} or {@code c=16 strided winners=1}. */
  @Override
  public String toString() {
    String size =
        groups > 0 ? "c=" + groups : "k=" + Arrays.toString(groupSizes).replaceAll("[\\[\\] ]", "");
    return size
        + (arrangement == Arrangement.STRIDED ? " strided" : "")
        + (winnersToOne ? " winners=1" : "");
  }
}
