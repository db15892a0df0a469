package decisive.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The launcher in a directory of its own, with a JDK that is a script. */
final class FakeCheckout {
  private static final List<String> MODULES =
      List.of(
          ".", "tensor", "autograd", "nn", "memory", "datasets", "experiments", "tutorials", "cli");

  private FakeCheckout() {}

  /**
   * @param java script in the place of java
   */
  static void in(Path root, String java) throws IOException {
    Files.copy(Path.of("../decisive"), root.resolve("decisive"));
    script(root.resolve("jdk/bin/java"), java);
    script(root.resolve("jdk/bin/javac"), "#!/bin/sh\n");
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    for (String module : MODULES) {
      Files.createDirectories(root.resolve(module));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "");
    }
  }

  static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    file.toFile().setExecutable(true);
  }
}
