package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decisive.cli.DecisiveTest.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCapacityCommandTest {
  @TempDir private Path directory;

  private Result capacity(String... more) {
    String[] words =
        ("memory capacity --clusters 4 --fanals 16 --erased 2 --messages 10,40 --memories 2"
                + " --recalls 50 --out "
                + directory)
            .split(" ");
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return RealCommands.run(all);
  }

  @Test
  void tableJsonAndReport() throws Exception {
    Result result = capacity();
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("errors, %"), result.out());
    assertTrue(result.out().contains("\n  corrected formula "), result.out());
    assertTrue(result.out().contains("\nprojection "), result.out());
    assertTrue(result.out().endsWith("report: " + directory.resolve("report.html") + "\n"));

    JsonNode json = new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    assertEquals(10, json.get("curves").size());
    JsonNode point = json.get("curves").get(0).get("points").get(1);
    assertEquals(40, point.get("messages").asInt());
    assertEquals(100, point.get("recalls").asInt());
    assertTrue(point.get("low").asDouble() <= point.get("error").asDouble());
    assertTrue(point.get("theory").get("textbook").asDouble() > 0);
    assertTrue(json.get("command").asText().startsWith("decisive memory capacity --clusters 4"));

    String html = Files.readString(directory.resolve("report.html"));
    for (String model : new String[] {"clique", "deep", "willshaw-anywhere", "projection"}) {
      assertTrue(html.contains("<h3>" + model + "</h3>"), model);
    }
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(directory.resolve("report.html").toFile()); // fails if it is not well-formed
    String chart = Files.readString(directory.resolve("capacity-messages.svg"));
    assertTrue(chart.contains("willshaw-anywhere"), "the legend is text");
  }

  @Test
  void theCommandInTheReportDoesItAgain() throws Exception {
    capacity("--models", "clique,scan", "--rule", "sum-of-max", "--gamma", "2", "--wrong", "1");
    ObjectMapper mapper = new ObjectMapper();
    JsonNode first = mapper.readTree(directory.resolve("results.json").toFile());
    String command = first.get("command").asText();
    assertTrue(command.contains(" --rule sum-of-max --gamma 2 "), command);
    String[] again = (command.substring("decisive ".length()) + " --out " + directory).split(" ");
    assertEquals(0, RealCommands.run(again).code());
    JsonNode second = mapper.readTree(directory.resolve("results.json").toFile());
    for (int m = 0; m < 2; m++) {
      for (int p = 0; p < 2; p++) {
        String at = "/curves/" + m + "/points/" + p + "/";
        assertEquals(first.at(at + "ambiguous"), second.at(at + "ambiguous"));
        assertEquals(first.at(at + "wrong"), second.at(at + "wrong"));
      }
    }
  }

  @Test
  void mistakesAreUsageErrors() {
    assertEquals(
        "decisive: capacity: 2 erased and 2 wrong clusters leave none of 4\n",
        capacity("--wrong", "2").err());
    Result model = capacity("--models", "klique");
    assertEquals(2, model.code());
    assertTrue(model.err().startsWith("decisive: there is no model klique; choose among clique-"));
  }
}
