package decisive.experiments.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the classes that a network learned, in the metadata of its file: a JSON list under
 * {@code class_names}. Files without are still read; their classes are taken as they come.
 */
public final class ClassNames {
  public static final String KEY = "class_names";

  private static final JsonMapper JSON = new JsonMapper();

  private ClassNames() {}

  /** The text that the metadata keep. */
  static String text(List<String> names) {
    try {
      return JSON.writeValueAsString(names);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts cannot fail", e);
    }
  }

  /**
   * What the metadata say.
   *
   * @param classes of the network
   * @throws IllegalArgumentException if they are no list of so many names
   */
  static Optional<List<String>> of(Map<String, String> metadata, int classes) {
    String text = metadata.get(KEY);
    if (text == null) {
      return Optional.empty();
    }
    try {
      List<String> names = List.of(JSON.readValue(text, String[].class));
      if (names.size() == classes) {
        return Optional.of(names);
      }
    } catch (JsonProcessingException | NullPointerException e) {
      // said below
    }
    throw new IllegalArgumentException(KEY + " '" + text + "': want " + classes + " names");
  }

  /**
   * Compares a data set's classes with those that a network learned, if these are known.
   *
   * @param data the data set, for the error
   * @param file the network's, for the error
   * @throws IllegalArgumentException if one has another name: says which
   */
  public static void check(
      String data, List<String> names, Path file, Optional<List<String>> learned) {
    if (learned.isEmpty() || learned.get().equals(names)) {
      return;
    }
    for (int label = 0; label < Math.min(names.size(), learned.get().size()); label++) {
      if (!names.get(label).equals(learned.get().get(label))) {
        throw new IllegalArgumentException(
            data
                + ": its class "
                + label
                + " is '"
                + names.get(label)
                + "', the network of "
                + file
                + " learned '"
                + learned.get().get(label)
                + "' as class "
                + label
                + "; classes are numbered in the order of their names, so give the folders the"
                + " names that they had: "
                + String.join(", ", learned.get()));
      }
    }
  }
}
