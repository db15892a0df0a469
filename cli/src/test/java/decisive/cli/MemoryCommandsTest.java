package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decisive.cli.DecisiveTest.Result;
import decisive.memory.Clusters;
import decisive.memory.store.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory commands, from a file's creation to its end. */
class MemoryCommandsTest {
  @TempDir private Path directory;
  private String file;

  @BeforeEach
  void name() {
    file = directory.resolve("m.mem").toString();
  }

  private Result memory(String command, String... words) {
    List<String> all = new ArrayList<>(List.of("memory", command, file));
    all.addAll(List.of(words));
    return RealCommands.run(all.toArray(String[]::new));
  }

  private void assertSays(int code, String out, String err, Result result) {
    String shown = file.replace("\\", "/");
    assertEquals(new Result(code, out.replace("FILE", shown), err.replace("FILE", shown)), result);
  }

  private void words(String... words) {
    memory("create", "--encoder", "words8-sliding");
    memory("store", words);
  }

  @Test
  void wordsAreStoredAndCompleted() {
    assertSays(
        0,
        "created FILE: 7 clusters of 676 fanals\n",
        "",
        memory("create", "--encoder", "words8-sliding"));
    assertSays(
        0, "stored 2, FILE now has 2 messages\n", "", memory("store", "computer", "absolute"));
    assertSays(
        0,
        "stored 3, FILE now has 5 messages\n",
        "",
        memory("store", "commuter", "computer", "commuter"));
    assertSays(0, "computer\n", "", memory("retrieve", "co?p?ter"));
    assertSays(
        3,
        "commuter\ncomputer\n",
        "com?uter: 2 answers fit; a longer query decides\n",
        memory("retrieve", "com?uter"));
    assertSays(4, "", "zz??????: nothing that is stored fits\n", memory("retrieve", "zz??????"));
    assertSays(
        4,
        "ab??????\tabsolute\n",
        "zz??????: nothing that is stored fits\n",
        memory("retrieve", "ab??????", "zz??????"));
  }

  @Test
  void withoutASearchTheCandidatesAreShown() {
    words("computer", "commuter");
    assertSays(
        3,
        "co om mm|mp mu|pu ut te er\n",
        "com?uter: too many candidates to look through, these are the symbols of each cluster; a"
            + " longer query or a larger --search decides\n",
        memory("retrieve", "com?uter", "--search", "0"));
  }

  @Test
  void stepsAreShown() {
    words("computer", "commuter");
    Result result = memory("retrieve", "com??ter", "--steps");
    assertTrue(result.out().startsWith("step 1\n  cluster 0: co (1 active, "), result.out());
    assertTrue(result.out().contains(", nothing changed\n"), result.out());
  }

  @Test
  void stepsAsJsonAreInTheObject() throws Exception {
    words("computer", "commuter");
    Result result = memory("retrieve", "com??ter", "--steps", "--json");
    assertEquals(1, result.out().lines().count(), result.out());
    JsonNode answer = new ObjectMapper().readTree(result.out());
    JsonNode trace = answer.get("trace");
    assertEquals(answer.get("steps").asInt(), trace.size());
    assertEquals("{\"mm\":6,\"mp\":6}", trace.get(0).get(2).toString());
    assertFalse(
        new ObjectMapper().readTree(memory("retrieve", "--json", "a???????").out()).has("trace"));
  }

  @Test
  void answersAsJson() throws Exception {
    words("computer", "commuter");
    Result result = memory("retrieve", "--json", "com?uter", "computer");
    List<String> lines = result.out().lines().toList();
    assertEquals(3, result.code());
    assertEquals("", result.err());
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertEquals("com?uter", first.get("query").asText());
    assertEquals("ambiguous", first.get("kind").asText());
    assertEquals("[\"commuter\",\"computer\"]", first.get("answers").toString());
    assertEquals("[\"mm\",\"mp\"]", first.get("candidates").get(2).toString());
    assertTrue(first.get("complete").asBoolean() && first.get("converged").asBoolean());
    JsonNode second = new ObjectMapper().readTree(lines.get(1));
    assertEquals("unique", second.get("kind").asText());
  }

  @Test
  void plainSymbolsWithErasedBlurredAndWrongOnes() {
    memory("create", "--clusters", "4", "--fanals", "10");
    memory("store", "1,2,3,4", "5,6,7,8", "0,9,0,9");
    assertSays(0, "1,2,3,4\n", "", memory("retrieve", "1,?,3|5,?"));
    assertSays(4, "", "1,2,3,9: nothing that is stored fits\n", memory("retrieve", "1,2,3,9"));
    assertSays(0, "1,2,3,4\n", "", memory("retrieve", "1,2,3,9", "--rule", "sum-of-sum"));
    assertSays(
        0,
        "1,2,3,4\n",
        "",
        memory(
            "retrieve",
            "1,2,3,9",
            "--rule",
            "sum-of-max",
            "--gamma",
            "1",
            "--selection",
            "winner-takes-all",
            "--max-steps",
            "6"));
    assertSays(0, "yes\n", "", memory("contains", "5,6,7,8"));
    assertSays(4, "5,6,7,8\tyes\n5,6,7,9\tno\n", "", memory("contains", "5,6,7,8", "5,6,7,9"));
  }

  @Test
  void whatIsForgottenIsGone() {
    words("computer", "commuter");
    memory("store", "computer");
    assertSays(
        1,
        "",
        "decisive: absolute is not stored; nothing was forgotten\n",
        memory("forget", "computer", "absolute"));
    assertSays(0, "forgot 1, FILE now has 1 messages\n", "", memory("forget", "computer"));
    assertSays(0, "commuter\n", "", memory("retrieve", "com?uter"));
  }

  @Test
  void compactionDropsRepetitions() {
    words("computer", "commuter");
    memory("store", "computer");
    Result result = memory("compact");
    assertTrue(result.out().matches("\\S+: 2 messages in \\d+ bytes, before 3 in \\d+\\R"));
  }

  @Test
  void tablesAreLearnt() throws Exception {
    Path table = directory.resolve("people.csv");
    Files.writeString(table, "name,town,tea\nAnn,Bonn,green\nBob,Rome,black\n");
    assertSays(
        0,
        "created FILE: 3 clusters of 2 fanals\n",
        "",
        memory("create", "--encoder", "csv", "--learn", table.toString()));
    memory("store", "Ann,Bonn,green", "Bob,Rome,black");
    assertSays(0, "Ann,Bonn,green\n", "", memory("retrieve", "Ann,?,"));
    Result unknown = memory("store", "Cat,Rome,black");
    assertEquals(1, unknown.code());
    assertTrue(
        unknown.err().endsWith("column name has no value \"Cat\"; its values are Ann, Bob\n"),
        unknown.err());
  }

  @Test
  void infoShowsWhatIsThereAndWhatToExpect() throws Exception {
    memory("create", "--clusters", "3", "--fanals", "4");
    memory("store", "0,0,0", "1,1,1", "1,1,1");
    JsonNode info = new ObjectMapper().readTree(memory("info", "--json").out());
    assertEquals(3, info.get("messages").asInt());
    assertEquals(2, info.get("distinct").asInt());
    assertEquals(6, info.get("edges").asInt());
    assertEquals(48, info.get("bits").asInt());
    assertEquals(6 / 48.0, info.get("density").asDouble());
    assertEquals("symbols3x4", info.get("encoder").asText());
    assertEquals(2, info.get("random").get("one_step_errors").size());
    assertEquals(Files.size(Path.of(file)), info.get("file_bytes").asLong());
    String text = memory("info").out();
    assertTrue(
        text.contains("\nmessages       3, 2 different\nedges          6 of 48 bits\n"), text);
    assertTrue(text.contains("\n2 uniform random messages would have:\n"), text);
    assertTrue(text.contains("2 erased: "), text);
  }

  /** A description that is no encoder's name is the maker's own; symbols are always understood. */
  @Test
  void filesThatTheLibraryMadeAreReadAsSymbols() throws Exception {
    MemoryStore.create(Path.of(file), Clusters.ofSizes(2, 3, 4), "my own").close();
    assertEquals(0, memory("store", "1,2,3").code());
    assertSays(0, "1,2,3\n", "", memory("retrieve", "1,?,?"));
  }

  /** A few bytes of a description must not make an encoder of a billion clusters. */
  @Test
  void theDescriptionOfAFileCannotFillTheHeap() throws Exception {
    MemoryStore.create(Path.of(file), Clusters.uniform(2, 3), "symbols999999999x2").close();
    assertEquals(0, memory("store", "1,2").code());
    assertSays(0, "1,2\n", "", memory("retrieve", "1,?"));
  }

  @Test
  void aTableThatCannotBeLearntIsAFailure() throws Exception {
    Path table = directory.resolve("empty.csv");
    Files.writeString(table, "name,town\n");
    assertSays(
        1,
        "",
        "decisive: csv, learn: 1 lines; the first names the columns, rows follow\n",
        memory("create", "--encoder", "csv", "--learn", table.toString()));
    assertFalse(Files.exists(Path.of(file)));
  }

  /** By a regular expression or by recursion, a stack trace. */
  @Test
  void theDescriptionOfAFileCannotFillTheStack() throws Exception {
    for (String description :
        List.of(
            "fixed1" + "-1".repeat(30_000),
            "fixed1" + "-1".repeat(30_000) + ":a=b",
            "symbols1" + "-1".repeat(30_000),
            "words8-letters" + "+twins".repeat(10_000),
            "csv:a=b" + ",c".repeat(30_000) + "+twins".repeat(900))) {
      MemoryStore.create(Path.of(file), Clusters.uniform(2, 3), description).close();
      assertEquals(0, memory("info").code());
      assertSays(0, "stored 1, FILE now has 1 messages\n", "", memory("store", "1,2"));
      Files.delete(Path.of(file));
    }
  }

  /** Values that would set a terminal's colour or title, or reverse what it shows. */
  @Test
  void storedValuesDoNotSteerTheTerminal() throws Exception {
    String first = "red\u001b[31m\u202e";
    String second = "1m\u009bé\\";
    memory("create", "--encoder", "tsv:a=red%1B[31m%E2%80%AE,1m%C2%9B%C3%A9%5C/b=c,d");
    memory("store", first + "\tc", second + "\tc");
    String shown = "red\\u001b[31m\\u202e\tc\n";
    String other = "1m\\u009bé\\\tc\n";
    assertSays(
        3,
        other + shown,
        "?\tc: 2 answers fit; a longer query decides\n",
        memory("retrieve", "?\tc"));
    assertSays(
        4,
        first.replace("\u001b", "\\u001b").replace("\u202e", "\\u202e")
            + "\td\tno\n"
            + "1m\\u009bé\\\tc\tyes\n",
        "",
        memory("contains", first + "\td", second + "\tc"));
    assertSays(
        4,
        "",
        "red\\u001b[31m\\u202e\td: nothing that is stored fits\n",
        memory("retrieve", first + "\td"));
    Result steps = memory("retrieve", "?\tc", "--steps", "--search", "0");
    assertTrue(steps.out().contains("cluster 0: red\\u001b[31m\\u202e|1m\\u009b"), steps.out());
    assertFalse(steps.out().matches("(?s).*[\u001b\u009b\u202e].*"), steps.out());
    Result json = memory("retrieve", "--json", "?\tc");
    assertFalse(json.out().matches("(?s).*[\u001b\u009b\u202e].*"), json.out());
    JsonNode answers = new ObjectMapper().readTree(json.out()).get("answers");
    assertEquals(
        List.of(second + "\tc", first + "\tc"),
        List.of(answers.get(0).asText(), answers.get(1).asText()));
  }

  @Test
  void aTableThatIsNotUtf8IsNamedWithItsLine() throws Exception {
    Path table = directory.resolve("people.csv");
    Files.write(table, new byte[] {'a', ',', 'b', '\n', 'c', ',', (byte) 0xe9, '\n'});
    assertSays(
        1,
        "",
        "decisive: " + table + ", line 2: is not UTF-8; convert it first\n",
        memory("create", "--encoder", "csv", "--learn", table.toString()));
    assertSays(
        1,
        "",
        "decisive: " + directory + ": Is a directory\n",
        memory("create", "--encoder", "csv", "--learn", directory.toString()));
    Files.writeString(table, "\uFEFFname,tea\r\nAnn,green\r\n");
    memory("create", "--encoder", "csv", "--learn", table.toString());
    assertTrue(memory("info").out().contains("csv:name=Ann/tea=green\n"));
  }

  /** The corrected formula needs no bound on the clusters. */
  @Test
  void infoKnowsTheoryForManyClusters() throws Exception {
    memory("create", "--clusters", "40", "--fanals", "2");
    memory("store", "0,".repeat(39) + "1", "1,".repeat(39) + "0");
    JsonNode errors =
        new ObjectMapper().readTree(memory("info", "--json").out()).at("/random/one_step_errors");
    assertEquals(39, errors.size());
    for (int k = 0; k < 39; k++) {
      double error = errors.get(k).asDouble();
      assertTrue(error >= 0 && error <= 1 && (k == 0 || error >= errors.get(k - 1).asDouble()));
    }
  }

  @Test
  void wordsShowsTheTableOrTheAnswers() {
    Result table = RealCommands.run("memory", "words", "--words", "50,100", "--probes", "20");
    assertEquals(0, table.code(), table.err());
    assertEquals(6, table.out().lines().count(), table.out());
    assertTrue(table.out().contains("best possible"), table.out());
    Result answers = RealCommands.run("memory", "words", "co?p?ter");
    assertTrue(
        answers.out().lines().anyMatch(line -> line.matches("words8-sliding +1 +computer")),
        answers.out());
    assertEquals(2, RealCommands.run("memory", "words", "--hidden", "8").code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create FILE | say what is stored: either --encoder, as in --encoder words8-sliding, or"
            + " --clusters and --fanals",
        "create FILE --clusters 4 | --fanals is missing: how many symbols has a cluster?",
        "create FILE --fanals 4 | --clusters is missing: how many symbols has a message?",
        "create FILE --clusters 2 --fanals 4,4,4 | --fanals has 3 numbers for --clusters 2",
        "create FILE --clusters 0 --fanals 4 | clusters: 0 clusters of 4 fanals; there must be at"
            + " least 1 of each",
        "create FILE other --clusters 2 --fanals 4 | give one FILE, the memory's; there are 2",
        "create FILE --clusters 2 --fanals 4 --learn x.csv | --learn wants --encoder csv, tsv, or"
            + " fixed6-4 with widths",
        "store FILE | messages are missing: give FILE MESSAGES…, or - to read them from standard"
            + " input, one a line",
        "retrieve | the memory's file and queries are missing: give FILE QUERIES…, or - to read"
            + " them from standard input, one a line",
        "store FILE a - | - stands alone: either messages or -, not both",
        "retrieve FILE a --rule best | --rule best: want one of unanimity, sum-of-max, sum-of-sum",
        "retrieve FILE a --gamma 2 | --selection and --gamma are of --rule sum-of-max and"
            + " sum-of-sum; unanimity has neither",
        "retrieve FILE a --rule sum-of-sum --selection all | --selection all: want one of"
            + " winner-takes-all, global, losers-kicked-out",
        "retrieve FILE a --max-steps 0 | retrieval rule: at most 0 steps; allow 1 at least",
        "retrieve FILE a --search -1 | --search -1: want 0 or more"
      })
  void usageErrors(String line, String message) {
    String[] words = ("memory " + line.replace("FILE", file)).split(" ");
    assertEquals(new Result(2, "", "decisive: " + message + "\n"), RealCommands.run(words));
    assertFalse(Files.exists(Path.of(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retrieve FILE a | FILE: there is no such memory; make it with",
        "create FILE --clusters 1 --fanals 4 | clique memory: 1 cluster of 4 fanals have no edges",
        "create no/m.mem --clusters 2 --fanals 4 | no/m.mem: its directory does not exist"
      })
  void failuresBeforeThereIsAFile(String line, String message) {
    String[] words = ("memory " + line.replace("FILE", file)).split(" ");
    Result result = RealCommands.run(words);
    assertEquals(1, result.code());
    assertTrue(result.err().startsWith("decisive: " + message.replace("FILE", file)), result.err());
    assertEquals(1, result.err().lines().count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create FILE --clusters 2 --fanals 4 | FILE: is there already; open it, or choose another",
        "store FILE 1,2 | symbols3x4, parse: \"1,2\" has 2 symbols; write 3",
        "store FILE 1,2,4 | symbols3x4, parse: cluster 2: symbol 4 is out of range; with 4 fanals",
        "store FILE 1,2,? | symbols3x4, parse: cluster 2: \"?\" is not a whole number; ? stands",
        "retrieve FILE ?,?,? | retrieve: query has all 3 clusters erased; at least",
        "contains FILE 1,2,9 | symbols3x4, parse: cluster 2: symbol 9 is out of range"
      })
  void failuresThatLeaveTheFileAsItWas(String line, String message) throws Exception {
    memory("create", "--clusters", "3", "--fanals", "4");
    byte[] before = Files.readAllBytes(Path.of(file));
    Result result = RealCommands.run(("memory " + line.replace("FILE", file)).split(" "));
    assertEquals(1, result.code());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("decisive: " + message.replace("FILE", file)), result.err());
    assertEquals(1, result.err().lines().count());
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(Path.of(file))));
  }

  @Test
  void filesThatAreNoMemories() throws Exception {
    Files.writeString(Path.of(file), "not a memory at all");
    assertSays(
        1,
        "",
        "decisive: FILE at byte 0: this is not the file of a memory; give a file that"
            + " was created as one\n",
        memory("info"));
    Files.delete(Path.of(file));
    words("computer");
    byte[] bytes = Files.readAllBytes(Path.of(file));
    bytes[bytes.length - 6] ^= 1;
    Files.write(Path.of(file), bytes);
    Result damaged = memory("retrieve", "co??????");
    assertEquals(1, damaged.code());
    assertTrue(damaged.err().contains("checksum is not that of its content"), damaged.err());
  }

  @Test
  void oneWriterAtATime() throws Exception {
    words("computer");
    try (MemoryStore writer = MemoryStore.open(Path.of(file))) {
      Result second = memory("store", "absolute");
      assertEquals(1, second.code());
      assertTrue(second.err().contains("is open for writing in this program"), second.err());
      assertSays(0, "computer\n", "", memory("retrieve", "co??????"));
    }
  }
}
