package decisive.nn.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.nn.competition.Competition;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Trainer;
import decisive.tensor.Tensor;
import decisive.testing.Mutations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged checkpoints are refused, with nothing changed, or fill the network. */
class CheckpointMutationTest {
  @TempDir private Path directory;

  private static ResNet network() {
    return ResNet.blocks(1)
        .width(2)
        .channels(1)
        .classes(2)
        .competition(Competition.groupsOf(2))
        .build(1);
  }

  @Test
  void checkpoints() throws IOException {
    Path file = directory.resolve("net.safetensors");
    Checkpoint.save(file, network());
    Mutations.of(file).check(() -> Checkpoint.network(file).parameters());
  }

  @Test
  void trainingCheckpoints() throws IOException {
    Path file = directory.resolve("last.safetensors");
    ResNet network = network();
    Trainer trainer =
        new Trainer(network)
            .sgd(0.05, 0.9)
            .temperature(TemperatureSchedule.between(1, 100))
            .epochs(2);
    TrainingCheckpoint.save(file, network, trainer.optimizer(), trainer.progress(), Map.of());
    Mutations.of(file)
        .check(
            () -> {
              Map<String, Tensor> before = new LinkedHashMap<>();
              Checkpoint.state(network).forEach((name, value) -> before.put(name, value.copy()));
              try {
                TrainingCheckpoint.load(file, network, trainer.optimizer());
              } catch (IOException | IllegalArgumentException refused) {
                assertEquals(before, Checkpoint.state(network));
                throw refused;
              }
            });
  }
}
