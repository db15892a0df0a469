package decisive.nn.decide;

import decisive.tensor.io.SafetensorsFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of a decided network, read of the lines that {@link DhamFile} writes. */
final class StepLines {
  private static final Pattern FROM = Pattern.compile("from (\\d{1,9})(?:, (.*))?", Pattern.DOTALL);
  private static final Pattern LINE =
      Pattern.compile(
          "(?<kind>convolution|linear|max pool|average pool|global average pool|flatten)"
              + "(?:, size (?<size>[1-9]\\d{0,8}))?"
              + "(?:, stride (?<stride>[1-9]\\d{0,8}))?"
              + "(?:, padding (?<padding>\\d{1,9}))?"
              + ", (?<rest>.*)",
          Pattern.DOTALL);

  private final Map<String, String> metadata;
  private final StoredFoldedWeights weights;

  /** Of the step that ends a block, its first. */
  private final Map<Integer, Integer> begins = new HashMap<>();

  private final Map<Integer, Shortcut> shortcuts = new HashMap<>();

  StepLines(SafetensorsFile stored) {
    this.metadata = stored.metadata();
    this.weights = new StoredFoldedWeights(stored);
  }

  /**
   * @throws IllegalArgumentException if a line is none, or a tensor is missing: names it
   */
  List<DecidedStep> steps() {
    metadata.forEach(
        (key, line) -> {
          if (key.startsWith(DhamFile.SHORTCUT)) {
            shortcut(key, line);
          }
        });
    List<DecidedStep> steps = new ArrayList<>();
    for (int i = 0; metadata.containsKey(DhamFile.STEP + i); i++) {
      steps.add(step(i, metadata.get(DhamFile.STEP + i)));
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("metadata: no step.0");
    }
    shortcuts
        .keySet()
        .removeIf(step -> steps.size() > step && steps.get(step) instanceof DecidedLayer);
    if (!shortcuts.isEmpty()) {
      throw new IllegalArgumentException(
          "metadata: shortcut." + shortcuts.keySet().iterator().next() + " is of no layer");
    }
    return steps;
  }

  private void shortcut(String key, String line) {
    String index = key.substring(DhamFile.SHORTCUT.length());
    Matcher from = FROM.matcher(line);
    if (!index.matches("\\d{1,9}") || !from.matches()) {
      throw new IllegalArgumentException("metadata: " + key + " is not a shortcut's line");
    }
    begins.put(Integer.valueOf(index), Integer.valueOf(from.group(1)));
    shortcuts.put(
        Integer.valueOf(index),
        from.group(2) == null ? Shortcut.IDENTITY : projection(key, from.group(2)));
  }

  private Shortcut projection(String key, String text) {
    Matcher line =
        Pattern.compile(
                "(?:linear|stride ([1-9]\\d{0,8}), padding (\\d{1,9})), (.*)", Pattern.DOTALL)
            .matcher(text);
    if (!line.matches()) {
      throw new IllegalArgumentException("metadata: " + key + " is not a shortcut's line");
    }
    String name = line.group(3);
    return new Shortcut.Projection(
        name,
        line.group(1) == null
            ? weights.linear(name)
            : weights.convolution(
                name, Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2))));
  }

  private DecidedStep step(int index, String text) {
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      throw notALine(index);
    }
    String kind = line.group("kind");
    List<String> given = new ArrayList<>();
    for (String number : List.of("size", "stride", "padding")) {
      if (line.group(number) != null) {
        given.add(number);
      }
    }
    List<String> wanted =
        switch (kind) {
          case "convolution" -> List.of("stride", "padding");
          case "max pool", "average pool" -> List.of("size", "stride", "padding");
          default -> List.of();
        };
    if (!given.equals(wanted)) {
      throw notALine(index);
    }
    String rest = line.group("rest");
    return switch (kind) {
      case "flatten" -> new DecidedFlatten(rest);
      case "global average pool" -> DecidedPool.global(rest);
      case "max pool" -> pool(rest, DecidedPool.Kind.MAX, line);
      case "average pool" -> pool(rest, DecidedPool.Kind.AVERAGE, line);
      default -> layer(index, rest, line);
    };
  }

  private static IllegalArgumentException notALine(int index) {
    return new IllegalArgumentException(
        "metadata: " + DhamFile.STEP + index + " is not a step's line");
  }

  private static DecidedPool pool(String name, DecidedPool.Kind kind, Matcher line) {
    int size = number(line, "size");
    int padding = number(line, "padding");
    if (padding > size / 2) {
      throw new IllegalArgumentException(
          name + ": padding " + padding + " is more than half the window " + size);
    }
    return new DecidedPool(name, kind, size, number(line, "stride"), padding);
  }

  private static int number(Matcher line, String name) {
    return Integer.parseInt(line.group(name));
  }

  private DecidedLayer layer(int index, String rest, Matcher line) {
    String[] parts = rest.split(", ", 3);
    if (parts.length != 3) {
      throw notALine(index);
    }
    String name = parts[2];
    FoldedWeights own =
        line.group("stride") == null
            ? weights.linear(name)
            : weights.convolution(name, number(line, "stride"), number(line, "padding"));
    DecidedLayer.Keeps keeps =
        switch (parts[1]) {
          case "none" -> DecidedLayer.Keeps.ALL;
          case "relu" -> DecidedLayer.Keeps.POSITIVE;
          default -> DecidedLayer.Keeps.WINNERS;
        };
    if (keeps == DecidedLayer.Keeps.WINNERS && !parts[1].startsWith("groups ")) {
      throw notALine(index);
    }
    return new DecidedLayer(
        name,
        begins.containsValue(index),
        own,
        shortcuts.getOrDefault(index, Shortcut.NONE),
        keeps,
        keeps == DecidedLayer.Keeps.WINNERS
            ? GroupsText.parse(parts[1].substring("groups ".length()), own.outputs())
            : Groups.alone(own.outputs()),
        execution(parts[0]));
  }

  static Execution execution(String text) {
    return Arrays.stream(Execution.values())
        .filter(way -> way.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("metadata: no way to compute a layer: " + text));
  }
}
