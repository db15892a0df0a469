package decisive.memory.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer does when others do something to its file. */
class ChangedFileTest {
  private static final Clusters CLUSTERS = Clusters.uniform(3, 10);
  private static final Message A = Message.of(1, 2, 3);
  private static final Message B = Message.of(9, 0, 4);

  @TempDir Path directory;
  private Path file;
  private Path other;
  private MemoryStore store;

  @BeforeEach
  void openTwo() throws IOException {
    file = directory.resolve("m.mem");
    other = directory.resolve("other.mem");
    MemoryStore.create(other, CLUSTERS, "other").close();
    store = MemoryStore.create(file, CLUSTERS, "");
    store.append(A);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  /** Neither is anything acknowledged, nor the file in its place touched. */
  private void assertRefuses(String how) throws IOException {
    byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
    for (Writing writing :
        List.<Writing>of(
            () -> store.append(B), () -> store.compact(), () -> store.forget(List.of(A)))) {
      String message = assertThrows(FileSystemException.class, writing::run).getMessage();
      assertTrue(
          message.startsWith(file + ": is not the file that was opened: " + how + "; "), message);
    }
    assertEquals(1, store.count());
    assertTrue(store.memory().contains(A));
    assertFalse(store.memory().contains(B));
    assertEquals(before != null, Files.exists(file));
    if (before != null) {
      assertArrayEquals(before, Files.readAllBytes(file));
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  @Test
  void removed() throws IOException {
    Files.delete(file);
    assertRefuses("it was moved or removed");
  }

  @Test
  void movedAwayAndBack() throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    Files.move(file, elsewhere);
    assertRefuses("it was moved or removed");
    Files.move(elsewhere, file);
    store.append(B);
    assertEquals(List.of(A, B), StoreFiles.messages(file));
  }

  @Test
  void replaced() throws IOException {
    assumeTrue(FileIdentity.of(file).key() != null, "files have no keys here");
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    assertRefuses("another was put in its place");
  }

  @Test
  void replacedByACopyOfTheSameLength() throws IOException {
    assumeTrue(FileIdentity.of(file).key() != null, "files have no keys here");
    Files.copy(file, other, StandardCopyOption.REPLACE_EXISTING);
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    assertRefuses("another was put in its place");
  }

  @Test
  void writtenOver() throws IOException {
    long size = Files.size(file);
    Files.write(file, Files.readAllBytes(other), StandardOpenOption.TRUNCATE_EXISTING);
    assertRefuses(
        "another program wrote it, it has " + Files.size(other) + " bytes and not " + size);
  }

  @Test
  void appendedTo() throws IOException {
    long size = Files.size(file);
    Files.write(file, new byte[3], StandardOpenOption.APPEND);
    assertRefuses("another program wrote it, it has " + (size + 3) + " bytes and not " + size);
  }

  @Test
  void replacedUnderAReader() throws IOException {
    assumeTrue(FileIdentity.of(file).key() != null, "files have no keys here");
    try (MemoryStore reader = MemoryStore.read(file)) {
      store.append(B);
      assertEquals(1, reader.distinct());
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
      String message = assertThrows(FileSystemException.class, reader::distinct).getMessage();
      assertTrue(message.contains("another was put in its place"), message);
    }
  }

  @Test
  void aFileOfTwoNamesIsAppendedToButNotWrittenAnew() throws IOException {
    assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("unix"));
    Path second = Files.createLink(directory.resolve("second"), file);
    for (Writing writing :
        List.<Writing>of(() -> store.compact(), () -> store.forget(List.of(A)))) {
      String message = assertThrows(FileSystemException.class, writing::run).getMessage();
      assertTrue(message.contains("has 2 names (hard links)"), message);
    }
    store.append(B);
    assertEquals(List.of(A, B), StoreFiles.messages(second));
    Files.delete(second);
    store.compact();
  }

  /** As the superuser, which would otherwise become the owner and lock the old one out. */
  @Test
  void theOwnerStaysTheOwner() throws IOException {
    assumeTrue(
        file.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(directory, "unix:uid").equals(0),
        "only the superuser gives files away");
    Files.setAttribute(file, "unix:uid", 12345);
    Files.setAttribute(file, "unix:gid", 54321);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    store.compact();
    assertEquals(12345, Files.getAttribute(file, "unix:uid"));
    assertEquals(54321, Files.getAttribute(file, "unix:gid"));
    assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}
