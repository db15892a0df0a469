package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.beust.jcommander.Parameter;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecisiveTest {
  /** A command with an option of every kind; the option {@code --fail} says how it ends. */
  static final class Sample implements Command {
    enum Rule {
      EXACT,
      TABLE1
    }

    @Parameter(names = "--epochs", description = "passes over the data")
    private int epochs = 30;

    @Parameter(names = "--k", description = "maps per group")
    private List<Integer> k = List.of(1, 2);

    @Parameter(names = "--out", description = "where the report goes", required = true)
    private Path out;

    @Parameter(names = "--rule", description = "how to count")
    private Rule rule = Rule.EXACT;

    @Parameter(names = "--quick", description = "a shorter run")
    private boolean quick;

    @Parameter(names = "--fail", description = "how to fail", hidden = true)
    private String fail;

    @Override
    public String name() {
      return "sample";
    }

    @Override
    public String summary() {
      return "shows its options";
    }

    @Override
    public List<String> examples() {
      return List.of("decisive sample --out runs/first");
    }

    @Override
    public int run(Console console) throws IOException {
      if (fail != null) {
        switch (fail) {
          case "usage" -> throw new UsageException("--epochs 0: want 1 or more");
          case "missing" -> throw new NoSuchFileException("x.npy");
          case "io" -> throw new FileNotFoundException("x.npy is a directory");
          case "data" -> throw new IllegalArgumentException("read x.npy: dtype <f8\n  want <f4");
          case "bug" -> throw new NullPointerException("no net");
          case "memory" -> throw new OutOfMemoryError("Java heap space");
          default -> {
            return ExitCode.FAILURE;
          }
        }
      }
      console.out().println(epochs + " " + k + " " + out + " " + rule + " " + quick);
      return ExitCode.SUCCESS;
    }
  }

  /** A command of two words. */
  static final class Grouped implements Command {
    @Override
    public String name() {
      return "data sample";
    }

    @Override
    public String summary() {
      return "belongs to a group";
    }

    @Override
    public List<String> examples() {
      return List.of("decisive data sample");
    }

    @Override
    public int run(Console console) {
      console.out().println("grouped");
      return ExitCode.SUCCESS;
    }
  }

  record Result(int code, String out, String err) {}

  static Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int code =
        new Decisive(console, List.of(new DoctorCommand(), new Sample(), new Grouped())).run(args);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void optionsReachTheCommand() {
    assertEquals(
        new Result(0, "30 [1, 2] runs/a EXACT false\n", ""), run("sample", "--out", "runs/a"));
    assertEquals(
        new Result(0, "5 [4, 8] -b TABLE1 true\n", ""),
        run(
            "sample",
            "--out=-b",
            "--epochs",
            "5",
            "--k",
            "4,8",
            "--rule",
            "table1",
            "--quick",
            "--debug"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smaple | unknown command smaple; did you mean sample?",
        "xyz | unknown command xyz; --help lists them",
        "help docter | unknown command docter; did you mean doctor?",
        "--versoin | unknown option --versoin; did you mean --version?",
        "sample --out a --epoch 3 | unknown option --epoch; did you mean --epochs?",
        "sample --out a --epoch=3 | unknown option --epoch; did you mean --epochs?",
        "sample --out a -1 | unknown option -1; --help lists them",
        "sample --out a b | unexpected word b; --help shows what is taken",
        "sample --out a @b | unexpected word @b; --help shows what is taken",
        "sample --out | --out wants a value: where the report goes",
        "sample --out --quick | --out wants a value: where the report goes",
        "sample --out a --quick=yes | --quick takes no value",
        "sample | --out is required",
        "sample --out a --out b | --out is given twice",
        "sample --out a --epochs few | --epochs few: want a whole number of up to 9 digits",
        "sample --out a --k 1,x | --k x: want a whole number of up to 9 digits",
        "sample --out a --rule best | --rule takes one of EXACT, TABLE1",
        "data smaple | unknown command data smaple; did you mean data sample?",
        "data sample a | unexpected word a; --help shows what is taken",
        "memory sample | unknown command memory; --help lists them",
        "sample --out a --fail usage | --epochs 0: want 1 or more"
      })
  void usageErrorsAreOneLineAndExitWith2(String line, String message) {
    assertEquals(new Result(2, "", "decisive: " + message + "\n"), run(line.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing | x.npy: no such file",
        "io | x.npy is a directory",
        "data | read x.npy: dtype <f8 want <f4",
        "bug | unexpected NullPointerException: no net (--debug shows where)"
      })
  void failuresAreOneLineAndExitWith1(String kind, String message) {
    Result result = run("sample", "--out", "a", "--fail", kind);
    assertEquals(new Result(1, "", "decisive: " + message + "\n"), result);
  }

  @Test
  void outOfMemorySaysHowToRaiseTheHeap() {
    Result result = run("sample", "--out", "a", "--fail", "memory");
    assertEquals(1, result.code());
    assertTrue(
        result.err().matches("decisive: out of memory: .* MiB; raise it with DECISIVE_OPTS=.*\n"),
        result.err());
  }

  @Test
  void aCommandMaySayItselfThatItFailed() {
    assertEquals(new Result(1, "", ""), run("sample", "--out", "a", "--fail", "quietly"));
  }

  @Test
  void debugShowsWhereItCameFrom() {
    Result result = run("sample", "--out", "a", "--fail", "bug", "--debug");
    assertEquals(1, result.code());
    assertTrue(result.err().contains("decisive.cli.DecisiveTest$Sample.run"), result.err());
  }

  @Test
  void helpIsThereAtEveryLevel() {
    Result overview = run("--help");
    assertEquals(0, overview.code());
    assertEquals("", overview.err());
    assertEquals(overview, run("help"));
    assertEquals(overview, run("help", "--help"));
    assertTrue(overview.out().contains("  sample        shows its options\n"), overview.out());
    assertTrue(overview.out().contains("decisive sample --out runs/first"), overview.out());
    assertEquals(new Result(2, "", overview.out()), run());
    assertEquals(
        """
        decisive sample: shows its options

        usage: decisive sample [options]

        options:
          --out PATH    where the report goes (required)
          --epochs N    passes over the data (default 30)
          --k A,B,...   maps per group (default 1,2)
          --quick       a shorter run
          --rule VALUE  how to count (default EXACT)
          --help        this text

        examples:
          decisive sample --out runs/first
        """,
        run("help", "sample").out());
    assertEquals(run("help", "sample"), run("sample", "--epochs", "--help"));
  }

  @Test
  void aCommandOfTwoWordsIsFoundThroughItsGroup() {
    assertEquals(new Result(0, "grouped\n", ""), run("data", "sample"));
    assertEquals(
        """
        decisive data: looks at data sets, and fetches them

        usage: decisive data COMMAND [options]

        commands:
          data sample  belongs to a group

        "decisive help data COMMAND" shows what a command does, its options, examples.

        examples:
          decisive data sample
        """,
        run("help", "data").out());
    assertEquals(run("help", "data"), run("data", "--help"));
    assertEquals(new Result(2, "", run("help", "data").out()), run("data"));
    assertEquals(run("help", "data", "sample"), run("data", "sample", "-h"));
    assertTrue(run("data", "sample", "-h").out().contains("usage: decisive data sample [options]"));
    assertTrue(run("help").out().contains("  data …        looks at data sets"), run("help").out());
  }

  @Test
  void versionIsThePoms() {
    Result result = run("--version");
    assertEquals(0, result.code());
    assertTrue(result.out().matches("decisive \\d+\\.\\d+\\.\\d+\\S*\n"), result.out());
  }

  @ParameterizedTest
  @MethodSource
  void everyCommandHasHelpWithExamplesThatName(Command command) {
    assertFalse(command.examples().isEmpty());
    assertFalse(command.summary().endsWith("."), command.summary());
    String help = new Help(List.of(command), List.of()).of(command);
    for (String example : command.examples()) {
      assertTrue(example.contains("decisive " + command.name()), example);
      assertTrue(help.contains(example), help);
    }
    help.lines().forEach(line -> assertTrue(line.length() <= 100, line));
  }

  static List<Command> everyCommandHasHelpWithExamplesThatName() {
    return Decisive.commands();
  }
}
