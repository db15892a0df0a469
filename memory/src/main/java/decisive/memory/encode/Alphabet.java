package decisive.memory.encode;

/**
 * The letters words are made of, numbered from 0. A letter is a {@code char}; {@code ?} is none, as
 * it stands for a letter that is not known.
 */
public final class Alphabet {
  /** a to z. */
  public static final Alphabet LATIN = new Alphabet("abcdefghijklmnopqrstuvwxyz");

  /** The most letters an alphabet has: a cluster of pairs has the square of it. */
  public static final int MAX_SIZE = 1000;

  static final char UNKNOWN = '?';

  private final String letters;

  private Alphabet(String letters) {
    this.letters = letters;
  }

  /**
   * @param letters 1 to {@link #MAX_SIZE}, all different, in the order of their numbers
   * @throws IllegalArgumentException if there are none or too many, one comes twice, or one is
   *     {@code ?}
   */
  public static Alphabet of(String letters) {
    if (letters.isEmpty() || letters.length() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "alphabet: it has " + letters.length() + " letters; there can be 1 to " + MAX_SIZE);
    }
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter == UNKNOWN || Character.isSurrogate(letter) || letters.indexOf(letter) != i) {
        throw new IllegalArgumentException(
            "alphabet \""
                + letters
                + "\": '"
                + letter
                + (letters.indexOf(letter) != i ? "' comes twice" : "' cannot be a letter")
                + "; give single characters, each once, without '?'");
      }
    }
    return new Alphabet(letters);
  }

  /** Number of letters. */
  public int size() {
    return letters.length();
  }

  /** The letters in the order of their numbers. */
  public String letters() {
    return letters;
  }

  /** The letter of a number, 0 to {@code size() - 1}. */
  char letter(int number) {
    return letters.charAt(number);
  }

  /** The number of a letter, or −1. */
  int number(char letter) {
    return letters.indexOf(letter);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Alphabet alphabet && letters.equals(alphabet.letters);
  }

  @Override
  public int hashCode() {
    return letters.hashCode();
  }

  @Override
  public String toString() {
    return letters;
  }
}
