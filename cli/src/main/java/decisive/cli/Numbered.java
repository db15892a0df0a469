package decisive.cli;

import java.util.List;

/** A number that a command wants as its only word. */
final class Numbered {
  private Numbered() {}

  /**
   * @param what has numbers, as in {@code lesson}
   * @throws UsageException unless there is one word, and it is a number
   */
  static int of(List<String> words, String what) {
    if (words.size() != 1) {
      throw new UsageException("say which " + what + ", by its number");
    }
    try {
      return Integer.parseInt(words.get(0));
    } catch (NumberFormatException e) {
      throw new UsageException(
          what + " " + words.get(0) + ": that is no number; " + what + "s are named by numbers");
    }
  }
}
