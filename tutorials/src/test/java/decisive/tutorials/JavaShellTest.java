package decisive.tutorials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start-up file of Java's shell has the lessons' names, and their lines can be typed there. */
class JavaShellTest {
  private static final Path START = Path.of("jshell/decisive.jsh");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import ([\\w.]+);$");
  private static final Pattern JAVA = Pattern.compile("(?m)^```java\n(.*?)^```$", Pattern.DOTALL);

  @TempDir private Path directory;

  private static Stream<String> imports(String source) {
    return IMPORT.matcher(source).results().map(name -> name.group(1));
  }

  @Test
  void allNamesOfTheLessonsAreImported() throws IOException {
    TreeSet<String> needed = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/decisive/tutorials/lesson"))) {
      for (Path file : files.toList()) {
        imports(Files.readString(file)).forEach(needed::add);
      }
    }
    List<String> there = imports(Files.readString(START)).toList();
    needed.removeAll(there);
    assertEquals(List.of(), List.copyOf(needed));
  }

  /** Those whose blocks need nothing that is not shown. */
  @Test
  void theLinesOfALessonCanBeTyped() throws Exception {
    for (int lesson : List.of(1, 4)) {
      String text = Files.readString(Path.of("..").resolve(Course.lesson(lesson).text()));
      String lines =
          JAVA.matcher(text).results().map(block -> block.group(1)).collect(Collectors.joining());
      List<String> said = shell(lines).lines().toList();
      assertTrue(said.size() >= 7, said.toString());
      for (String line : said) {
        assertTrue(text.contains("\n" + line + "\n"), "the lesson does not show: " + line);
      }
    }
  }

  /** Runs the shell of the tests' JDK as the launcher does. */
  private String shell(String input) throws Exception {
    Path typed = Files.writeString(directory.resolve("typed"), input);
    Path said = directory.resolve("said");
    Path wrong = directory.resolve("wrong");
    List<String> command = new ArrayList<>();
    command.add(ChildJvm.tool("jshell"));
    command.addAll(ChildJvm.modulePath());
    command.addAll(List.of("--add-modules", "decisive.tutorials"));
    command.addAll(List.of("-J-Djava.util.prefs.userRoot=" + directory, "-R-Dfile.encoding=UTF-8"));
    command.addAll(List.of("-R-Dstdout.encoding=UTF-8", "-J-Dfile.encoding=UTF-8"));
    command.addAll(List.of("--startup", "DEFAULT", "--startup", START.toString(), "-"));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(typed.toFile())
            .redirectOutput(said.toFile())
            .redirectError(wrong.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(wrong));
    return Files.readString(said, StandardCharsets.UTF_8);
  }
}
