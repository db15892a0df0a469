package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.competition.Competition;
import decisive.nn.resnet.ResNet;
import decisive.tensor.Tensor;
import decisive.tensor.io.FormatException;
import decisive.tensor.io.SafetensorsFile;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a file says: it is a network that runs, or refused with its name. */
class HostileDhamTest {
  private static Path directory;
  private static Path whole;
  private static Map<String, String> metadata;
  private static final Map<String, Tensor> TENSORS = new LinkedHashMap<>();

  @BeforeContainer
  static void save() throws IOException {
    directory = Files.createTempDirectory("hostile-dham");
    whole = directory.resolve("whole.safetensors");
    Dham.decide(
            DhamTest.network(
                ResNet.blocks(1, 1).width(4).channels(3).competition(Competition.groupsOf(2))))
        .save(whole);
    SafetensorsFile stored = SafetensorsFile.read(whole);
    metadata = stored.metadata();
    stored.names().forEach(name -> TENSORS.put(name, stored.tensor(name)));
  }

  @AfterContainer
  static void delete() throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /** Words of one line moved, doubled, lost or replaced by another's, lines swapped or lost. */
  @Property(tries = 400)
  void linesThatSayOtherwise(@ForAll long seed) throws IOException {
    Generator generator = new Generator(seed);
    List<String> keys =
        metadata.keySet().stream().filter(key -> !key.equals("format")).sorted().toList();
    Map<String, String> changed = new LinkedHashMap<>(metadata);
    String key = keys.get(generator.nextInt(keys.size()));
    String other = metadata.get(keys.get(generator.nextInt(keys.size())));
    List<String> words = new ArrayList<>(List.of(metadata.get(key).split("(?<=[ ,;])")));
    String[] others = other.split("(?<=[ ,;])");
    int at = generator.nextInt(words.size());
    switch (generator.nextInt(6)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(at));
      case 2 -> words.set(at, others[generator.nextInt(others.length)]);
      case 3 -> words.set(at, generator.nextInt(30) - 3 + ", ");
      case 4 -> words.add(words.remove(at));
      default -> words = new ArrayList<>(List.of(others));
    }
    changed.put(key, String.join("", words));
    if (generator.nextInt(10) == 0) {
      changed.remove(key);
    }
    Path file = directory.resolve("changed.safetensors");
    SafetensorsFile.write(file, TENSORS, changed);
    assertRunsOrIsRefused(file);
  }

  private static void assertRunsOrIsRefused(Path file) {
    Dham dham;
    try {
      dham = Dham.read(file);
    } catch (IllegalArgumentException | FormatException e) {
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      dham.logits(DhamTest.images(1, 2));
    } catch (IllegalArgumentException e) { // other strides do not fit each image
      assertTrue(!e.getMessage().isEmpty());
    }
  }
}
