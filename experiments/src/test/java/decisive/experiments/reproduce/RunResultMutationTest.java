package decisive.experiments.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged result of a run is refused or read as what it now says. */
class RunResultMutationTest {
  @Test
  void results(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("result.json");
    String run = "0123456789abcdef";
    Files.writeString(
        file,
        "{\"run\":\"%s\",\"gated_percent\":97.5,\"decided_percent\":96.25,".formatted(run)
            + "\"multiplications_exact\":1000,\"multiplications_executed\":512,"
            + "\"parameters\":77000,\"weights_sha256\":\"%s\",\"seconds\":12.5}\n"
                .formatted("ab".repeat(32)));
    Mutations.of(file).check(() -> assertEquals(run, Study.read(file, run).run()));
  }

  /** Was once an error that named no file. */
  @Test
  void bytesOfAnotherEncodingAreRefusedByName(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("result.json");
    Files.write(file, new byte[] {0, 0, 0, '{', 0x22, 0x39, 0x22, 0});
    String message = assertThrows(IOException.class, () -> Study.read(file, "a")).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
  }
}
