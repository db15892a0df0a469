package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import decisive.autograd.NoGradient;
import decisive.autograd.Variable;
import decisive.cli.DecisiveTest.Result;
import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.checkpoint.TorchLayout;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions against PyTorch's, and against the library's own. */
class PredictCommandTest {
  @TempDir private Path directory;

  static Path reference(String name) {
    try {
      return Path.of(
          PredictCommandTest.class.getResource("/reference/" + name + ".safetensors").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tensors under {@code final.}, under their plain names. */
  static Map<String, Tensor> finalWeights(SafetensorsFile reference) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (String name : reference.names()) {
      if (name.startsWith("final.") && !name.startsWith("final.eval.")) {
        weights.put(name.substring("final.".length()), reference.tensor(name));
      }
    }
    return weights;
  }

  /** Runs {@code predict} with the options and reads the logits. */
  private Tensor predict(String options, Object... paths) throws IOException {
    Path out = directory.resolve("logits.safetensors");
    List<String> words = new ArrayList<>(List.of("predict", "--out", out.toString()));
    words.addAll(Arrays.asList(options.formatted(paths).split(" ")));
    Result result = RealCommands.run(words.toArray(String[]::new));
    assertEquals(0, result.code(), result.err());
    SafetensorsFile file = SafetensorsFile.read(out);
    assertEquals(List.of("logits"), List.copyOf(file.names()));
    assertEquals(out + ": logits " + file.shape("logits") + "\n", result.out());
    return file.tensor("logits");
  }

  private static void assertAgrees(Tensor theirs, Tensor ours, String what) {
    assertEquals(theirs.shape(), ours.shape(), what);
    for (int i = 0; i < theirs.size(); i++) {
      double their = theirs.data()[i];
      double our = ours.data()[i];
      if (!(Math.abs(our - their) <= 1e-4 + 1e-3 * Math.abs(their))) {
        fail(what + " element " + i + ": PyTorch " + their + ", ours " + our);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resnet8_digits_k2 | --blocks 1,1,1 --width 16 --channels 1 --k 2 | 10",
        "resnet8_digits_k2 | --model resnet8 --k 2 | 10",
        "resnet20_k4 | --model resnet20 --k 4 | 30",
        "bottleneck11_k8 | --blocks 1,1,1 --bottleneck --width 8 --classes 7 --k 8 | 3",
        "bottleneck11_k8 | --blocks 1,1,1 --bottleneck --k 8 | 3"
      })
  void agreesWithPyTorch(String name, String network, String temperature) throws IOException {
    Path path = reference(name);
    SafetensorsFile stored = SafetensorsFile.read(path);
    Path plain = directory.resolve("plain.safetensors");
    SafetensorsFile.write(plain, finalWeights(stored), Map.of());
    for (String phase : List.of("temperature=" + temperature, "wta")) {
      String options = network + " --phase " + phase;
      String key = "final.eval.logits." + phase.replaceAll("=.*", "");
      Tensor logits = predict(options + " --prefix final. --weights %s --input %s", path, path);
      assertAgrees(stored.tensor(key), logits, name + " " + key);
      assertEquals(
          logits,
          predict(options + " --weights %s --input %s", plain, path),
          "the same bits under plain names");
      // Small batches are convolved by another algorithm, so the last bits may differ.
      Tensor inParts = predict(options + " --weights %s --input %s --batch 3", plain, path);
      assertAgrees(stored.tensor(key), inParts, name + " " + key + " in batches of 3");
    }
  }

  @Test
  @SuppressWarnings("try") // the scope acts by being open
  void aCheckpointDescribesItsNetwork() throws IOException {
    Competition among = Competition.groupsOfEach(1, 2, 4, 8);
    ResNet net = ResNet.blocks(1, 1).width(8).channels(2).classes(3).competition(among).build(7);
    Path weights = directory.resolve("net.safetensors");
    Checkpoint.save(weights, net);
    Tensor x = Tensor.uniform(new Generator(1), -1, 1, 5, 2, 6, 7);
    Path input = directory.resolve("x.safetensors");
    SafetensorsFile.write(input, Map.of("x", x), Map.of());
    Phase.decided().set(net);
    net.eval();
    Tensor expected;
    try (NoGradient scope = new NoGradient()) {
      expected = net.apply(Variable.constant(TorchLayout.imagesFromTorch(x))).value();
    }
    String files = "--weights %s --input %s ".formatted(weights, input);
    Tensor described = predict(files + "--phase wta");
    assertEquals(expected, described);
    assertEquals(described, predict(files + "--phase wta --blocks 1,1 --k-per-layer 1,2,4,8"));
    assertEquals(described, predict(files + "--phase wta --width 8 --channels 2 --classes 3"));
    assertEquals(described, predict(files + "--phase wta --batch 2"));

    Tensor relu = predict(files + "--phase relu");
    assertEquals(relu, predict(files + "--phase wta --k 1"));
    for (String other :
        List.of("--k 2", "--c 2", "--strided", "--winners-to-one", "--phase temperature=5")) {
      String options = other.startsWith("--phase") ? other : "--phase wta " + other;
      assertFalse(described.equals(predict(files + options)), other);
    }
    assertEquals(
        predict(files + "--phase wta --k 4"), predict(files + "--phase temperature=1e30 --k 4"));
  }

  @Test
  void theFileSaysWhatMadeTheLogits() throws IOException {
    Path path = reference("resnet8_digits_k2");
    predict(
        "--model resnet8 --k 2 --strided --prefix final. --phase temperature=2.5"
            + " --weights %s --input %s",
        path, path);
    Map<String, String> metadata =
        SafetensorsFile.read(directory.resolve("logits.safetensors")).metadata();
    assertEquals("k=2 strided", metadata.get("competition"));
    assertEquals("temperature=2.5", metadata.get("phase"));
    assertEquals("[1, 1, 1]", metadata.get("blocks"));
    assertTrue(metadata.get("weights_sha256").matches("[0-9a-f]{64}"), metadata.toString());
  }

  @Test
  void help() {
    Result result = RealCommands.run("predict", "--help");
    assertEquals(0, result.code());
    assertEquals("", result.err());
    for (String option :
        List.of(
            "--weights PATH ",
            "--input PATH ",
            "--out PATH ",
            "--phase VALUE ",
            "--model VALUE ",
            "--blocks A,B,... ",
            "--bottleneck ",
            "--width N ",
            "--channels N ",
            "--classes N ",
            "--k N ",
            "--k-per-layer A,B,... ",
            "--c A,B,... ",
            "--strided ",
            "--winners-to-one ",
            "--batch N ",
            "--prefix VALUE ")) {
      assertTrue(result.out().contains("\n  " + option), result.out());
    }
    assertTrue(
        result.out().contains("images at a time; may change last bits (default 64)"), result.out());
    assertEquals(result, RealCommands.run("help", "predict"));
  }
}
