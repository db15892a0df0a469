package decisive.memory.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.CliqueMemory;
import decisive.memory.Clusters;
import decisive.memory.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Through the file and back is identity, for any clusters, batches and description. */
class MemoryStoreLawsTest {
  @Property(tries = 100)
  void whatWasAppendedIsReadAndOnceOnlyAfterCompaction(
      @ForAll @Size(min = 2, max = 9) List<@IntRange(min = 1, max = 300) Integer> sizes,
      @ForAll @Size(max = 4) List<@IntRange(max = 20) Integer> batches,
      @ForAll long seed)
      throws IOException {
    Clusters clusters = Clusters.ofSizes(sizes.stream().mapToInt(Integer::intValue).toArray());
    SplittableRandom random = new SplittableRandom(seed);
    String description = "words8-sliding é \uD83D\uDE00 " + seed;
    Path directory = Files.createTempDirectory("store");
    Path file = directory.resolve("m.mem");
    try {
      List<Message> all = new ArrayList<>();
      MemoryStore store = MemoryStore.create(file, clusters, description);
      for (int n : batches) {
        List<Message> batch = StoreFiles.random(clusters, n, random);
        store.append(batch);
        all.addAll(batch);
        if (random.nextBoolean()) {
          store.close();
          store = MemoryStore.open(file);
        }
        assertHolds(store, clusters, description, all);
      }
      try (MemoryStore reader = MemoryStore.read(file)) {
        assertHolds(reader, clusters, description, all);
        store.append(StoreFiles.random(clusters, random)); // after the reader's state
        assertEquals(new LinkedHashSet<>(all).size(), reader.distinct());
        all = StoreFiles.messages(file);
        assertEquals(new LinkedHashSet<>(all).size(), store.distinct());
      }
      assertEquals(all, StoreFiles.messages(file));
      store.compact();
      List<Message> distinct = new ArrayList<>(new LinkedHashSet<>(all));
      assertEquals(distinct, StoreFiles.messages(file));
      assertHolds(store, clusters, description, distinct);
      Message last = StoreFiles.random(clusters, random);
      store.append(last);
      store.close();
      distinct.add(last);
      try (MemoryStore reader = MemoryStore.read(file)) {
        assertHolds(reader, clusters, description, distinct);
      }
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory.resolve("m.mem.lock"));
      Files.delete(directory); // fails if anything else was left
    }
  }

  @Property(tries = 50)
  void whatIsForgottenWasNeverThere(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 3) Integer> appended,
      @ForAll @Size(max = 30) List<Boolean> forget)
      throws IOException {
    Clusters clusters = Clusters.uniform(3, 4);
    Path directory = Files.createTempDirectory("store");
    Path file = directory.resolve("m.mem");
    try (MemoryStore store = MemoryStore.create(file, clusters, "four")) {
      List<Message> rest = new ArrayList<>();
      Set<Message> gone = new LinkedHashSet<>();
      for (int k = 0; k < appended.size(); k++) {
        Message message = Message.of(appended.get(k), k % 4, k % 3);
        store.append(message);
        rest.add(message);
        if (k < forget.size() && forget.get(k)) {
          gone.add(message);
        }
      }
      store.forget(gone);
      rest.removeAll(gone);
      List<Message> distinct = new ArrayList<>(new LinkedHashSet<>(rest));
      assertEquals(distinct, StoreFiles.messages(file));
      assertHolds(store, clusters, "four", distinct);
      for (Message message : gone) {
        assertThrows(IllegalArgumentException.class, () -> store.forget(List.of(message)));
        store.append(message);
        assertTrue(store.memory().contains(message));
      }
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory.resolve("m.mem.lock"));
      Files.delete(directory);
    }
  }

  @Property(tries = 50)
  void symbolsOfAnyWidthArePackedAndUnpacked(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 500_000_000) Integer> sizes,
      @ForAll long seed) {
    Clusters clusters = Clusters.ofSizes(sizes.stream().mapToInt(Integer::intValue).toArray());
    Packing packing = new Packing(clusters);
    Message message = StoreFiles.random(clusters, new SplittableRandom(seed));
    byte[] bytes = new byte[packing.messageBytes + 3];
    packing.pack(message, bytes, 2);
    assertEquals(0, bytes[0] | bytes[1] | bytes[bytes.length - 1]);
    assertEquals(message, packing.unpack(bytes, 2));
  }

  private static void assertHolds(
      MemoryStore store, Clusters clusters, String description, List<Message> messages) {
    CliqueMemory expected = new CliqueMemory(clusters);
    expected.storeAll(messages);
    assertEquals(clusters, store.clusters());
    assertEquals(description, store.description());
    assertEquals(messages.size(), store.count());
    assertEquals(0, store.torn());
    assertEquals(expected.edges(), store.memory().edges());
    assertTrue(messages.stream().allMatch(store.memory()::contains));
  }
}
