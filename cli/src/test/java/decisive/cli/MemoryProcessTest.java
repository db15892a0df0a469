package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory commands in pipes, as processes. */
class MemoryProcessTest {
  private static final int SECONDS = 60;

  @TempDir private Path directory;

  /** Options of the programs. */
  private List<String> jvm = List.of();

  /** What a shell does before the program, or null. */
  private String shell;

  private record Outcome(int code, String out, String err) {}

  private ProcessBuilder command(String... args) {
    List<String> command = new ArrayList<>();
    if (shell != null) {
      command.addAll(List.of("/bin/sh", "-c", shell));
    }
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
        new Outcome(
            1,
            "",
            "decisive: line 2: is not UTF-8; convert it first; the line before it is stored\n"),
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

  /** Standard input may come from an editor that begins files with a byte order mark. */
  @Test
  void aByteOrderMarkIsPassedOver() throws Exception {
    String file = directory.resolve("m.mem").toString();
    RealCommands.run("memory", "create", file, "--encoder", "words3-letters");
    assertEquals(
        new Outcome(0, "stored 2, " + file + " now has 2 messages\n", ""),
        run(bytes("\uFEFFcat\ncut\n"), "memory", "store", file, "-"));
    Outcome second = run(bytes("cat\n\uFEFFcut\n"), "memory", "store", file, "-");
    assertEquals(1, second.code());
    assertTrue(second.err().startsWith("decisive: line 2: words3-letters, "), second.err());
  }

  /** What cannot be on the disk any more is not said to be. */
  @Test
  void aFileThatIsRemovedWhileTheWriterWaitsIsAFailure() throws Exception {
    Path file = directory.resolve("m.mem");
    RealCommands.run("memory", "create", file.toString(), "--clusters", "2", "--fanals", "10");
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        command("memory", "store", file.toString(), "-")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try (Writer lines = process.outputWriter()) {
      lines.write("1,2\n");
      lines.flush();
      while (process.isAlive() && stored(file) == 0) {
        Thread.onSpinWait();
      }
      Files.delete(file);
      lines.write("3,4\n");
    }
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue());
    assertEquals("", Files.readString(out));
    assertEquals(
        "decisive: "
            + file
            + ": is not the file that was opened: it was moved or removed; these messages are not"
            + " stored, open the file that is meant and append them again\n",
        Files.readString(err));
    assertFalse(Files.exists(file));
  }

  private static long stored(Path file) throws IOException {
    try (MemoryStore store = MemoryStore.read(file)) {
      return store.count();
    }
  }

  /** A limit on the size of files, which needs no disk that is full. */
  @Test
  void aDiskThatIsFullIsOneLineThatNamesTheFile() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    Path file = directory.resolve("m.mem");
    RealCommands.run("memory", "create", file.toString(), "--clusters", "2", "--fanals", "10");
    assertEquals(0, run(bytes("1,2\n"), "memory", "store", file.toString(), "-").code());
    shell = "ulimit -f 1; exec \"$0\" \"$@\""; // 512 bytes, or 1024
    jvm = List.of("-XX:-UsePerfData");
    Outcome full = run(bytes("3,4\n".repeat(10_000)), "memory", "store", file.toString(), "-");
    assertEquals(
        new Outcome(
            1,
            "",
            "decisive: "
                + file
                + ": File too large; the 1 messages stored before are safe, open it again to see"
                + " whether these are there\n"),
        full);
    shell = null;
    assertEquals(
        new Outcome(0, "stored 1, " + file + " now has 2 messages\n", ""),
        run(bytes("5,6\n"), "memory", "store", file.toString(), "-"));
    // A file that is to be replaced is as it was, and nothing is left beside it.
    assertEquals(
        0, run(bytes("7,8\n".repeat(10_000)), "memory", "store", file.toString(), "-").code());
    byte[] before = Files.readAllBytes(file);
    shell = "ulimit -f 0; exec \"$0\" \"$@\"";
    Outcome compact = run(new byte[0], "memory", "compact", file.toString());
    assertEquals(1, compact.code());
    assertArrayEquals(before, Files.readAllBytes(file));
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(0, left.filter(path -> path.toString().endsWith(".tmp")).count());
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
