package decisive.tensor.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class AtomicFileTest {
  private final TemporaryDirectory scratch = new TemporaryDirectory();

  @AfterEach
  void clean() throws IOException {
    scratch.close();
  }

  @Test
  void writesAndReplaces() throws IOException {
    Path target = scratch.path("report.html");
    AtomicFile.write(target, out -> out.write(bytes("old")));
    AtomicFile.write(target, out -> out.write(bytes("new")));
    assertEquals("new", Files.readString(target));
    assertEquals(List.of("report.html"), scratch.names());
  }

  @Test
  void contentLargerThanTheBufferArrivesWhole() throws IOException {
    byte[] large = new byte[300_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }
    Path target = scratch.path("large");
    AtomicFile.write(
        target,
        out -> {
          out.write(7);
          out.write(large);
        });
    byte[] found = Files.readAllBytes(target);
    assertEquals(large.length + 1, found.length);
    assertEquals(7, found[0]);
    assertEquals(0, java.util.Arrays.compare(large, 0, large.length, found, 1, found.length));
  }

  @Test
  void theOldFileStandsUntilTheNewOneIsWhole() throws IOException {
    Path target = scratch.file("weights", bytes("old"));
    AtomicFile.write(
        target,
        out -> {
          out.write(new byte[200_000]);
          out.flush();
          assertEquals("old", Files.readString(target));
        });
    assertEquals(200_000, Files.size(target));
  }

  @Test
  void contentThatFailsMidwayLeavesTheOldFileAndNothingElse() throws IOException {
    Path target = scratch.file("weights", bytes("old"));
    for (Throwable cause :
        List.of(new IOException("no"), new IllegalStateException("no"), new AssertionError("no"))) {
      Throwable thrown =
          assertThrows(
              Throwable.class,
              () ->
                  AtomicFile.write(
                      target,
                      out -> {
                        out.write(new byte[200_000]);
                        fail(cause);
                      }));
      assertSame(cause, thrown);
      assertEquals("old", Files.readString(target));
      assertEquals(List.of("weights"), scratch.names());
    }
  }

  @Test
  void failureBeforeThereWasAFileLeavesNone() throws IOException {
    Path target = scratch.path("weights");
    assertThrows(
        IOException.class, () -> AtomicFile.write(target, out -> fail(new IOException("no"))));
    assertEquals(List.of(), scratch.names());
  }

  @Test
  void renamingThatFailsLeavesNoTemporaryFile() throws IOException {
    Path target = scratch.path("weights");
    assertThrows(
        IOException.class, () -> AtomicFile.write(target, out -> Files.createDirectory(target)));
    assertEquals(List.of("weights"), scratch.names());
    assertTrue(Files.isDirectory(target));
  }

  @Test
  void anInterruptIsAFailure() throws IOException {
    Path target = scratch.file("weights", bytes("old"));
    FileSystemException thrown =
        assertThrows(
            FileSystemException.class,
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(1);
                      Thread.currentThread().interrupt();
                    }));
    assertTrue(Thread.interrupted());
    assertEquals(target + ": writing was interrupted; nothing was changed", thrown.getMessage());
    assertInstanceOf(ClosedByInterruptException.class, thrown.getCause());
    assertEquals("old", Files.readString(target));
    assertEquals(List.of("weights"), scratch.names());
  }

  @Test
  void contentMayCloseTheStream() throws IOException {
    Path target = scratch.path("closed");
    AtomicFile.write(
        target,
        out -> {
          try (OutputStream closed = out) {
            closed.write(bytes("whole"));
          }
        });
    assertEquals("whole", Files.readString(target));
  }

  @Test
  void aDirectoryIsRefused() throws IOException {
    Path target = Files.createDirectory(scratch.path("runs"));
    FileSystemException thrown =
        assertThrows(
            FileSystemException.class, () -> AtomicFile.write(target, out -> out.write(1)));
    assertEquals(target + ": is a directory; name a file in it instead", thrown.getMessage());
    assertEquals(List.of("runs"), scratch.names());
  }

  @Test
  void aMissingDirectoryIsRefused() {
    Path target = scratch.path("missing").resolve("weights");
    NoSuchFileException thrown =
        assertThrows(
            NoSuchFileException.class, () -> AtomicFile.write(target, out -> out.write(1)));
    assertEquals(target + ": its directory does not exist; create it first", thrown.getMessage());
  }

  @Test
  void aDeviceIsRefused() {
    Path device = Path.of("/dev/null");
    Assumptions.assumeTrue(Files.exists(device) && !Files.isRegularFile(device));
    FileSystemException thrown =
        assertThrows(
            FileSystemException.class, () -> AtomicFile.write(device, out -> out.write(1)));
    assertEquals(
        "/dev/null: is a device or pipe and cannot be replaced; name a file", thrown.getMessage());
  }

  @Test
  void aLinkStaysALinkAndItsFileIsReplaced() throws IOException {
    Path file = scratch.file("epoch-3", bytes("old"));
    Path link = Files.createSymbolicLink(scratch.path("latest"), file.getFileName());
    AtomicFile.write(link, out -> out.write(bytes("new")));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void aPrivateFileStaysPrivate() throws IOException {
    Path target = scratch.file("private", bytes("old"));
    Assumptions.assumeTrue(target.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(target, owner);
    AtomicFile.write(target, out -> out.write(bytes("new")));
    assertEquals(owner, Files.getPosixFilePermissions(target));
    assertFalse(Files.readString(target).equals("old"));
  }

  /** The file mode mask of the process takes nothing away. */
  @Test
  void aSharedFileStaysShared() throws IOException {
    Path target = scratch.file("shared", bytes("old"));
    Assumptions.assumeTrue(target.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Set<PosixFilePermission> all = PosixFilePermissions.fromString("rw-rw-rw-");
    Files.setPosixFilePermissions(target, all);
    AtomicFile.write(target, out -> out.write(bytes("new")));
    assertEquals(all, Files.getPosixFilePermissions(target));
  }

  @Test
  void ownerAndGroupStay() throws IOException {
    Path target = scratch.file("given", bytes("old"));
    Assumptions.assumeTrue(
        target.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(target, "unix:uid").equals(0),
        "only the superuser gives files away");
    Files.setAttribute(target, "unix:uid", 12345);
    Files.setAttribute(target, "unix:gid", 54321);
    AtomicFile.write(target, out -> out.write(bytes("new")));
    assertEquals(12345, Files.getAttribute(target, "unix:uid"));
    assertEquals(54321, Files.getAttribute(target, "unix:gid"));
  }

  @Test
  void whatAKilledProgramLeftIsRemovedAndWhatIsWrittenNowIsNot() throws Exception {
    Process killed = child("killed");
    Process writing = child("writing");
    try (BufferedReader first = killed.inputReader();
        BufferedReader second = writing.inputReader()) {
      assertEquals("writing", first.readLine());
      assertEquals("writing", second.readLine());
      AtomicFile.write(scratch.path("a"), out -> out.write(bytes("a")));
      assertEquals(3, scratch.names().size()); // a, and what both write
      killed.toHandle().destroyForcibly();
      killed.waitFor();
      AtomicFile.write(
          scratch.path("b"),
          out -> AtomicFile.write(scratch.path("c"), inner -> inner.write(bytes("c"))));
      assertEquals(4, scratch.names().size());
      writing.outputWriter().append('\n').flush();
      assertEquals(0, writing.waitFor());
      assertEquals(List.of("a", "b", "c", "writing"), scratch.names());
      assertEquals("whole", Files.readString(scratch.path("writing")));
    } finally {
      killed.destroyForcibly();
      writing.destroyForcibly();
    }
  }

  private Process child(String name) throws IOException {
    List<String> command = new ArrayList<>(List.of(ChildJvm.tool("java")));
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(ChildJvm.classPath());
    command.addAll(List.of(WritingChild.class.getName(), scratch.path(name).toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void fail(Throwable cause) throws IOException {
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) cause;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
