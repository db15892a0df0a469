package decisive.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;

/** The main class of the {@code decisive} command. */
public final class Decisive {
  /** Every command, in the order of the help. */
  private static final List<Supplier<Command>> COMMANDS =
      List.of(
          CompareCommand::new,
          CountCommand::new,
          TrainCommand::new,
          EvaluateCommand::new,
          DecideCommand::new,
          ExplainCommand::new,
          PruneCommand::new,
          ReproduceCommand::new,
          PredictCommand::new,
          DataInfoCommand::new,
          DataCorruptCommand::new,
          DataFetchCommand::new,
          MemoryCreateCommand::new,
          MemoryStoreCommand::new,
          MemoryRetrieveCommand::new,
          MemoryContainsCommand::new,
          MemoryForgetCommand::new,
          MemoryInfoCommand::new,
          MemoryCompactCommand::new,
          MemoryCapacityCommand::new,
          MemoryWordsCommand::new,
          LessonsCommand::new,
          LessonCommand::new,
          ExerciseListCommand::new,
          ExerciseCheckCommand::new,
          DoctorCommand::new);

  /** The first words of commands of two words; one without a command does not show. */
  private static final List<CommandGroup> GROUPS =
      List.of(
          new CommandGroup("memory", "keeps messages in classic memories, and completes them"),
          new CommandGroup("data", "looks at data sets, and fetches them"),
          new CommandGroup("exercise", "lists exercises, and checks what you wrote"));

  private static final String DEBUG_PROPERTY = "decisive.debug";

  private final Console console;
  private final List<Command> commands;

  Decisive(Console console, List<Command> commands) {
    this.console = console;
    this.commands = commands;
  }

  public static void main(String[] args) {
    StandardOutput stdout = StandardOutput.open();
    PrintStream out = new PrintStream(stdout, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code = new Decisive(new Console(out, err), commands()).run(args);
    out.flush();
    String failure = stdout.failure();
    if (failure != null) {
      err.println("decisive: standard output: " + failure);
      code = Math.max(code, ExitCode.FAILURE);
    }
    if (!Interruption.isEnding()) { // which would wait for this thread, and exit for it
      System.exit(code);
    }
  }

  static List<Command> commands() {
    return COMMANDS.stream().map(Supplier::get).toList();
  }

  /** Runs a command line and returns the exit code; throws nothing that a user could cause. */
  int run(String... args) {
    boolean debug = Boolean.getBoolean(DEBUG_PROPERTY) || Arrays.asList(args).contains("--debug");
    try {
      return dispatch(args);
    } catch (UsageException e) {
      return failed(ExitCode.USAGE, e.getMessage(), e, debug);
    } catch (IOException e) {
      return failed(ExitCode.FAILURE, describe(e), e, debug);
    } catch (UncheckedIOException e) {
      return failed(ExitCode.FAILURE, describe(e.getCause()), e, debug);
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      String message = e.getMessage() == null ? unexpected(e) : e.getMessage();
      return failed(ExitCode.FAILURE, message, e, debug);
    } catch (OutOfMemoryError e) {
      String advice =
          "out of memory: the heap holds "
              + Runtime.getRuntime().maxMemory() / (1 << 20)
              + " MiB; raise it with DECISIVE_OPTS=-Xmx8g, or ask for less at a time";
      return failed(ExitCode.FAILURE, advice, e, debug);
    } catch (RuntimeException e) {
      return failed(ExitCode.FAILURE, unexpected(e), e, debug);
    }
  }

  private int dispatch(String[] args) throws IOException {
    Help help = new Help(commands, GROUPS);
    List<String> words = new ArrayList<>(Arrays.asList(args));
    words.removeIf("--debug"::equals);
    if (words.isEmpty()) {
      console.err().print(help.overview());
      return ExitCode.USAGE;
    }
    String first = words.get(0);
    switch (first) {
      case "--version" -> console.out().println("decisive " + version());
      case "--help", "-h" -> console.out().print(help.overview());
      case "help" -> {
        words.remove(0);
        words.removeIf(Decisive::asksForHelp);
        console.out().print(help(help, words));
      }
      default -> {
        if (first.startsWith("-")) {
          throw new UsageException(
              "unknown option " + first + Nearest.hint(first, List.of("--help", "--version")));
        }
        if (words.stream().anyMatch(Decisive::asksForHelp)) {
          words.removeIf(Decisive::asksForHelp);
          console.out().print(help(help, words));
        } else if (words.size() == 1 && group(first) != null) {
          console.err().print(help.of(group(first)));
          return ExitCode.USAGE;
        } else {
          Command command = take(words);
          new Arguments(command).fill(words);
          return command.run(console);
        }
      }
    }
    return ExitCode.SUCCESS;
  }

  private static boolean asksForHelp(String word) {
    return word.equals("--help") || word.equals("-h");
  }

  /** The help of what the words begin with. */
  private String help(Help help, List<String> words) {
    if (words.isEmpty()) {
      return help.overview();
    }
    CommandGroup group = group(words.get(0));
    return words.size() == 1 && group != null ? help.of(group) : help.of(take(words));
  }

  /** The group of that name, or null. */
  private CommandGroup group(String name) {
    return GROUPS.stream()
        .filter(group -> group.name().equals(name) && !group.of(commands).isEmpty())
        .findFirst()
        .orElse(null);
  }

  /** Takes the one or two words of a command's name from the beginning. */
  private Command take(List<String> words) {
    String first = words.remove(0);
    String name = group(first) == null ? first : first + " " + words.remove(0);
    for (Command command : commands) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    List<String> names = new ArrayList<>(commands.stream().map(Command::name).toList());
    names.add("help");
    throw new UsageException("unknown command " + name + Nearest.hint(name, names));
  }

  private int failed(int code, String message, Throwable cause, boolean debug) {
    console.out().flush();
    String line = message.strip().replaceAll("\\R\\s*", " ");
    // Messages quote files, which must not steer a terminal.
    console.err().println("decisive: " + line.replaceAll("[\\p{Cc}\\p{Cf}]", "?"));
    if (debug) {
      cause.printStackTrace(console.err());
    }
    return code;
  }

  private static String unexpected(RuntimeException e) {
    return "unexpected "
        + e.getClass().getSimpleName()
        + (e.getMessage() == null ? "" : ": " + e.getMessage())
        + " (--debug shows where)";
  }

  /** The messages of java.nio.file's exceptions are the bare file name if they have no reason. */
  private static String describe(IOException e) {
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return e.getMessage();
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (e instanceof FileAlreadyExistsException existing) {
      return existing.getFile() + ": exists already";
    }
    if (e instanceof FileSystemException system) {
      return system.getFile() + ": " + e.getClass().getSimpleName();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  static String version() {
    try (InputStream in = Decisive.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
