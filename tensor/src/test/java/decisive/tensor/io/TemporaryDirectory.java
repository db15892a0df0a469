package decisive.tensor.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An empty directory for one test, removed with what is in it. */
final class TemporaryDirectory implements AutoCloseable {
  private final Path directory;

  TemporaryDirectory() {
    try {
      directory = Files.createTempDirectory("decisive");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  Path file(String name, byte[] content) throws IOException {
    return Files.write(path(name), content);
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
