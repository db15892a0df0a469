package decisive.experiments.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import decisive.tensor.io.FormatException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A {@link RunConfig} as JSON: its settings by name in snake_case. Strict: an unknown or repeated
 * key, or a value of another type, is an error.
 */
public final class RunConfigJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  /** Settings of which one takes the place of another. */
  private static final List<Set<String>> ALTERNATIVES =
      List.of(Set.of("model", "blocks", "bottleneck"), Set.of("k", "k_per_layer", "c"));

  /** Where a run works: another place changes nothing in its result. */
  private static final Set<String> PLACE = Set.of("data", "threads");

  /** A configuration has some hundred bytes. */
  private static final long LONGEST_FILE = 1 << 20;

  private RunConfigJson() {}

  // ---- writing

  /** Pretty-printed, ending with '\n'. */
  public static String write(RunConfig config) {
    return tree(config).toPrettyString() + "\n";
  }

  /** On one line. */
  static String line(RunConfig config) {
    return tree(config).toString();
  }

  private static ObjectNode tree(RunConfig config) {
    return MAPPER.valueToTree(config);
  }

  // ---- reading

  /**
   * Reads a file, completes it by the defaults, and lets other settings take precedence.
   *
   * @param file JSON, or null for none
   * @param given settings by key, values as in JSON; a {@code c} among them replaces the file's
   *     {@code k}, and so on
   * @throws IllegalArgumentException if the file is not such JSON: names it and the key
   * @throws InvalidSettingException if a setting is missing or out of range
   */
  public static RunConfig read(Path file, Map<String, Object> given) throws IOException {
    ObjectNode settings =
        file == null ? MAPPER.createObjectNode() : object(text(file), file.toString());
    for (Set<String> alternatives : ALTERNATIVES) {
      if (alternatives.stream().anyMatch(given::containsKey)) {
        settings.remove(alternatives);
      }
    }
    given.forEach((key, value) -> settings.set(key, MAPPER.valueToTree(value)));
    return config(settings, String.valueOf(file));
  }

  /** Reads what {@link #line} wrote. */
  static RunConfig parse(String json, String source) {
    return config(object(json, source), source);
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LONGEST_FILE) {
      throw new IllegalArgumentException(file + ": too long for a configuration of a run");
    }
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text; // a byte order mark
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": no JSON: it is not UTF-8 text", e);
    }
  }

  private static ObjectNode object(String json, String source) {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " in line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      String problem = e.getOriginalMessage().replaceAll(" \\(start marker.*", "");
      throw new IllegalArgumentException(
          source + ": no JSON" + where + ": " + FormatException.printable(problem), e);
    }
    throw new IllegalArgumentException(
        source + ": no configuration; it should be a JSON object, as in {\"data\": \"digits\"}");
  }

  private static RunConfig config(ObjectNode settings, String source) {
    try {
      return MAPPER.treeToValue(settings, RunConfig.class);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          source
              + ": unknown key "
              + FormatException.printable(e.getPropertyName())
              + "; keys are "
              + e.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", ")),
          e);
    } catch (ValueInstantiationException e) {
      if (e.getCause() instanceof InvalidSettingException invalid) {
        throw invalid;
      }
      throw new IllegalArgumentException(source + ": " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(source + ": " + mistyped(e, settings), e);
    }
  }

  private static String mistyped(JsonProcessingException e, ObjectNode settings) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String key = mapping.getPath().get(0).getFieldName();
      return key
          + " "
          + FormatException.printable(String.valueOf(settings.get(key)))
          + ": want "
          + wanted(key);
    }
    return FormatException.printable(e.getOriginalMessage());
  }

  private static String wanted(String key) {
    return switch (key) {
      case "data", "model", "temperature", "schedule", "augment" -> "a text in quotes";
      case "blocks", "k_per_layer", "c" -> "a list of whole numbers, as in [1,2,4]";
      case "bottleneck", "strided", "winners_to_one", "nesterov" -> "true or false";
      case "lr", "momentum", "weight_decay", "label_smoothing" -> "a number";
      default -> "a whole number";
    };
  }

  // ---- comparing

  /**
   * In what two configurations would train differently, as in {@code lr is 0.2, was 0.1}. The place
   * of the data is no difference; whether the data are the same, their SHA-256 tells.
   *
   * @return empty if in nothing
   */
  public static List<String> differences(RunConfig now, RunConfig before) {
    ObjectNode newer = tree(now);
    ObjectNode older = tree(before);
    Set<String> keys = new TreeSet<>();
    for (ObjectNode tree : List.of(newer, older)) {
      for (Iterator<String> names = tree.fieldNames(); names.hasNext(); ) {
        keys.add(names.next());
      }
    }
    keys.removeAll(PLACE);
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      JsonNode is = newer.path(key);
      JsonNode was = older.path(key);
      if (!is.equals(was)) {
        differences.add(key + " is " + shown(is) + ", was " + shown(was));
      }
    }
    return differences;
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "not given" : value.toString();
  }
}
