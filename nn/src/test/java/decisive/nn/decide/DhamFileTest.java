package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.competition.Competition;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DhamFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("decisive.nn.decide.DhamTest#designs")
  void comesBackToTheBit(ResNetDesign design) throws IOException {
    Dham dham = Dham.decide(DhamTest.network(design)).withNotes(Map.of("trained on", "noise"));
    Path file = directory.resolve("decided.safetensors");
    dham.save(file);
    Dham read = Dham.read(file);
    Tensor images = DhamTest.images(1, 3);
    assertEquals(dham.logits(images), read.logits(images));
    assertEquals(dham.executions(), read.executions());
    assertEquals(Map.of("trained on", "noise"), read.notes());
  }

  @Test
  void refusesACheckpoint() throws IOException {
    Path file = directory.resolve("net.safetensors");
    Checkpoint.save(file, ResNet.named("resnet8").build(1));
    assertRefused(file, "not a decided network; make one of a checkpoint with 'decisive decide'");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Path file = saved();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
    Exception refused = assertThrows(Exception.class, () -> Dham.read(file));
    assertTrue(refused.getMessage().contains(file.getFileName().toString()), refused.toString());
  }

  @Test
  void refusesLayersThatDoNotFit() throws IOException {
    assertChanged("step.2", "groups 0,1,2,3;", "groups 0,1,2;", "map");
    assertChanged("step.2", "stride 1", "stride x", "step.2 is not a step's line");
    assertChanged("step.2", "stride 1", "stride 0", "step.2 is not a step's line");
    assertChanged("step.2", "padding 1, ", "", "step.2 is not a step's line");
    assertChanged("step.2", "SPARSE", "FAST", "no way to compute a layer: FAST");
    assertChanged("step.1", "layer1.0.conv1", "layer1.9.conv1", "missing tensor layer1.9.conv1");
    assertChanged(
        "step.2", "layer1.0.conv2", "layer2.0.conv2", "groups of 16 maps, the layer has 32");
    assertChanged(
        "step.5", "global average pool", "max pool, size 2, stride 2, padding 0", "after images");
    assertChanged("step.0", "convolution", "linear", "step.0 is not a step's line");
    assertChanged("step.5", "global average pool", "global pool", "step.5 is not a step's line");
    assertChanged("step.6", "linear, ", "linear, stride 1, ", "step.6 is not a step's line");
    assertChanged("step.6", "none, linear", "none, line", "missing tensor line.weight");
    assertChanged("format", "dham-2", "dham-3", "not a decided network");
  }

  @Test
  void refusesShortcutsThatDoNotFit() throws IOException {
    assertChanged("shortcut.2", "from 1", "from 3", "layer1.0.conv2: ends a residual block that");
    assertChanged("shortcut.2", "from 1", "of 1", "shortcut.2 is not a shortcut's line");
    assertChanged(
        "shortcut.2", "from 1", "from 1, stride 1, padding 0, x.0", "missing tensor x.0.weight");
    assertChanged("shortcut.4", "from 3", "from 2", "begins a residual block inside another");
    assertChanged("shortcut.4", "from 3", "from 1", "ends a residual block that did not begin");
    assertChanged(
        "shortcut.4", ", stride 2, padding 0, layer2.0.shortcut.0", "", "identity shortcut: 16");
  }

  private Path saved() throws IOException {
    Path file = directory.resolve("decided.safetensors");
    ResNetDesign design = ResNet.blocks(1, 1).competition(Competition.groupsOf(4));
    Dham.decide(DhamTest.network(design)).save(file);
    return file;
  }

  private void assertChanged(String key, String part, String by, String message)
      throws IOException {
    Path file = saved();
    SafetensorsFile stored = SafetensorsFile.read(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    stored.names().forEach(name -> tensors.put(name, stored.tensor(name)));
    Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
    assertTrue(metadata.get(key).contains(part), metadata.get(key));
    metadata.put(key, metadata.get(key).replace(part, by));
    SafetensorsFile.write(file, tensors, metadata);
    assertRefused(file, message);
  }

  private static void assertRefused(Path file, String message) {
    String actual =
        assertThrows(IllegalArgumentException.class, () -> Dham.read(file)).getMessage();
    assertTrue(actual.startsWith(file.toString()) && actual.contains(message), actual);
  }

  @Test
  void notesMayNotReplaceWhatTheFileSays() {
    Dham dham =
        Dham.decide(DhamTest.network(ResNet.blocks(1).competition(Competition.groupsOf(4))));
    for (String key : List.of("format", "step.0", "shortcut.2", "layer.0")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> dham.withNotes(Map.of(key, "another")))
              .getMessage();
      assertTrue(message.contains("'" + key + "'"), message);
    }
  }
}
