package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));
    Exception refused = assertThrows(Exception.class, () -> Dham.read(file));
    assertTrue(refused.getMessage().contains(file.getFileName().toString()), refused.toString());
  }

  @Test
  void refusesLayersThatDoNotFit() throws IOException {
    assertChanged("layer.1", "groups 0,1,2,3;", "groups 0,1,2;", "map");
    assertChanged("layer.1", "stride 1", "stride x", "layer.1 is not a layer's line");
    assertChanged("layer.0", "layer1.0.conv1", "layer1.9.conv1", "missing tensor layer1.9.conv1");
    assertChanged(
        "layer.1", "layer1.0.conv2", "layer2.0.conv2", "groups of 16 maps, the layer has 32");
    assertChanged(
        "layer.1", "around IDENTITY", "around PROJECTION", "missing tensor layer1.0.short");
    assertChanged("layer.0", "layer1.0.conv1", "layer1.0.conv2", "no block's first in front");
  }

  private Path saved() throws IOException {
    Path file = directory.resolve("decided.safetensors");
    ResNetDesign design =
        ResNet.blocks(1, 1).competition(decisive.nn.competition.Competition.groupsOf(4));
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
        Dham.decide(
            DhamTest.network(
                ResNet.blocks(1).competition(decisive.nn.competition.Competition.groupsOf(4))));
    assertThrows(
        IllegalArgumentException.class, () -> dham.withNotes(Map.of("layer.0", "another")));
  }
}
