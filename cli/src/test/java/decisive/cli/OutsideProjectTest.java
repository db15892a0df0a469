package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.ChildJvm;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program of somebody outside the house, {@code projects/outside}: with the JDK's tools and the
 * library as it was just built, on the class path and on the module path.
 */
class OutsideProjectTest {
  private static final Path PROJECT = Path.of("src/test/projects/outside");
  private static final Path SOURCES = PROJECT.resolve("src/main/java");
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  @TempDir private Path directory;

  private record Outcome(int code, String output) {}

  private Outcome run(String tool, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(ChildJvm.tool(tool)));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replace("\r", "");
    return new Outcome(process.waitFor(), output);
  }

  /** Compiles with all warnings, of which there must be none. */
  private Path compiled(List<String> libraries, List<Path> sources) throws Exception {
    Path classes = directory.resolve("classes");
    List<String> arguments = new ArrayList<>(libraries);
    arguments.addAll(List.of("-Xlint:all", "-Werror", "-d", classes.toString()));
    sources.forEach(source -> arguments.add(source.toString()));
    assertEquals(new Outcome(0, ""), run("javac", arguments));
    return classes;
  }

  private static List<Path> sources(boolean withModule) throws Exception {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> withModule || !file.endsWith("module-info.java"))
          .sorted()
          .toList();
    }
  }

  private String printed(List<String> options) throws Exception {
    Outcome outcome = run("java", options);
    assertEquals(0, outcome.code(), outcome.output());
    return outcome.output().replaceAll("(?m)^(WARNING|decisive): .*\n", ""); // of the kernels
  }

  /** Plain kernels there, vectors here: and the same weights. */
  @Test
  void runsOnTheClassPathAndOnTheModulePath() throws Exception {
    String libraries = ChildJvm.libraries();
    Path onClassPath = compiled(List.of("-cp", libraries), sources(false));
    String path = onClassPath + File.pathSeparator + libraries;
    String plain = printed(List.of("-cp", path, "outside.Main", directory.toString()));

    Path inModule = compiled(List.of("--module-path", libraries), sources(true));
    String modules = inModule + File.pathSeparator + libraries;
    String vectors =
        printed(
            List.of(
                VECTORS,
                "--module-path",
                modules,
                "-m",
                "outside/outside.Main",
                directory.toString()));

    assertEquals(plain, vectors);
    assertTrue(
        number("own loop: loss \\S+, accuracy (\\S+)", plain) > 0.8, plain); // by chance: 0.1
    assertTrue(number("trainer: accuracy (\\S+)", plain) > 0.8, plain);
    assertTrue(
        number("epoch 7: loss (\\S+)", plain) < number("epoch 0: loss (\\S+)", plain), plain);
    assertTrue(number("own loop: R² (\\S+)", plain) > 0.5, plain); // of the mean image: 0
    assertTrue(number("trainer: R² (\\S+)", plain) > 0.5, plain);
    assertTrue(number("pruned: (\\d+) of", plain) < number("pruned: \\d+ of (\\d+)", plain), plain);
    for (String said :
        List.of(
            "SmallNetwork",
            "loaded equal: true",
            "decided differs by less than 1e-4: true",
            "counted alike: true",
            "read equal: true",
            "explained: 2 layers, pixels [8,8,1]",
            "refused: trainer: the loss (CrossEntropy) takes labels, the batches have values")) {
      assertTrue(plain.contains(said), said + " in " + plain);
    }
    assertTrue(Pattern.compile("refused: .*\\bForgetful\\.hidden\\b").matcher(plain).find(), plain);
  }

  private static double number(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return Double.parseDouble(matcher.group(1));
  }

  /** As {@code ./decisive FILE.java} does, and as the README shows. */
  @Test
  void aProgramOfOneFileRunsFromItsSource() throws Exception {
    Path program = Path.of("../tutorials/programs/FirstNetwork.java");
    List<String> options = new ArrayList<>(List.of(VECTORS));
    options.addAll(ChildJvm.modulePath());
    options.addAll(List.of("--add-modules", "decisive.tutorials", program.toString()));
    assertTrue(number("accuracy (\\S+) %", printed(options)) > 90);
  }

  @Test
  void seesNoInternals() throws Exception {
    for (String type :
        List.of(
            "decisive.tensor.kernels.Panels",
            "decisive.tensor.kernels.simd.SimdKernels",
            "decisive.tensor.parallel.Workers",
            "decisive.tensor.sparse.SparseConvolution",
            "decisive.tensor.storage.Workspace")) {
      String inside = type.substring(0, type.lastIndexOf('.'));
      String said = refused("Class<?> c = " + type + ".class;");
      assertTrue(said.contains("package " + inside + " is not visible"), said);
    }
    String storage = refused("Object o = decisive.tensor.Tensor.ones(1).storage();");
    assertTrue(storage.contains("cannot find symbol"), storage);
  }

  /** What the compiler says to a class of the project's module with this field. */
  private String refused(String field) throws Exception {
    Path intruder = directory.resolve("Intruder.java");
    Files.writeString(intruder, "package outside; class Intruder { " + field + " }\n");
    List<String> arguments = new ArrayList<>(ChildJvm.modulePath());
    arguments.addAll(List.of("-d", directory.resolve("intruder").toString()));
    arguments.addAll(List.of(SOURCES.resolve("module-info.java").toString(), intruder.toString()));
    Outcome outcome = run("javac", arguments);
    assertEquals(1, outcome.code(), outcome.output());
    return outcome.output();
  }

  /** What the project asks Maven for is what its module requires, in this version. */
  @Test
  void itsPomAsksForTheModulesThatItRequires() throws Exception {
    String pom = Files.readString(PROJECT.resolve("pom.xml"));
    String declared = Files.readString(SOURCES.resolve("module-info.java"));
    Matcher required = Pattern.compile("requires decisive\\.(\\w+);").matcher(declared);
    int count = 0;
    while (required.find()) {
      String dependency =
          String.format(
              Locale.ROOT,
              "<artifactId>decisive-%s</artifactId>\\s*<version>%s</version>",
              required.group(1),
              Pattern.quote(Decisive.version()));
      assertTrue(Pattern.compile(dependency).matcher(pom).find(), dependency);
      count++;
    }
    assertEquals(count, pom.split("<dependency>", -1).length - 1);
  }
}
