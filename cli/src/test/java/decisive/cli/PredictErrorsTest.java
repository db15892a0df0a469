package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.cli.DecisiveTest.Result;
import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that can be wrong with what {@code predict} is given: one line, an exit code, and the
 * old output as it was.
 */
class PredictErrorsTest {
  private static final ResNetDesign DESIGN = ResNet.blocks(1, 1).width(4).channels(2).classes(3);
  private static final byte[] OLD = "what was there".getBytes(StandardCharsets.UTF_8);

  private static final String FILES = "--weights w --input x --out out ";
  private static final String GOOD = FILES + "--blocks 1,1 --phase wta --k 2 ";

  @TempDir private Path directory;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    out = directory.resolve("out");
    Files.write(out, OLD);
    Checkpoint.save(directory.resolve("w"), DESIGN.build(1), Map.of());
    write("x", Map.of("x", Tensor.ones(2, 2, 5, 5)), Map.of());
  }

  /** Whatever went wrong. */
  @AfterEach
  void nothingIsHalfWritten() throws IOException {
    assertEquals("what was there", Files.readString(out));
    try (Stream<Path> files = Files.list(directory)) {
      List<String> left =
          files
              .map(file -> file.getFileName().toString())
              .filter(it -> it.endsWith("tmp"))
              .toList();
      assertEquals(List.of(), left);
    }
  }

  private void write(String name, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    SafetensorsFile.write(directory.resolve(name), tensors, metadata);
  }

  /** File names are those of the directory. */
  private Result run(String options) {
    List<String> words = new ArrayList<>(List.of("predict"));
    String before = "";
    for (String word : options.split(" ")) {
      boolean file = List.of("--weights", "--input", "--out").contains(before);
      words.add(file ? directory.resolve(word).toString() : word);
      before = word;
    }
    return RealCommands.run(words.toArray(String[]::new));
  }

  private void assertFails(int code, String message, String options) {
    Result result = run(options);
    String err = result.err().replace(directory + "/", "");
    assertEquals(
        new Result(code, "", "decisive: " + message + "\n"),
        new Result(result.code(), result.out(), err));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--blocks 1,1 --phase best --k 2 |"
            + " --phase best: unknown; it takes relu, wta or temperature=T",
        "--blocks 1,1 --phase temperature --k 2 |"
            + " --phase temperature: unknown; it takes relu, wta or temperature=T",
        "--blocks 1,1 --phase temperature=hot --k 2 | --phase temperature=hot: T is no number",
        "--blocks 1,1 --phase temperature= --k 2 | --phase temperature=: T is no number",
        "--blocks 1,1 --phase temperature=0 --k 2 |"
            + " --phase temperature=0: T must be positive and finite",
        "--blocks 1,1 --phase temperature=-1 --k 2 |"
            + " --phase temperature=-1: T must be positive and finite",
        "--blocks 1,1 --phase temperature=NaN --k 2 |"
            + " --phase temperature=NaN: T must be positive and finite",
        "--blocks 1,1 --phase temperature=1e999 --k 2 |"
            + " --phase temperature=1e999: T must be positive and finite",
        "--blocks 1,1 --phase wta --k 3 |"
            + " k=3: competition 0: groups of 3 do not divide 4 maps; choose a divisor of 4",
        "--blocks 1,1 --phase wta --c 8 |"
            + " c=8: competition 0: 8 groups do not divide 4 maps; choose a divisor of 4",
        "--blocks 1,1 --phase wta --k-per-layer 1,2 | k=1,2: competition: 2 group sizes given,"
            + " the network has 4 competitions",
        "--blocks 1,1 --phase wta --k 2 --c 2 | --k and --c exclude one another",
        "--blocks 1,1 --phase wta --k 2,4 | --k 2,4: want a whole number of up to 9 digits",
        "--blocks 1,1 --phase wta | one of --k, --k-per-layer and --c is needed;"
            + " --k 1 means no competition",
        "--blocks 1,1 --phase wta --k 2 --batch 0 | --batch 0: want 1 to 65536",
        "--blocks 1,1 --phase wta --k 2 --width 8 | --width 8: w has 4; leave the option out",
        "--blocks 1,1 --phase wta --k 2 --channels 3 |"
            + " --channels 3: w has 2; leave the option out",
        "--blocks 1,1 --phase wta --k 2 --classes 10 |"
            + " --classes 10: w has 3; leave the option out",
        "--model resnet9 --phase wta --k 2 | model resnet9: unknown;"
            + " there are resnet8, resnet18, resnet20, resnet34 and resnet50",
        "--phase wta --k 2 | --model or --blocks is needed: w does not describe its network",
        "--blocks 1,1 --k 2 | --phase is required"
      })
  void usageErrors(String options, String message) {
    assertFails(2, message, FILES + options);
  }

  @Test
  void allThatIsMissingIsNamed() {
    assertFails(2, "--input, --weights are required", "--blocks 1,1 --phase wta --out o");
  }

  @Test
  void theFilesAreCheckedBeforeTheWork() throws IOException {
    String options = "--blocks 1,1 --phase wta --k 2 --weights w --input x ";
    assertFails(
        2,
        "--out none/out: its directory does not exist; create it first",
        options + "--out none/out");
    assertFails(2, "--out w would replace what is read; name another", options + "--out w");
    assertFails(2, "--out x would replace what is read; name another", options + "--out x");
    Files.createDirectory(directory.resolve("d"));
    String isDirectory = " d is a directory; name a file in it";
    assertFails(2, "--out" + isDirectory, options + "--out d");
    assertFails(2, "--weights" + isDirectory, GOOD.replace("--weights w", "--weights d"));
    assertFails(2, "--input" + isDirectory, GOOD.replace("--input x", "--input d"));
  }

  @Test
  void missingFiles() {
    assertFails(1, "none: no such file", GOOD.replace("--weights w", "--weights none"));
    assertFails(1, "none: no such file", GOOD.replace("--input x", "--input none"));
  }

  @Test
  void imagesOfTheWrongShape() throws IOException {
    write("x", Map.of("x", Tensor.ones(2, 5, 5)), Map.of());
    assertFails(1, "x: x is [2,5,5], should be images [N, C, H, W]", GOOD);
    write("x", Map.of("x", Tensor.ones(2, 5, 5, 2)), Map.of());
    assertFails(1, "x: x is [2,5,5,2], images of 5 channels; the network takes 2", GOOD);
    write("x", Map.of("x", Tensor.zeros(0, 2, 5, 5)), Map.of());
    assertFails(1, "x: x is [0,2,5,5], without a pixel", GOOD);
    write("x", Map.of("images", Tensor.ones(2, 2, 5, 5)), Map.of());
    assertFails(1, "x: no tensor 'x'; it holds 1: images", GOOD);
  }

  @Test
  void weightsOfAnotherModel() throws IOException {
    assertFails(
        1,
        "w: not the weights of this network: missing layer3.0.conv1.weight;"
            + " missing layer3.0.conv2.weight; missing layer3.0.shortcut.0.weight",
        FILES + "--model resnet8 --phase wta --k 2");
    assertFails(
        1,
        "w: not the weights of this network: layer1.0.conv1.weight is [4,4,3,3],"
            + " the network wants [4,4,1,1]; missing layer1.0.conv3.weight;"
            + " missing layer1.0.shortcut.0.weight; layer2.0.conv1.weight is [8,4,3,3],"
            + " the network wants [8,16,1,1]; and 2 more",
        FILES + "--blocks 1,1 --bottleneck --phase wta --k 2");
    Checkpoint.save(
        directory.resolve("w"), ResNet.blocks(1, 1, 1).width(4).channels(2).build(1), Map.of());
    Result result = run(GOOD);
    assertEquals(1, result.code());
    assertTrue(result.err().contains("w: not the weights of this network: "), result.err());
    assertTrue(result.err().contains("unexpected layer3.0.conv1.weight"), result.err());
  }

  @Test
  void noWeightsOfAResNet() throws IOException {
    write("w", Map.of("x", Tensor.ones(2)), Map.of());
    assertFails(1, "w: no tensor 'conv1.weight', so not the weights of a ResNet", GOOD);
    write("w", Map.of("conv1.weight", Tensor.ones(4)), Map.of());
    assertFails(1, "w: conv1.weight is [4], should be [width, channels, 3, 3]", GOOD);
    write("w", Map.of("conv1.weight", Tensor.ones(4, 2, 3, 3)), Map.of());
    assertFails(1, "w: no tensor 'linear.weight', so not the weights of a ResNet", GOOD);
    Files.copy(PredictCommandTest.reference("resnet8_digits_k2"), directory.resolve("reference"));
    assertFails(
        1,
        "reference: no tensor 'final.eval.conv1.weight', so not the weights of a ResNet;"
            + " try --prefix init. or step0.grad. or final.",
        GOOD.replace("--weights w", "--weights reference") + "--prefix final.eval.");
  }

  @Test
  void metadataThatMakesNoSense() throws IOException {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    SafetensorsFile plain = SafetensorsFile.read(directory.resolve("w"));
    plain.names().forEach(name -> weights.put(name, plain.tensor(name)));
    Map<String, String> metadata = new LinkedHashMap<>(DESIGN.metadata());
    String options = FILES + "--phase wta --k 2";

    metadata.put("model", "vgg\u001b[31m");
    write("w", weights, metadata);
    assertFails(1, "w: metadata: model 'vgg?[31m' is not a resnet", options);
    metadata.put("model", "resnet-basic");
    metadata.put("width", "wide");
    write("w", weights, metadata);
    assertFails(1, "w: metadata: width 'wide' is no number", options);
    metadata.put("width", "1073741824");
    write("w", weights, metadata);
    Result result = run(options);
    assertEquals(1, result.code());
    assertEquals(1, result.err().lines().count(), result.err());
    metadata.put("width", "4");
    metadata.put("blocks", "[1000, 1000]");
    write("w", weights, metadata);
    assertFails(1, "w: 2000 blocks cannot be in " + weights.size() + " tensors", options);
    metadata.put("blocks", "[2000000000]");
    write("w", weights, metadata);
    assertFails(1, "w: resnet: blocks in a stage is 2000000000, must be at most 1000", options);
    metadata.put("blocks", "[1, 1]");
    metadata.put("competition", "all of them");
    write("w", weights, metadata);
    result = run(FILES + "--blocks 1,1 --phase wta");
    assertEquals(1, result.code());
    assertTrue(
        result.err().contains("w: competition 'all of them': want k=N, k=N,N,…, c=N or c=N,N,…"),
        result.err());
    metadata.remove("competition");
    write("w", weights, metadata);
    assertFails(
        1, "w: metadata: no entry 'competition'; name the model, as the file does not", options);
  }

  @Test
  void damagedAndHostileFiles() throws IOException {
    for (String name : List.of("w", "x")) {
      byte[] whole = Files.readAllBytes(directory.resolve(name));
      for (int length : new int[] {0, 5, 9, 60, whole.length - 1}) {
        Files.write(directory.resolve(name), Arrays.copyOf(whole, length));
        assertRefused(name);
      }
      byte[] longer = Arrays.copyOf(whole, whole.length + 4);
      Files.write(directory.resolve(name), longer);
      assertRefused(name);
      ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putLong(0, Long.MAX_VALUE);
      Files.write(directory.resolve(name), longer);
      assertRefused(name);
      Files.write(directory.resolve(name), whole);
    }
  }

  private void assertRefused(String name) {
    Result result = run(GOOD);
    assertEquals(1, result.code());
    assertEquals("", result.out());
    String start = "decisive: " + directory.resolve(name) + " at byte ";
    assertTrue(result.err().startsWith(start), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }
}
