package decisive.tutorials.exercise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a class in memory, against whatever this program sees; nothing of it is run. */
final class StudentCompiler {
  /** Later ones mostly follow from these. */
  private static final int MOST_ERRORS = 10;

  private static final String TOO_MUCH =
      "The compiler gave up on it: is an expression nested very deeply?";

  private StudentCompiler() {}

  /** It does not compile: the message has a line for each error. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * @param name of the class, in no package
   * @return the bytes of the class and of those inside it, by name
   * @throws Refused with the compiler's errors, or if it has another name
   */
  static Map<String, byte[]> compile(String name, String source) throws Refused {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new Refused("There is no compiler: run it with a JDK, not a JRE.");
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> classes = new HashMap<>();
    try (JavaFileManager files =
        new InMemory(
            compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8), classes)) {
      StringWriter crash = new StringWriter(); // of the compiler itself
      List<String> options = new ArrayList<>(List.of("-proc:none", "-g"));
      options.addAll(OwnClasses.toCompileAgainst());
      boolean fine =
          compiler
              .getTask(crash, files, found, options, null, List.of(new Source(name, source)))
              .call();
      if (!fine && errors(found).isEmpty()) {
        throw new Refused(TOO_MUCH);
      }
      if (!fine) {
        throw new Refused("It does not compile:\n" + errors(found));
      }
    } catch (IOException e) {
      throw new IllegalStateException("compiler: " + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new Refused(TOO_MUCH); // the compiler's own crash: so deep, or so large, is it
    }
    Map<String, byte[]> bytes = new HashMap<>();
    classes.forEach((one, written) -> bytes.put(one, written.toByteArray()));
    if (!bytes.containsKey(name)) {
      throw new Refused(
          "There must be a class "
              + name
              + ", in no package: remove a line that begins with"
              + " 'package', and name the class as the file.");
    }
    return bytes;
  }

  private static String errors(DiagnosticCollector<JavaFileObject> found) {
    return found.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .limit(MOST_ERRORS)
        .map(
            one ->
                "  line "
                    + one.getLineNumber()
                    + ": "
                    + one.getMessage(Locale.ROOT).replaceAll("\\R\\s*", "; "))
        .collect(Collectors.joining("\n"));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      classes.put(name, bytes);
      return new SimpleJavaFileObject(URI.create("memory:///" + name + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
