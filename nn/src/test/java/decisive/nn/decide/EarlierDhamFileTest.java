package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of {@code decisive-dham-1}, and the logits that the version which wrote them gave. */
class EarlierDhamFileTest {
  private static final String BASIC = "basic-pruned";

  @TempDir Path directory;

  private static Path resource(String name) {
    try {
      return Path.of(
          EarlierDhamFileTest.class.getResource("/decided/" + name + ".safetensors").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Pruned, computed in both ways, with projections; bottlenecks whose winners become 1. */
  @ParameterizedTest
  @ValueSource(strings = {BASIC, "bottleneck-winners-to-one"})
  void giveTheSameLogitsToTheBit(String name) throws IOException {
    Dham dham = Dham.read(resource(name));
    SafetensorsFile expected = SafetensorsFile.read(resource(name + "-logits"));
    assertEquals(expected.tensor("logits"), dham.logits(expected.tensor("x")));
    Path again = directory.resolve("again.safetensors");
    dham.save(again);
    assertEquals(expected.tensor("logits"), Dham.read(again).logits(expected.tensor("x")));
    assertEquals(dham.executions(), Dham.read(again).executions());
    assertEquals(dham.notes(), Dham.read(again).notes());
  }

  @Test
  void keepTheirNotesAndExecutions() throws IOException {
    Dham dham = Dham.read(resource(BASIC));
    assertTrue(Dham.isDecided(SafetensorsFile.read(resource(BASIC))));
    assertEquals(Map.of("trained on", "noise"), dham.notes());
    assertEquals(6, dham.executions().size());
    assertEquals(
        new Dham.LayerExecution("layer1.0.conv2", Execution.SPARSE), dham.executions().get(1));
  }

  @Test
  void areRefusedWhereTheyDoNotFit() throws IOException {
    assertChanged("layer.1", "groups 0,1;2,3;", "groups 0,1;2;", "map");
    assertChanged("layer.1", "stride 1", "stride x", "layer.1 is not a layer's line");
    assertChanged("layer.1", "SPARSE", "FAST", "no way to compute a layer: FAST");
    assertChanged("layer.0", "layer1.0.conv1", "layer1.9.conv1", "missing tensor layer1.9.conv1");
    assertChanged("layer.1", "layer1.0.conv2", "layer2.0.conv2", "groups of 8 maps, the layer has");
    assertChanged(
        "layer.1", "around IDENTITY", "around PROJECTION", "missing tensor layer1.0.short");
    assertChanged("layer.1", "around IDENTITY", "around IT", "around IT");
    assertChanged("layer.0", "layer1.0.conv1", "layer1.0.conv2", "groups of 4 maps, the layer");
    assertChanged("layer.1", "around IDENTITY", "around NONE", "begins a residual block inside");
  }

  private void assertChanged(String key, String part, String by, String message)
      throws IOException {
    SafetensorsFile stored = SafetensorsFile.read(resource(BASIC));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    stored.names().forEach(name -> tensors.put(name, stored.tensor(name)));
    Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
    assertTrue(metadata.get(key).contains(part), metadata.get(key));
    metadata.put(key, metadata.get(key).replace(part, by));
    Path file = directory.resolve("changed.safetensors");
    SafetensorsFile.write(file, tensors, metadata);
    String actual =
        assertThrows(IllegalArgumentException.class, () -> Dham.read(file)).getMessage();
    assertTrue(actual.startsWith(file.toString()) && actual.contains(message), actual);
  }
}
