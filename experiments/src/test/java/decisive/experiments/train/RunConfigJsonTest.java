package decisive.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration that was written is read as it was, and nothing else is read at all. */
class RunConfigJsonTest {
  @TempDir private Path directory;

  private record Recipe(Integer epochs, Double lr, Double momentum, Boolean nesterov, Long seed) {}

  @Provide
  Arbitrary<RunConfig> configs() {
    Arbitrary<Recipe> recipes =
        Combinators.combine(
                Arbitraries.integers().between(1, 10_000).injectNull(0.2),
                positive().injectNull(0.2),
                Arbitraries.doubles().between(0.1, 0.99),
                Arbitraries.of(true, false),
                Arbitraries.longs())
            .as(Recipe::new);
    return Combinators.combine(
            Arbitraries.strings().ofMinLength(1).filter(text -> !text.isBlank()),
            Arbitraries.of("resnet8", "resnet50", null),
            Arbitraries.of(1, 2, 4),
            Arbitraries.of("none", "flip", "crop4,flip,cutout8"),
            Arbitraries.of("steps", "one-cycle", "cosine", "constant"),
            recipes)
        .as(
            (data, model, groups, augment, schedule, recipe) ->
                new RunConfig(
                    data,
                    model,
                    model == null ? List.of(groups, 1) : null,
                    model == null ? groups == 2 : null,
                    null,
                    groups == 1 ? 1 : null,
                    null,
                    groups == 1 ? null : List.of(groups),
                    groups == 4,
                    null,
                    null,
                    recipe.epochs(),
                    null,
                    recipe.lr(),
                    recipe.momentum(),
                    recipe.nesterov(),
                    schedule,
                    null,
                    null,
                    augment,
                    recipe.seed(),
                    null));
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("configs") RunConfig config) {
    assertEquals(config, RunConfigJson.parse(RunConfigJson.write(config), "test"));
    assertEquals(config, RunConfigJson.parse(RunConfigJson.line(config), "test"));
    assertEquals(List.of(), RunConfigJson.differences(config, config));
  }

  /** Any double above 0, since the text of each must give the same bits back. */
  private static Arbitrary<Double> positive() {
    return Arbitraries.longs()
        .between(1, Double.doubleToLongBits(Double.MAX_VALUE))
        .map(Double::longBitsToDouble);
  }

  private String refused(String json) throws IOException {
    Path file = Files.writeString(directory.resolve("c.json"), json);
    String message =
        assertThrows(IllegalArgumentException.class, () -> RunConfigJson.read(file, Map.of()), json)
            .getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    return message.substring((file + ": ").length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data': 'd', 'k': '2'} | k '2': want a whole number",
        "{'data': 'd', 'k': 2.0} | k 2.0: want a whole number",
        "{'data': 'd', 'k': true} | k true: want a whole number",
        "{'data': 'd', 'k': [2]} | k [2]: want a whole number",
        "{'data': 'd', 'k': 99999999999} | k 99999999999: want a whole number",
        "{'data': 7, 'k': 2} | data 7: want a text in quotes",
        "{'data': 'd', 'k': 2, 'lr': '1'} | lr '1': want a number",
        "{'data': 'd', 'k': 2, 'nesterov': 1} | nesterov 1: want true or false",
        "{'data': 'd', 'k': 2, 'blocks': 'x'} | blocks 'x': want a list of whole numbers, as in"
            + " [1,2,4]",
        "{'data': 'd', 'c': ['x']} | c ['x']: want a list of whole numbers, as in [1,2,4]",
        "{'data': 'd', 'k': 2 | no JSON in line 1, column 21: Unexpected end-of-input: expected close"
            + " marker for Object",
        "{'data': 'd', 'k': 2, 'k': 4} | no JSON in line 1, column 26: Duplicate field 'k'",
        "[] | no configuration; it should be a JSON object, as in {'data': 'digits'}",
      })
  void wrongTypesNameTheKey(String json, String message) throws IOException {
    String quoted = message.replace('\'', '"').replace("field \"k\"", "field 'k'");
    assertEquals(quoted, refused(json.replace('\'', '"')));
  }

  @Test
  void anUnknownKeyIsNamedAndTheKnownOnesListed() throws IOException {
    String message = refused("{\"data\": \"digits\", \"k\": 2, \"lrr\": 1}");
    assertTrue(message.startsWith("unknown key lrr; keys are augment, batch, "), message);
  }

  @Test
  void oneGroupCountNeedsNoList() {
    assertEquals(List.of(4), RunConfigJson.parse("{\"data\": \"d\", \"c\": 4}", "test").c());
  }

  @Test
  void differencesNameBothValuesButNotPlaces() {
    RunConfig a = RunConfigJson.parse("{\"data\": \"a\", \"k\": 2, \"threads\": 1}", "test");
    RunConfig b = RunConfigJson.parse("{\"data\": \"b\", \"c\": 2, \"lr\": 0.5}", "test");
    assertEquals(
        List.of("c is not given, was [2]", "k is 2, was not given", "lr is 0.1, was 0.5"),
        RunConfigJson.differences(a, b));
  }
}
