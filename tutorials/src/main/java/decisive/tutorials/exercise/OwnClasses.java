package decisive.tutorials.exercise;

import java.util.List;

/** Options with which a compiler, or another JVM, finds the classes of this program. */
final class OwnClasses {
  private static final Module OURS = OwnClasses.class.getModule();
  private static final String MODULE_PATH = System.getProperty("jdk.module.path");
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private OwnClasses() {}

  static List<String> toCompileAgainst() {
    return OURS.isNamed()
        ? List.of("--module-path", MODULE_PATH, "--add-modules", OURS.getName())
        : List.of("-classpath", CLASS_PATH);
  }

  /** Of ours. */
  static List<String> toRun(Class<?> main) {
    return OURS.isNamed()
        ? List.of("--module-path", MODULE_PATH, "-m", OURS.getName() + "/" + main.getName())
        : List.of("-cp", CLASS_PATH, main.getName());
  }
}
