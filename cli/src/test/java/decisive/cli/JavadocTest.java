package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.ChildJvm;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of all modules builds, and the tool has nothing to say of it. */
class JavadocTest {
  private static final List<String> MODULES =
      List.of("tensor", "autograd", "nn", "memory", "datasets", "experiments", "tutorials", "cli");

  private static final Set<Kind> COMPLAINTS =
      EnumSet.of(Kind.ERROR, Kind.WARNING, Kind.MANDATORY_WARNING);

  @TempDir private Path directory;

  @Test
  void itBuildsWithoutWarnings() throws IOException {
    DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files =
        tool.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options = new ArrayList<>(List.of("-quiet", "-Xdoclint:all,-missing"));
      options.addAll(List.of("-d", directory.toString(), "--show-packages", "all"));
      options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
      options.addAll(List.of("--add-reads", "decisive.tensor=jdk.incubator.vector"));
      options.addAll(ChildJvm.modulePath()); // of the libraries
      for (String module : MODULES) {
        String sources = Path.of("..", module, "src", "main", "java").toString();
        options.addAll(List.of("--module-source-path", "decisive." + module + "=" + sources));
        options.addAll(List.of("--module", "decisive." + module));
      }
      boolean built = tool.getTask(said, files, found, null, options, null).call();
      List<String> complaints =
          found.getDiagnostics().stream()
              .filter(one -> COMPLAINTS.contains(one.getKind()))
              .map(one -> one.getMessage(Locale.ROOT))
              .filter(message -> !message.contains("using incubating module"))
              .toList();
      assertEquals(List.of(), complaints);
      assertTrue(built, said.toString());
    }
    assertTrue(Files.exists(directory.resolve("decisive.tensor/decisive/tensor/Tensor.html")));
  }
}
