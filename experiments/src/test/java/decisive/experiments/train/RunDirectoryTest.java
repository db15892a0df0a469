package decisive.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir private Path directory;

  private interface Call {
    Object call() throws IOException;
  }

  private static String refused(Call call) {
    return assertThrows(FileSystemException.class, call::call).getMessage();
  }

  @Test
  void isHeldByOneRunAtATime() throws IOException {
    Path run = directory.resolve("new/run");
    String taken =
        run + ": another run is writing there; wait until it is done, or name another directory";
    try (RunDirectory held = RunDirectory.create(run)) {
      assertEquals(taken, refused(() -> RunDirectory.create(run)));
      Files.writeString(held.config(), "{}");
      assertEquals(taken, refused(() -> RunDirectory.open(run)));
    }
    RunDirectory.open(run).close();
    RunDirectory.open(run).close();
  }

  @Test
  void aRunThatIsThereIsNotOverwritten() throws IOException {
    for (String file : new String[] {"config.json", "last.safetensors"}) {
      Path run = Files.createDirectory(directory.resolve(file + ".run"));
      Files.writeString(run.resolve(file), "{}");
      assertEquals(
          run + ": holds a run already; go on with --resume " + run + ", or name another directory",
          refused(() -> RunDirectory.create(run)));
    }
  }

  @Test
  void aRunWhoseStateIsGoneDoesNotBeginAnewInSilence() throws IOException {
    Files.writeString(directory.resolve("config.json"), "{}");
    Files.createFile(directory.resolve("metrics.jsonl"));
    RunDirectory.open(directory).close(); // killed before its first save: nothing is lost
    Files.writeString(directory.resolve("metrics.jsonl"), "{}\n");
    assertEquals(
        directory.resolve("last.safetensors")
            + ": is missing, so the run cannot go on where it was; put it back, or begin anew in"
            + " another directory",
        refused(() -> RunDirectory.open(directory)));
    assertEquals("{}\n", Files.readString(directory.resolve("metrics.jsonl")));
  }

  @Test
  void whatAKilledRunWasWritingIsRemoved() throws IOException {
    Files.writeString(directory.resolve("config.json"), "{}");
    Files.writeString(directory.resolve(".decisive-1.tmp"), "half");
    Files.writeString(directory.resolve("notes.tmp"), "mine");
    RunDirectory.open(directory).close();
    assertFalse(Files.exists(directory.resolve(".decisive-1.tmp")));
    assertTrue(Files.exists(directory.resolve("notes.tmp")));
  }

  @Test
  void whereNoRunIsNoneGoesOn() {
    assertEquals(
        directory + ": holds no run to go on with (no config.json)",
        refused(() -> RunDirectory.open(directory)));
  }

  @Test
  void aFullDiskIsToldWithTheFileAndWhatIsSafe() throws IOException {
    try (RunDirectory run = RunDirectory.create(directory)) {
      RunDirectory.Writing full =
          () -> {
            throw new IOException("No space left on device");
          };
      assertEquals(
          run.last() + ": No space left on device; nothing of the run is saved yet",
          refused(
              () -> {
                run.writing(run.last(), full);
                return null;
              }));
      Files.writeString(run.last(), "good");
      assertEquals(
          run.metrics()
              + ": No space left on device; the run is safe as it was last saved: mend that, then"
              + " go on with --resume "
              + directory,
          refused(
              () -> {
                run.writing(run.metrics(), full);
                return null;
              }));
    }
  }
}
