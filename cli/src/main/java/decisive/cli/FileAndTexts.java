package decisive.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The words of a command {@code FILE TEXT… | -}, where {@code -} stands for standard input. Without
 * texts that is meant, too, where it is no terminal; the launcher says so by {@code
 * -Ddecisive.input=pipe}, since Java cannot ask.
 */
final class FileAndTexts {
  private static final String STANDARD_INPUT = "-";
  private static final boolean PIPED = "pipe".equals(System.getProperty("decisive.input"));

  private final Path file;
  private final List<String> texts;

  private FileAndTexts(Path file, List<String> texts) {
    this.file = file;
    this.texts = texts;
  }

  /**
   * @param words as given
   * @param what the texts are, such as {@code messages}
   * @throws UsageException if there is no file, or no text
   */
  static FileAndTexts of(List<String> words, String what) {
    if (words.size() == 1 && PIPED) {
      return new FileAndTexts(Path.of(words.get(0)), List.of(STANDARD_INPUT));
    }
    if (words.size() < 2) {
      throw new UsageException(
          (words.isEmpty() ? "the memory's file and " : "")
              + what
              + " are missing: give FILE "
              + what.toUpperCase(Locale.ROOT)
              + "…, or - to read them from standard input, one a line");
    }
    List<String> texts = List.copyOf(words.subList(1, words.size()));
    if (texts.size() > 1 && texts.contains(STANDARD_INPUT)) {
      throw new UsageException("- stands alone: either " + what + " or -, not both");
    }
    return new FileAndTexts(Path.of(words.get(0)), texts);
  }

  /**
   * The file of a command that takes nothing else.
   *
   * @throws UsageException if there is none, or more
   */
  static Path only(List<String> words) {
    if (words.size() != 1) {
      throw new UsageException("give one FILE, the memory's; there are " + words.size());
    }
    return Path.of(words.get(0));
  }

  Path file() {
    return file;
  }

  /** Whether the texts come from standard input. */
  boolean fromInput() {
    return texts.get(0).equals(STANDARD_INPUT);
  }

  /** The texts of the command line. */
  List<String> texts() {
    return texts;
  }

  /** Standard input. */
  static TextLines input() {
    return new TextLines(System.in);
  }

  /**
   * Does something with each text.
   *
   * @throws IllegalArgumentException as the action does; of standard input with the line's number
   */
  void forEach(Action action) throws IOException {
    if (!fromInput()) {
      for (String text : texts) {
        action.accept(text);
      }
      return;
    }
    try (TextLines lines = input()) {
      try {
        for (String line = lines.next(); line != null; line = lines.next()) {
          action.accept(line);
        }
      } catch (IllegalArgumentException bad) {
        throw new IllegalArgumentException("line " + lines.number() + ": " + bad.getMessage(), bad);
      }
    }
  }

  /** What is done with a text. */
  @FunctionalInterface
  interface Action {
    void accept(String text) throws IOException;
  }
}
