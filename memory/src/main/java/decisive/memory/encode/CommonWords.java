package decisive.memory.encode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The word list that comes with the project, to learn and demonstrate with. */
public final class CommonWords {
  private static final String RESOURCE = "words8.txt";

  private CommonWords() {}

  /** 3,500 common English words of 8 letters a to z, most frequent first, all different. */
  public static List<String> ofEightLetters() {
    try (InputStream in = CommonWords.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "common words: the resource " + RESOURCE + " is missing; build the module again");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("common words: the resource " + RESOURCE + " is broken", e);
    }
  }
}
