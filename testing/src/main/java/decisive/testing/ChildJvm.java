package decisive.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Beginnings of command lines for programs in processes of their own, of the JDK and the classes
 * that the tests run on.
 */
public final class ChildJvm {
  private ChildJvm() {}

  /** A tool of the JDK, such as {@code java}. */
  public static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Options for a main class on the class path, the tests' own classes too. */
  public static List<String> classPath() {
    String path =
        Stream.of(
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                System.getProperty("java.class.path"),
                libraries())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
    return List.of("-cp", path);
  }

  /** Options for a main class in a module, the library as its users have it. */
  public static List<String> modulePath() {
    return List.of("--module-path", libraries());
  }

  /** The jars (or directories of classes) of the library and of what it needs, as a path. */
  public static String libraries() {
    return System.getProperty("jdk.module.path", "");
  }
}
