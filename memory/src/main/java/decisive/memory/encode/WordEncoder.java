package decisive.memory.encode;

import decisive.memory.Clusters;
import decisive.memory.Message;

/**
 * Words of a fixed length over an {@link Alphabet}; a cluster is a window of one or two letters.
 *
 * <pre>
 *   computer   letters          c o m p u t e r         8 clusters of 26 fanals
 *              bigrams          co mp ut er             4 clusters of 676
 *              sliding bigrams  co om mp pu ut te er    7 clusters of 676
 * </pre>
 *
 * <p>Letters alone are the obvious code and the worst: they are few and far from uniform, so their
 * cliques overlap and the memory answers with mixtures of words. Pairs are many and rarer, and
 * sliding pairs also bind the word together: neighbours must agree on the letter they share.
 *
 * <p>In a query {@code co?p?ter} a pair with one unknown letter is <em>blurred</em>, not erased:
 * the 26 of the 676 pairs that have the known letter remain. Of 3,000 common words with two letters
 * hidden, bigrams complete 64 to 70 % from blurred pairs, and 17 to 21 % if these are erased, as
 * they must be for a memory that takes erasures only ({@link Query#message()}).
 *
 * <p>Source of the word experiment: the project's notes on associative memory, last table.
 */
public final class WordEncoder implements Encoder<String> {
  /** The longest words there are encoders for. */
  public static final int MAX_LENGTH = 1000;

  private final String code;
  private final Alphabet alphabet;
  private final int length;

  /** Letters a window has, and letters from one window's start to the next one's. */
  private final int width;

  private final int step;

  private final Clusters clusters;

  private WordEncoder(String code, Alphabet alphabet, int length, int width, int step) {
    this.code = code;
    this.alphabet = alphabet;
    this.length = length;
    this.width = width;
    this.step = step;
    int count = (length - width + step - 1) / step + 1;
    int[] sizes = new int[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = 1;
      for (int at = start(i); at < end(i); at++) {
        sizes[i] *= alphabet.size();
      }
    }
    clusters = Clusters.ofSizes(sizes);
  }

  /**
   * A cluster a letter.
   *
   * @param length letters of a word, 1 to {@link #MAX_LENGTH}
   */
  public static WordEncoder letters(int length, Alphabet alphabet) {
    checkLength("letters", length, 1);
    return new WordEncoder("letters", alphabet, length, 1, 1);
  }

  /**
   * A cluster a pair of letters; of an odd word the last letter has a cluster of its own.
   *
   * @param length letters of a word, 2 to {@link #MAX_LENGTH}
   */
  public static WordEncoder bigrams(int length, Alphabet alphabet) {
    checkLength("bigrams", length, 2);
    return new WordEncoder("bigrams", alphabet, length, 2, 2);
  }

  /**
   * A cluster a pair of neighbours, so each letter but the first and last is in two.
   *
   * @param length letters of a word, 2 to {@link #MAX_LENGTH}
   */
  public static WordEncoder slidingBigrams(int length, Alphabet alphabet) {
    checkLength("sliding", length, 2);
    return new WordEncoder("sliding", alphabet, length, 2, 1);
  }

  /** {@code words8-letters}, {@code -bigrams} or {@code -sliding}; the alphabet unless a to z. */
  @Override
  public String name() {
    String name = "words" + length + "-" + code;
    return alphabet.equals(Alphabet.LATIN)
        ? name
        : name + ":alphabet=" + EncoderName.escape(alphabet.letters());
  }

  /** Letters of a word. */
  public int length() {
    return length;
  }

  public Alphabet alphabet() {
    return alphabet;
  }

  @Override
  public Clusters clusters() {
    return clusters;
  }

  @Override
  public Message encode(String word) {
    int[] numbers = numbers(word, "encode");
    int[] symbols = new int[clusters.count()];
    for (int i = 0; i < symbols.length; i++) {
      for (int at = start(i); at < end(i); at++) {
        if (numbers[at] < 0) {
          throw new IllegalArgumentException(
              name()
                  + ", encode: letter "
                  + (at + 1)
                  + " of \""
                  + word
                  + "\" is unknown; only whole words can be encoded, ask query(\""
                  + word
                  + "\")");
        }
        symbols[i] = symbols[i] * alphabet.size() + numbers[at];
      }
    }
    return Message.of(symbols);
  }

  @Override
  public Decoded<String> decode(Message message) {
    int[] symbols = CompleteMessage.symbols(message, clusters, name());
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < symbols.length; i++) {
      String window = window(i, symbols[i]);
      int overlap = word.length() - start(i);
      if (!window.startsWith(word.substring(start(i)))) {
        return new Decoded.Inconsistent<>(
            name()
                + ": clusters "
                + (i - 1)
                + " and "
                + i
                + " overlap in letter "
                + (start(i) + 1)
                + " and disagree: \""
                + window(i - 1, symbols[i - 1])
                + "\" then \""
                + window
                + "\"");
      }
      word.append(window.substring(overlap));
    }
    return new Decoded.Value<>(word.toString());
  }

  /** A part is a letter. */
  @Override
  public Query query(String partial) {
    int[] numbers = numbers(partial, "query");
    int[][] candidates = new int[clusters.count()][];
    for (int i = 0; i < candidates.length; i++) {
      int[] windows = {0};
      for (int at = start(i); at < end(i); at++) {
        windows = extended(windows, numbers[at]);
      }
      candidates[i] = windows;
    }
    return new Query(clusters, candidates);
  }

  @Override
  public String parse(String text) {
    encode(text);
    return text;
  }

  @Override
  public String format(String word) {
    return parse(word);
  }

  @Override
  public String meaning(int cluster, int symbol) {
    clusters.fanal(cluster, symbol);
    return window(cluster, symbol);
  }

  @Override
  public String toString() {
    return name();
  }

  private static void checkLength(String code, int length, int least) {
    if (length < least || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "words-"
              + code
              + ": words of "
              + length
              + " letters; there can be "
              + least
              + " to "
              + MAX_LENGTH);
    }
  }

  /** The windows that begin with one of these and go on with a letter, or with any if −1. */
  private int[] extended(int[] windows, int number) {
    int choices = number < 0 ? alphabet.size() : 1;
    int[] longer = new int[windows.length * choices];
    for (int i = 0; i < longer.length; i++) {
      longer[i] = windows[i / choices] * alphabet.size() + (number < 0 ? i % choices : number);
    }
    return longer;
  }

  private int start(int cluster) {
    return cluster * step;
  }

  private int end(int cluster) {
    return Math.min(start(cluster) + width, length);
  }

  private String window(int cluster, int symbol) {
    char[] window = new char[end(cluster) - start(cluster)];
    int rest = symbol;
    for (int at = window.length - 1; at >= 0; at--) {
      window[at] = alphabet.letter(rest % alphabet.size());
      rest /= alphabet.size();
    }
    return new String(window);
  }

  /** The numbers of the letters, −1 for unknown ones. */
  private int[] numbers(String word, String operation) {
    if (word.length() != length) {
      throw new IllegalArgumentException(
          name()
              + ", "
              + operation
              + ": \""
              + word
              + "\" has "
              + word.length()
              + " letters, not "
              + length
              + "; write ? for each unknown letter of a query");
    }
    int[] numbers = new int[length];
    for (int i = 0; i < length; i++) {
      char letter = word.charAt(i);
      numbers[i] = alphabet.number(letter);
      if (numbers[i] < 0 && letter != Alphabet.UNKNOWN) {
        throw new IllegalArgumentException(
            name()
                + ", "
                + operation
                + ": letter "
                + (i + 1)
                + " of \""
                + word
                + "\", '"
                + letter
                + "', is not in the alphabet "
                + alphabet);
      }
    }
    return numbers;
  }
}
