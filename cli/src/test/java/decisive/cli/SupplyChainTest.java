package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped, on what terms, and where its versions are written. */
class SupplyChainTest {
  private static final Path ROOT = Path.of("..");

  /** A line of NOTICE: {@code group:artifact:version | licence | holder}. */
  private static final Pattern NOTED =
      Pattern.compile("(?m)^([\\w.-]+:[\\w.-]+:[\\w.-]+) \\| [\\w.-]+ \\| \\S.*$");

  /** A line of Maven's {@code dependency:list}: {@code group:artifact:jar:version:scope}. */
  private static final Pattern LISTED =
      Pattern.compile("(?m)^ +([\\w.-]+:[\\w.-]+):jar:([\\w.-]+):(?:compile|runtime)\\b");

  private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");
  private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");

  @Test
  void noticeNamesEachJarThatTheLauncherRuns() {
    Set<String> noted =
        NOTED
            .matcher(text(ROOT.resolve("NOTICE")))
            .results()
            .map(line -> line.group(1))
            .collect(sorted());
    Set<String> run =
        LISTED
            .matcher(text(Path.of("target", "runtime-dependencies.txt")))
            .results()
            .map(line -> line.group(1) + ":" + line.group(2))
            .collect(sorted());

    assertTrue(run.size() > 20, () -> "Maven's list is read: " + run);
    assertEquals(List.of(), without(run, noted), "jars without a line in NOTICE; add one of each");
    assertEquals(List.of(), without(noted, run), "lines of NOTICE without a jar; remove them");
  }

  @Test
  void noticeRepeatsTheAttributionsOfData() throws IOException {
    List<Path> attributions;
    try (Stream<Path> modules = Files.list(ROOT)) {
      attributions =
          modules
              .map(module -> module.resolve(Path.of("src", "main", "resources")))
              .filter(Files::isDirectory)
              .flatMap(SupplyChainTest::filesBelow)
              .filter(file -> file.toString().endsWith(".ATTRIBUTION.txt"))
              .toList();
    }
    String notice = text(ROOT.resolve("NOTICE"));

    assertEquals(2, attributions.size(), attributions::toString);
    for (Path attribution : attributions) {
      assertTrue(notice.contains(text(attribution).strip()), () -> "NOTICE lacks " + attribution);
    }
  }

  /**
   * In {@code mvn verify} the modules below are jars; ours, and all in {@code mvn test}, folders.
   */
  @Test
  void eachModuleHoldsLicenceAndNotice() throws IOException {
    List<ModuleReference> modules =
        ModuleLayer.boot().configuration().modules().stream()
            .map(ResolvedModule::reference)
            .filter(module -> module.descriptor().name().startsWith("decisive."))
            .filter(module -> !module.descriptor().isAutomatic()) // what only tests use
            .toList();

    assertEquals(
        "autograd cli datasets experiments memory nn tensor tutorials",
        modules.stream()
            .map(module -> module.descriptor().name().substring("decisive.".length()))
            .sorted()
            .collect(Collectors.joining(" ")));
    for (ModuleReference module : modules) {
      for (String name : List.of("LICENSE", "NOTICE")) {
        assertEquals(Optional.of(text(ROOT.resolve(name))), held(module, name), module::toString);
      }
    }
  }

  @Test
  void versionsAreOnlyInTheParentsProperties() throws IOException {
    List<Path> poms;
    try (Stream<Path> modules = Files.list(ROOT)) {
      poms = modules.map(module -> module.resolve("pom.xml")).filter(Files::exists).toList();
    }
    assertTrue(poms.size() >= 10, poms::toString);
    for (Path pom : poms) {
      assertEquals(
          List.of(), literalVersions(PARENT.matcher(text(pom)).replaceAll("")), pom::toString);
    }
    List<String> ofTheParent = literalVersions(text(ROOT.resolve("pom.xml")));
    assertEquals(1, ofTheParent.size(), () -> "more than Decisive's own: " + ofTheParent);
  }

  private static List<String> literalVersions(String pom) {
    return VERSION
        .matcher(pom)
        .results()
        .map(found -> found.group(1))
        .filter(version -> !version.startsWith("${"))
        .filter(version -> !version.startsWith("[")) // Enforcer's ranges
        .toList();
  }

  private static Optional<String> held(ModuleReference module, String name) throws IOException {
    try (ModuleReader reader = module.open()) {
      Optional<InputStream> found = reader.open("META-INF/" + name);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = found.get()) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private static List<String> without(Set<String> all, Set<String> others) {
    return all.stream().filter(Predicate.not(others::contains)).toList();
  }

  private static Collector<String, ?, TreeSet<String>> sorted() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static Stream<Path> filesBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
