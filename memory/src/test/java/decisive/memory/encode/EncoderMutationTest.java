package decisive.memory.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.testing.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged names and tables are refused, or give an encoder that keeps its own name. */
class EncoderMutationTest {
  @TempDir private Path directory;

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "words8-letters:alphabet=ab%2Btwins+twins:clusters=4,seed=-3",
        "fixed6-4:a=b/c=d",
        "csv:colour=red,green/size=small",
        "image28x28:levels=4,maximum=16",
        "symbols8x256",
        "bytes6:bits=12"
      })
  void names(String name) throws IOException {
    Path file = Files.writeString(directory.resolve("name"), name);
    Mutations.of(file)
        .named("") // there is no file
        .check(
            () -> {
              String own = Encoder.named(text(file)).name();
              assertEquals(own, Encoder.named(own).name());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "tsv", "fixed6-6"})
  void tables(String format) throws IOException {
    String rows = "colour,size\nred,small\ngreen,big\nblue,small\n";
    Path file = directory.resolve("table");
    Files.writeString(
        file,
        switch (format) {
          case "csv" -> rows;
          case "tsv" -> rows.replace(',', '\t');
          default -> "coloursize\nred   small\ngreen big\nblue  small\n";
        });
    Mutations.of(file)
        .named("")
        .check(
            () -> {
              List<String> table = text(file).lines().toList();
              TableEncoder encoder = TableEncoder.learn(format, table);
              for (String line : table.subList(1, table.size())) {
                List<String> row = encoder.parse(line);
                assertEquals(row, encoder.decode(encoder.encode(row)).value());
              }
            });
  }
}
