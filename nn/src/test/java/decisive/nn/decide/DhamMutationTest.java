package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertFalse;

import decisive.nn.competition.Competition;
import decisive.nn.resnet.ResNet;
import decisive.testing.Mutations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is a network that runs, or refused with its name. */
class DhamMutationTest {
  @TempDir private Path directory;

  @Test
  void ofThisVersion() throws IOException {
    Path file = directory.resolve("whole.safetensors");
    Dham.decide(
            DhamTest.network(
                ResNet.blocks(1).width(2).channels(3).competition(Competition.groupsOf(2))))
        .save(file);
    check(file);
  }

  @Test
  void ofTheEarlierVersion() throws IOException {
    Path file = directory.resolve("earlier.safetensors");
    try (InputStream earlier =
        DhamMutationTest.class.getResourceAsStream("/decided/basic-pruned.safetensors")) {
      Files.copy(earlier, file);
    }
    check(file);
  }

  private static void check(Path file) throws IOException {
    Mutations.of(file)
        .check(
            () -> {
              Dham dham = Dham.read(file);
              try {
                dham.logits(DhamTest.images(1, 1));
              } catch (IllegalArgumentException e) { // other channels or strides do not fit these
                assertFalse(e.getMessage().isEmpty());
              }
            });
  }
}
