package decisive.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs command lines as {@code main} does, without a process. */
final class RealCommands {
  private RealCommands() {}

  static DecisiveTest.Result run(String... args) {
    return run(Decisive.commands(), args);
  }

  static DecisiveTest.Result run(List<Command> commands, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int code = new Decisive(console, commands).run(args);
    return new DecisiveTest.Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
