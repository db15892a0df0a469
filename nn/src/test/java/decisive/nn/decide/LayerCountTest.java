package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.count.CountingRule;
import decisive.nn.count.ExecutedCount;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Batch;
import decisive.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two independent counts of the same multiplications: by lists of rows, and by observing. */
class LayerCountTest {
  @ParameterizedTest
  @MethodSource("decisive.nn.decide.DhamTest#designs")
  void agreesWithWhatTheNetworkWasSeenToExecute(ResNetDesign design) {
    ResNet network = DhamTest.network(design);
    List<Batch> batches =
        List.of(
            new Batch(DhamTest.images(1, 3), new int[3]),
            new Batch(DhamTest.images(2, 4), new int[4]));
    List<LayerCount> counts = Dham.decide(network).count(batches);
    MultiplicationCount executed = ExecutedCount.of(network, batches);
    MultiplicationCount exact =
        MultiplicationCount.of(network, Shape.of(12, 12, design.channels()), CountingRule.EXACT);
    Map<String, Long> additions = new LinkedHashMap<>();
    for (LayerCount count : counts) {
      additions.put(count.layer(), count.additions());
      assertEquals(exact.convolutions().get(count.layer()), count.exact(), count.layer());
      assertTrue(count.executed() == 0 || count.executed() == count.additions());
    }
    assertEquals(executed.convolutions(), additions);
  }

  @Test
  void wantsImages() {
    ResNetDesign design =
        ResNet.blocks(1).competition(decisive.nn.competition.Competition.groupsOf(4));
    Dham dham = Dham.decide(DhamTest.network(design));
    assertThrows(IllegalArgumentException.class, () -> dham.count(List.of()));
  }
}
