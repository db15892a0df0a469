package decisive.tutorials;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All texts: their Java is cut out of compiled sources, and their links lead somewhere. */
class TextsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");

  private static List<Path> texts() throws IOException {
    try (Stream<Path> lessons = Files.list(ROOT.resolve("tutorials"))) {
      List<Path> texts = new ArrayList<>(List.of(ROOT.resolve("README.md")));
      texts.add(ROOT.resolve("CONTRIBUTING.md"));
      texts.add(ROOT.resolve("docs/library.md"));
      lessons.filter(path -> path.toString().endsWith(".md")).sorted().forEach(texts::add);
      return texts;
    }
  }

  /** Text without differences of indentation and empty lines. */
  private static String bare(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce("", (a, b) -> a + b + "\n");
  }

  @TestFactory
  Stream<DynamicTest> everySnippetIsCompiledSource() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String directory : List.of("src/main/java", "src/test/java", "programs")) {
      try (Stream<Path> files = Files.walk(Path.of(directory))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          sources.append(bare(Files.readString(file)));
        }
      }
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path text : texts()) {
      for (MatchResult snippet : JAVA.matcher(Files.readString(text)).results().toList()) {
        String code = bare(snippet.group(1));
        tests.add(
            DynamicTest.dynamicTest(
                text.getFileName() + ": " + code.lines().findFirst().orElse(""),
                () -> assertTrue(sources.indexOf(code) >= 0, "not in a source:\n" + code)));
      }
    }
    assertTrue(tests.size() >= 2, "the texts show code");
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path text : texts()) {
      LINK.matcher(Files.readString(text))
          .results()
          .map(link -> link.group(1))
          .filter(link -> !link.startsWith("http"))
          .forEach(
              link ->
                  tests.add(
                      DynamicTest.dynamicTest(
                          text.getFileName() + " → " + link,
                          () -> assertTrue(Files.exists(text.resolveSibling(link)), link))));
    }
    return tests.stream();
  }
}
