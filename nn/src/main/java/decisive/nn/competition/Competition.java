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
 * Competition.groupsEach(16, 8, 8, 4)  // c for each
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

  /** What the numbers say of each competition. */
  private enum Given {
    MAPS_A_GROUP("k", "group size"),
    GROUPS("c", "group count");

    final String letter;
    final String meaning;

    Given(String letter, String meaning) {
      this.letter = letter;
      this.meaning = meaning;
    }
  }

  private final Given given;

  /** One for all competitions, or one for each. */
  private final int[] numbers;

  private final Arrangement arrangement;
  private final boolean winnersToOne;

  private Competition(Given given, int[] numbers, Arrangement arrangement, boolean winnersToOne) {
    this.given = given;
    this.numbers = numbers;
    this.arrangement = arrangement;
    this.winnersToOne = winnersToOne;
  }

  private static Competition of(Given given, int[] numbers) {
    if (numbers.length == 0) {
      throw new IllegalArgumentException(
          "competition: no " + given.meaning + " given; give " + given.letter + ", 1 or more");
    }
    for (int number : numbers) {
      if (number < 1) {
        throw new IllegalArgumentException(
            "competition: "
                + given.meaning
                + " ("
                + given.letter
                + ") is "
                + number
                + ", must be ≥ 1");
      }
    }
    return new Competition(given, numbers.clone(), Arrangement.CONSECUTIVE, false);
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
    return of(Given.MAPS_A_GROUP, k);
  }

  /**
   * @param c groups a layer, 1 or more, a divisor of every layer's maps
   */
  public static Competition groups(int c) {
    return groupsEach(c);
  }

  /**
   * @param c groups for each competition, in the network's order; one value serves for all
   */
  public static Competition groupsEach(int... c) {
    return of(Given.GROUPS, c);
  }

  /** The same with {@link Arrangement#STRIDED} groups; they are consecutive otherwise. */
  public Competition strided() {
    return new Competition(given, numbers, Arrangement.STRIDED, winnersToOne);
  }

  /** Decided winners become 1 instead of keeping their value (the paper's binary variant). */
  public Competition winnersToOne() {
    return new Competition(given, numbers, arrangement, true);
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
    if (numbers.length > 1 && index >= numbers.length) {
      throw new IllegalArgumentException(
          "competition "
              + index
              + ": only "
              + numbers.length
              + " "
              + given.meaning
              + "s given; give one for each competition, or one for all");
    }
    int number = numbers.length == 1 ? numbers[0] : numbers[index];
    if (channels % number != 0) {
      throw new IllegalArgumentException(
          "competition "
              + index
              + ": "
              + (given == Given.GROUPS ? number + " groups" : "groups of " + number)
              + " do not divide "
              + channels
              + " maps; choose a divisor of "
              + channels);
    }
    return given == Given.GROUPS ? channels / number : number;
  }

  /**
   * Checks that a list with a value for each competition has as many as the network.
   *
   * @throws IllegalArgumentException naming both numbers
   */
  public void checkCount(int competitions) {
    if (numbers.length > 1 && numbers.length != competitions) {
      throw new IllegalArgumentException(
          "competition: "
              + numbers.length
              + " "
              + given.meaning
              + "s given, the network has "
              + competitions
              + " competitions");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Competition that
        && given == that.given
        && Arrays.equals(numbers, that.numbers)
        && arrangement == that.arrangement
        && winnersToOne == that.winnersToOne;
  }

  @Override
  public int hashCode() {
    return Objects.hash(given, Arrays.hashCode(numbers), arrangement, winnersToOne);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text says something else
   */
  public static Competition parse(String text) {
    try {
      String[] words = text.trim().split(" +");
      int[] numbers =
          Arrays.stream(words[0].substring(2).split(",")).mapToInt(Integer::parseInt).toArray();
      Competition competition =
          switch (words[0].substring(0, 2)) {
            case "k=" -> groupsOfEach(numbers);
            case "c=" -> groupsEach(numbers);
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
          "competition '" + text + "': want k=N, k=N,N,…, c=N or c=N,N,…, then strided, winners=1",
          e);
    }
  }

  /** As in {@code k=4} or {@code c=16 strided winners=1}. */
  @Override
  public String toString() {
    return given.letter
        + "="
        + Arrays.toString(numbers).replaceAll("[\\[\\] ]", "")
        + (arrangement == Arrangement.STRIDED ? " strided" : "")
        + (winnersToOne ? " winners=1" : "");
  }
}
