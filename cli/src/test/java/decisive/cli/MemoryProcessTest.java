package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Message;
import decisive.memory.store.MemoryStore;
import decisive.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory commands in pipes, as processes. */
class MemoryProcessTest {
  private static final int SECONDS = 60;

  @TempDir private Path directory;

  /** Options of the programs. */
  private List<String> jvm = List.of();

  private record Outcome(int code, String out, String err) {}

  private ProcessBuilder command(String... args) {
    List<String> command = new ArrayList<>();
    command.add(ChildJvm.tool("java"));
    command.addAll(jvm);
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(ChildJvm.classPath()); // as the launcher does for the memory commands
    command.add(Decisive.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }

  private Outcome run(byte[] input, String... args) throws Exception {
    Path in = directory.resolve("in");
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Files.write(in, input);
    Process process =
        command(args)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void linesGoInAndComeOut() throws Exception {
    String file = directory.resolve("m.mem").toString();
    assertEquals(
        0, RealCommands.run("memory", "create", file, "--encoder", "words8-sliding").code());
    assertEquals(
        new Outcome(0, "stored 2, " + file + " now has 2 messages\n", ""),
        run(bytes("computer\ncommuter"), "memory", "store", file, "-"));
    assertEquals(
        new Outcome(
            3,
            "c?mp?ter\tcomputer\ncom?uter\tcommuter\ncom?uter\tcomputer\n",
            "com?uter: 2 answers fit; a longer query decides\n"),
        run(bytes("c?mp?ter\ncom?uter\n"), "memory", "retrieve", file, "-"));
    assertEquals(
        new Outcome(4, "computer\tyes\nabsolute\tno\n", ""),
        run(bytes("computer\nabsolute\n"), "memory", "contains", file, "-"));
    Outcome bad = run(bytes("absolute\nabstract\nword\naccident\n"), "memory", "store", file, "-");
    assertEquals(1, bad.code());
    assertTrue(bad.err().startsWith("decisive: line 3: words8-sliding, "), bad.err());
    assertTrue(bad.err().endsWith("; the 2 lines before it are stored\n"), bad.err());
    assertEquals(
        new Outcome(1, "", "decisive: line 2: is not UTF-8; the line before it is stored\n"),
        run(
            new byte[] {'a', 'c', 'c', 'i', 'd', 'e', 'n', 't', '\n', 'a', (byte) 0xff},
            "memory",
            "store",
            file,
            "-"));
    assertEquals(
        new Outcome(
            1,
            "c?mp?ter\tcomputer\n",
            "decisive: line 2: words8-sliding, query: \"word\" has 4 letters, not 8; write ? for"
                + " each unknown letter of a query\n"),
        run(bytes("c?mp?ter\nword\n"), "memory", "retrieve", file, "-"));
    try (MemoryStore store = MemoryStore.read(Path.of(file))) {
      assertEquals(5, store.count());
    }
  }

  /** The launcher says whether standard input is a terminal. */
  @Test
  void withoutMessagesAPipeIsRead() throws Exception {
    String file = directory.resolve("m.mem").toString();
    RealCommands.run("memory", "create", file, "--clusters", "2", "--fanals", "10");
    jvm = List.of("-Ddecisive.input=pipe");
    assertEquals(
        new Outcome(0, "stored 2, " + file + " now has 2 messages\n", ""),
        run(bytes("1,2\n3,4\n"), "memory", "store", file));
  }

  /** The commands of the README's session print what it shows. */
  @Test
  void theReadmeShowsWhatIsPrinted() throws Exception {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf("$ ./decisive memory create");
    List<String> lines = readme.substring(start, readme.indexOf("```", start)).lines().toList();
    String file = directory.resolve("words.mem").toString();
    StringBuilder printed = new StringBuilder();
    for (String line : lines) {
      if (line.startsWith("$ ")) {
        printed.append(line).append('\n');
        String[] parts = line.substring("$ ./decisive ".length()).split(" < |; ");
        String[] words = parts[0].replace("\"", "").replace("words.mem", file).split(" ");
        byte[] input =
            line.contains(" < ") ? Files.readAllBytes(Path.of("..", parts[1])) : new byte[0];
        Outcome outcome = run(input, words);
        printed.append(outcome.out()).append(outcome.err());
        printed.append(line.contains("; ") ? "exit code " + outcome.code() + "\n" : "");
      }
    }
    assertEquals(String.join("\n", lines) + "\n", printed.toString().replace(file, "words.mem"));
    String table = RealCommands.run("memory", "words").out();
    assertTrue(readme.contains(table), "the README does not show:\n" + table);
  }

  /** What the command said to be on the disk is there after kill −9. */
  @Test
  void whatWasSaidToBeStoredSurvivesAKill() throws Exception {
    Path file = directory.resolve("m.mem");
    RealCommands.run("memory", "create", file.toString(), "--clusters", "3", "--fanals", "100");
    Process process =
        command("memory", "store", file.toString(), "-")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    CompletableFuture<String> said;
    try (BufferedReader err = process.errorReader()) {
      said = CompletableFuture.supplyAsync(() -> firstLine(err));
      try (Writer lines = process.outputWriter()) {
        for (int k = 0; !said.isDone() && process.isAlive(); k++) {
          lines.write(line(k) + "\n");
          lines.flush();
        }
        process.toHandle().destroyForcibly();
      } catch (IOException closed) {
        // The pipe of the killed program.
      }
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
      String text = said.get(SECONDS, TimeUnit.SECONDS);
      assertTrue(text.endsWith(" messages are on the disk"), text);
      long acknowledged = Long.parseLong(text.substring(0, text.indexOf(' ')));
      try (MemoryStore store = MemoryStore.open(file)) {
        assertTrue(store.count() >= acknowledged, store.count() + " of " + acknowledged);
        for (int k = 0; k < acknowledged; k++) {
          assertTrue(store.memory().contains(message(k)), line(k));
        }
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static String firstLine(BufferedReader err) {
    try {
      return err.readLine();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Message message(int k) {
    return Message.of(k % 100, k / 100 % 100, k / 10_000 % 100);
  }

  private static String line(int k) {
    return k % 100 + "," + k / 100 % 100 + "," + k / 10_000 % 100;
  }
}
