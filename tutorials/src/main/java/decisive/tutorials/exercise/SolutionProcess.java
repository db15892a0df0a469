package decisive.tutorials.exercise;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A student's class in a process of its own ({@link SolutionHost}), seen as its contract: each call
 * is sent there, and what comes back is a value to be judged here. Closing ends the process, also
 * one that is in an endless loop.
 */
final class SolutionProcess implements AutoCloseable {
  /** Lines of what a solution prints that are kept. */
  private static final int KEPT_LINES = 10;

  private static final int LONGEST_LINE = 200;

  private final String name;
  private final Class<?> contract;
  private final Process process;
  private final DataInputStream answers;
  private final DataOutputStream questions;
  private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
  private final Thread reader;

  /** It ended, or answered what is no answer; or it cannot be tried at all. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }
  }

  /**
   * Starts the process; {@link #load} gives it the class.
   *
   * @param name of the student's class
   * @throws IOException if no process can be started
   */
  SolutionProcess(String name, Class<?> contract) throws IOException {
    this.name = name;
    this.contract = contract;
    process = new ProcessBuilder(command()).start();
    answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    reader = new Thread(this::readPrinted, "printed by " + name);
    reader.setDaemon(true);
    reader.start();
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"));
    command.addAll(OwnClasses.toRun(SolutionHost.class));
    return command;
  }

  /**
   * @param classes bytes of the student's class and of those inside it, by name
   * @throws Failed in words for a student, if it cannot be tried
   */
  void load(Map<String, byte[]> classes) {
    try {
      ContractValues.writeText(questions, contract.getName());
      ContractValues.writeText(questions, name);
      questions.writeInt(classes.size());
      for (Map.Entry<String, byte[]> one : classes.entrySet()) {
        ContractValues.writeText(questions, one.getKey());
        questions.writeInt(one.getValue().length);
        questions.write(one.getValue());
      }
      questions.flush();
      if (answers.readByte() != SolutionHost.OK) {
        throw new Failed(ContractValues.readText(answers));
      }
    } catch (IOException e) {
      throw ended();
    }
  }

  /** The class as its contract. */
  Object solution() {
    Method[] methods = SolutionHost.methods(contract);
    return Proxy.newProxyInstance(
        contract.getClassLoader(),
        new Class<?>[] {contract},
        (proxy, method, arguments) ->
            call(Arrays.asList(methods).indexOf(method), method, arguments));
  }

  private Object call(int number, Method method, Object[] arguments) {
    Class<?>[] types = method.getParameterTypes();
    try {
      questions.writeByte(number);
      for (int i = 0; i < types.length; i++) {
        ContractValues.write(questions, types[i], arguments[i]);
      }
      questions.flush();
      if (answers.readByte() != SolutionHost.OK) {
        throw thrown();
      }
      Object result = ContractValues.read(answers, method.getReturnType());
      for (int i = 0; i < types.length; i++) {
        copy(ContractValues.read(answers, types[i]), arguments[i]);
      }
      return result;
    } catch (IOException e) {
      throw ended();
    }
  }

  /** Arrays that a solution writes to are written to here, too. */
  private static void copy(Object from, Object to) {
    if (to == null || !to.getClass().isArray()) {
      return;
    }
    int length = Array.getLength(to);
    if (from == null || Array.getLength(from) != length) {
      throw new Failed("It answered what is no answer.");
    }
    for (int i = 0; i < length; i++) {
      if (to.getClass().getComponentType().isArray()) {
        copy(Array.get(from, i), Array.get(to, i));
      } else {
        Array.set(to, i, Array.get(from, i));
      }
    }
  }

  /** What the solution threw: one of java.lang's exceptions as itself, as laws may ask for it. */
  private RuntimeException thrown() throws IOException {
    String[] kinds = (String[]) ContractValues.read(answers, String[].class);
    String message = ContractValues.readText(answers);
    int line = answers.readInt();
    RuntimeException thrown =
        Arrays.stream(kinds)
            .filter(kind -> kind.equals(kinds[0]) || !kind.equals(RuntimeException.class.getName()))
            .flatMap(kind -> known(kind, message).stream())
            .findFirst()
            .orElseGet(() -> new SolutionException(kinds[0], message));
    StackTraceElement frame = new StackTraceElement(name, "", name + ".java", line);
    thrown.setStackTrace(line > 0 ? new StackTraceElement[] {frame} : new StackTraceElement[0]);
    return thrown;
  }

  private static Optional<RuntimeException> known(String kind, String message) {
    try {
      Class<?> type = kind.startsWith("java.lang.") ? Class.forName(kind, true, null) : null;
      return type == null || !RuntimeException.class.isAssignableFrom(type)
          ? Optional.empty()
          : Optional.of((RuntimeException) type.getConstructor(String.class).newInstance(message));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  private Failed ended() {
    return new Failed(
        "Its process ended, or answered what is no answer; does the solution call System.exit, or"
            + " take all memory?");
  }

  // ---- what it prints

  private void readPrinted() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      char[] some = new char[LONGEST_LINE];
      StringBuilder line = new StringBuilder();
      for (int n = lines.read(some); n >= 0; n = lines.read(some)) {
        for (int i = 0; i < n; i++) {
          if (some[i] == '\n') {
            keep(line);
          } else if (line.length() < LONGEST_LINE) {
            line.append(Character.isISOControl(some[i]) ? '?' : some[i]);
          }
        }
      }
      keep(line);
    } catch (IOException e) {
      // the process was ended
    }
  }

  private void keep(StringBuilder line) {
    if (!line.isEmpty() && printed.size() < KEPT_LINES) {
      printed.add(line.toString());
    }
    line.setLength(0);
  }

  /** The first lines that it printed, to standard output or error, up to now or to its end. */
  List<String> printed() {
    try {
      if (!process.isAlive()) {
        reader.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (printed) {
      return List.copyOf(printed);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
