package decisive.memory.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import decisive.memory.Clusters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer, whatever stands where the lock should be. */
class WriterLockTest {
  private static final Clusters CLUSTERS = Clusters.uniform(3, 10);

  @TempDir Path directory;
  private Path file;
  private Path lock;

  @BeforeEach
  void name() {
    file = directory.resolve("m.mem");
    lock = directory.resolve("m.mem.lock");
  }

  private void assertOpeningSays(String part) throws IOException {
    for (int twice = 0; twice < 2; twice++) { // the first attempt holds nothing
      String message =
          assertThrows(FileSystemException.class, () -> MemoryStore.open(file)).getMessage();
      assertTrue(message.contains(part), message);
    }
    MemoryStore.read(file).close();
  }

  @Test
  void withADirectoryForALockItCanBeReadOnly() throws IOException {
    MemoryStore.create(file, CLUSTERS, "").close();
    Files.delete(lock);
    Files.createDirectory(lock);
    assertOpeningSays("its lock file m.mem.lock is no plain file; remove it, or only read it");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    MemoryStore.create(file, CLUSTERS, "").close();
    Files.delete(lock);
    Path elsewhere = directory.resolve("elsewhere");
    Files.createSymbolicLink(lock, elsewhere);
    assertOpeningSays("its lock file m.mem.lock is no plain file");
    assertFalse(Files.exists(elsewhere));
  }

  /** Opening one would wait for a reader. */
  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    MemoryStore.create(file, CLUSTERS, "").close();
    Files.delete(lock);
    makePipe(lock);
    assertOpeningSays("its lock file m.mem.lock is no plain file");
    Files.delete(lock);
    Path pipe = directory.resolve("pipe");
    makePipe(pipe);
    for (int k = 0; k < 2; k++) {
      boolean writing = k > 0;
      String message =
          assertThrows(
                  FileSystemException.class,
                  () -> (writing ? MemoryStore.open(pipe) : MemoryStore.read(pipe)).close())
              .getMessage();
      assertTrue(message.contains("is not a file; give that of a memory"), message);
    }
  }

  private static void makePipe(Path path) throws Exception {
    int code;
    try {
      code = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
    } catch (IOException missing) {
      code = -1;
    }
    assumeTrue(code == 0, "no mkfifo here");
  }

  @Test
  void aCreationThatFailsLeavesTheLockFileAsItWas() throws IOException {
    Files.writeString(file, "precious");
    assertThrows(FileAlreadyExistsException.class, () -> MemoryStore.create(file, CLUSTERS, ""));
    assertArrayEquals(new String[] {"m.mem"}, directory.toFile().list());
    Files.createFile(lock);
    assertThrows(FileAlreadyExistsException.class, () -> MemoryStore.create(file, CLUSTERS, ""));
    assertTrue(Files.exists(lock));
    assertEquals("precious", Files.readString(file));
  }

  /** What is there is said before who writes it. */
  @Test
  void aFileThatIsBeingWrittenIsThereAlready() throws IOException {
    try (MemoryStore store = MemoryStore.create(file, CLUSTERS, "")) {
      assertThrows(FileAlreadyExistsException.class, () -> MemoryStore.create(file, CLUSTERS, ""));
      assertEquals(0, store.count());
    }
  }

  @Test
  void ofTwoThatCreateOneSucceeds() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      CyclicBarrier start = new CyclicBarrier(2);
      for (int round = 0; round < 200; round++) {
        Path fresh = directory.resolve("m" + round);
        Future<Boolean> one = threads.submit(() -> creates(fresh, start));
        Future<Boolean> two = threads.submit(() -> creates(fresh, start));
        assertTrue(one.get() ^ two.get());
        MemoryStore.open(fresh).close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean creates(Path file, CyclicBarrier start) throws Exception {
    start.await();
    try {
      StoreWriter.create(file, CLUSTERS, "").close();
      return true;
    } catch (FileSystemException refused) {
      return false;
    }
  }
}
