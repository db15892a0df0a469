package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.Mutations;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a data set of which one file is damaged: all of what is read must be of the right form. */
final class SplitMutations {
  private SplitMutations() {}

  /** Reads a data set. */
  interface Reader {
    Split read() throws IOException;
  }

  static void check(Path file, Reader reader) throws IOException {
    Mutations.of(file)
        .named(file.getParent().toString())
        .refusing(IOException.class)
        .check(
            () -> {
              Split data = reader.read();
              for (ImageDataset part : new ImageDataset[] {data.train(), data.test()}) {
                assertTrue(part.size() > 0);
                for (int i = 0; i < part.size(); i++) {
                  assertTrue(part.label(i) >= 0 && part.label(i) < part.classes());
                  part.pixels(i);
                }
              }
            });
  }
}
