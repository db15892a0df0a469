package decisive.memory.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.tensor.io.FormatException;
import decisive.testing.Mutations;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file gives an error or a prefix of whole batches, and never a wrong message. */
class DamagedStoreTest {
  private static final Clusters CLUSTERS = Clusters.ofSizes(5, 256, 3);

  @TempDir Path directory;

  private Path file;
  private byte[] whole;

  /** Where the header and each batch end. */
  private final List<Integer> ends = new ArrayList<>();

  private final List<Message> messages = new ArrayList<>();

  /** How many messages there are up to each end. */
  private final List<Integer> counts = new ArrayList<>();

  @BeforeEach
  void threeBatches() throws IOException {
    file = directory.resolve("m.mem");
    SplittableRandom random = new SplittableRandom(1);
    try (MemoryStore store = MemoryStore.create(file, CLUSTERS, "some words")) {
      markEnd();
      for (int n : new int[] {2, 1, 3}) {
        List<Message> batch = StoreFiles.random(CLUSTERS, n, random);
        store.append(batch);
        messages.addAll(batch);
        markEnd();
      }
    }
    whole = Files.readAllBytes(file);
  }

  private void markEnd() throws IOException {
    ends.add((int) Files.size(file));
    counts.add(messages.size());
  }

  @Test
  void truncatedAnywhereItKeepsTheWholeBatches() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      if (length < ends.get(0)) {
        assertRefused(file);
        continue;
      }
      int kept = wholeBatches(length);
      int torn = length - ends.get(kept);
      try (MemoryStore reader = MemoryStore.read(file)) {
        assertEquals(counts.get(kept).longValue(), reader.count());
        assertEquals(torn, reader.torn());
      }
      assertEquals(length, Files.size(file));
      try (MemoryStore writer = MemoryStore.open(file)) {
        assertEquals(torn, writer.torn());
        assertEquals(ends.get(kept).longValue(), Files.size(file));
        writer.append(messages.get(0));
      }
      List<Message> expected = new ArrayList<>(messages.subList(0, counts.get(kept)));
      expected.add(messages.get(0));
      assertEquals(expected, StoreFiles.messages(file));
    }
  }

  private int wholeBatches(int length) {
    int kept = 0;
    while (kept + 1 < ends.size() && ends.get(kept + 1) <= length) {
      kept++;
    }
    return kept;
  }

  @Test
  void everyFlippedBitIsRefusedAndTheFileLeftAlone() throws IOException {
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      assertTrue(assertRefused(file).contains("m.mem at byte "));
      if (bit % 8 == 0) {
        assertThrows(FormatException.class, () -> MemoryStore.open(file));
        assertTrue(Arrays.equals(damaged, Files.readAllBytes(file)));
      }
    }
  }

  @Test
  void zerosWhereTheLastBatchDidNotArriveAreTorn() throws IOException {
    Files.write(file, Arrays.copyOf(whole, whole.length + 3_000_000));
    try (MemoryStore reader = MemoryStore.read(file)) {
      assertEquals(messages.size(), reader.count());
      assertEquals(3_000_000, reader.torn());
    }
    byte[] damaged = Arrays.copyOf(whole, whole.length + 3_000_000);
    damaged[damaged.length - 1] = 1;
    Files.write(file, damaged);
    assertTrue(assertRefused(file).contains("byte " + whole.length + ": no batch begins here"));
  }

  /** More than a batch, as in a file with a hole of 50 GB, is not searched for something else. */
  @Test
  void moreZerosThanABatchAreDamage() throws IOException {
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(50L << 30);
    }
    for (boolean writing : new boolean[] {false, true}) {
      String message =
          assertThrows(
                  FormatException.class,
                  () -> (writing ? MemoryStore.open(file) : MemoryStore.read(file)).close())
              .getMessage();
      assertTrue(message.contains("at byte " + whole.length + ": no batch begins here"), message);
      assertTrue(message.contains("cut a copy of it to " + whole.length + " bytes"), message);
    }
  }

  @Test
  void aLastBatchOfFullLengthIsNotDroppedButTheErrorSaysHow() throws IOException {
    byte[] damaged = whole.clone();
    damaged[damaged.length - 6] ^= 1;
    Files.write(file, damaged);
    String message = assertRefused(file);
    assertTrue(message.contains("at byte " + (whole.length - 4)), message);
    assertTrue(message.contains("cut a copy of it to " + ends.get(2) + " bytes"), message);
    Files.write(file, Arrays.copyOf(damaged, ends.get(2)));
    assertEquals(messages.subList(0, counts.get(2)), StoreFiles.messages(file));
  }

  @Test
  void mutationsGiveAnErrorOrWholeBatches() throws IOException {
    int[] opened = new int[2];
    int refused =
        Mutations.of(file)
            .refusing(FormatException.class)
            .check(
                () -> {
                  boolean writing = opened[1]++ % 50 == 0;
                  try (MemoryStore store =
                      writing ? MemoryStore.open(file) : MemoryStore.read(file)) {
                    List<Message> found = StoreFiles.messages(file);
                    assertTrue(counts.contains(found.size()));
                    assertEquals(messages.subList(0, found.size()), found);
                    assertEquals(found.size(), store.count());
                    assertTrue(found.stream().allMatch(store.memory()::contains));
                    opened[0]++;
                  }
                });
    assertTrue(refused > Mutations.COUNT / 12 * 5, refused + " refused");
    assertTrue(opened[0] > Mutations.COUNT / 24, opened[0] + " opened");
  }

  private static String assertRefused(Path file) {
    return assertThrows(FormatException.class, () -> MemoryStore.read(file)).getMessage();
  }
}
