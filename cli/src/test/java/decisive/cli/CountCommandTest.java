package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decisive.cli.DecisiveTest.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountCommandTest {
  private static final String TABLE_KS = "1,2,4,8,16,32,64";

  private static String output(String line) {
    Result result = RealCommands.run(line.split(" "));
    assertEquals("", result.err());
    assertEquals(0, result.code());
    return result.out();
  }

  /** The cells of the row for {@code competition}, without it. */
  private static List<String> row(String text, String competition) {
    String line =
        text.lines().filter(it -> it.startsWith(competition + " ")).findFirst().orElse(text);
    List<String> cells = new ArrayList<>(List.of(line.trim().split(" {2,}")));
    cells.remove(0);
    return cells;
  }

  /** The paper's Table 1; the exact numbers are dense 39,518,208 and 515,899,392 / k. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1  | 5,070,848 | 1,297,809,408 | 555,417,600",
        "2  | 3,125,248 |   861,601,792 | 297,467,904",
        "4  | 2,152,448 |   643,497,984 | 168,493,056",
        "8  | 1,666,048 |   534,446,080 | 104,005,632",
        "16 | 1,422,848 |   479,920,128 |  71,761,920",
        "32 | 1,301,248 |   452,657,152 |  55,640,064",
        "64 | 1,240,448 |   439,025,664 |  47,579,136"
      })
  void theNumbersOfTable1(int k, String resnet18, String resnet50, String exact) {
    String text = output("count --model resnet18 --k " + TABLE_KS);
    assertEquals(List.of(exact, resnet18), row(text, "k=" + k).subList(0, 2), text);
    text = output("count --model resnet50 --rule table1-resnet50 --k " + TABLE_KS);
    assertEquals(List.of(resnet50), row(text, "k=" + k), text);
  }

  @Test
  void theTextSaysWhatIsCounted() {
    String text = output("count --blocks 1,1 --channels 1 --size 8 --k 1,4");
    assertTrue(
        text.startsWith(
            """
            Basic blocks [1, 1], width 16; images 8×8×1, 10 classes
            Multiplications for one image, winners taking all, in all convolutions together:

            competition    exact  table1-resnet18  table1-resnet50
            k=1          533,504           37,376          533,504
            k=4          250,880           23,168          312,320

            The linear layer at the end, not in these numbers: 320

            exact: output elements × kernel area × input maps that can win, one in each group;
            """),
        text);
    for (String sentence :
        List.of(
            "\ntable1-resnet18: the ResNet-18 column of the paper's Table 1: output elements ×",
            "\ntable1-resnet50: the ResNet-50 column of the paper's Table 1: exact, but")) {
      assertTrue(text.contains(sentence), text);
    }
    String one = output("count --model resnet18 --k 1 --rule exact");
    assertTrue(one.contains("not in these numbers: 5,120\n"), one);
    assertFalse(one.contains("table1"), one);
    output("count --blocks 1,1 --bottleneck --width 4 --classes 3 --k 2")
        .lines()
        .limit(1)
        .forEach(
            line ->
                assertEquals("Bottleneck blocks [1, 1], width 4; images 32×32×3, 3 classes", line));
    text.lines().forEach(line -> assertTrue(line.length() <= 100, line));
  }

  /**
   * By hand: stem 8·8·16·9·1, then 8·8·16·9·16 dense, 8·8·16·9·16/4, 4·4·32·9·16/4, 4·4·32·9·32/4
   * and the shortcut 4·4·32·16/4.
   */
  @Test
  void perLayerListsEveryConvolution() {
    String text = output("count --blocks 1,1 --channels 1 --size 8 --k 4 --rule exact --per-layer");
    assertEquals(List.of("250,880"), row(text, "k=4"));
    assertTrue(
        text.endsWith(
            """

            k=4                  kernel     maps  output  group    exact
            conv1                   3×3   1 → 16     8×8      1    9,216
            layer1.0.conv1          3×3  16 → 16     8×8      1  147,456
            layer1.0.conv2          3×3  16 → 16     8×8      4   36,864
            layer2.0.conv1          3×3  16 → 32     4×4      4   18,432
            layer2.0.conv2          3×3  32 → 32     4×4      4   36,864
            layer2.0.shortcut.0     1×1  16 → 32     4×4      4    2,048
            """),
        text);
  }

  @Test
  void groupsMayBeGivenForEachLayerOrByTheirNumber() {
    String layers = "count --blocks 1,1 --size 8 --per-layer --rule exact ";
    String each = output(layers + "--k-per-layer 1,2,4,8");
    assertEquals(List.of("3×3", "16 → 16", "8×8", "1", "147,456"), row(each, "layer1.0.conv2"));
    assertEquals(List.of("3×3", "16 → 32", "4×4", "2", "36,864"), row(each, "layer2.0.conv1"));
    assertEquals(List.of("3×3", "32 → 32", "4×4", "4", "36,864"), row(each, "layer2.0.conv2"));
    String number = output(layers + "--c 8");
    assertEquals(List.of("3×3", "16 → 16", "8×8", "2", "73,728"), row(number, "layer1.0.conv2"));
    assertEquals(List.of("3×3", "32 → 32", "4×4", "4", "36,864"), row(number, "layer2.0.conv2"));
    assertTrue(number.contains("\nc=8  "), number);
  }

  @Test
  void jsonHoldsTheSameNumbers() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(output("count --model resnet18 --k 1,4 --json --per-layer"));
    assertEquals("[2,2,2,2]", json.get("blocks").toString());
    assertEquals(64, json.get("width").asInt());
    assertEquals(5120, json.get("linear").asLong());
    JsonNode four = json.get("counts").get(1);
    assertEquals("k=4", four.get("competition").asText());
    assertEquals(
        "{\"exact\":168493056,\"table1-resnet18\":2152448,\"table1-resnet50\":328925184}",
        four.get("multiplications").toString());
    long sum = 0;
    for (JsonNode convolution : four.get("convolutions")) {
      sum += convolution.get("multiplications").get("exact").asLong();
    }
    assertEquals(168_493_056, sum);
    assertEquals(
        "{\"name\":\"layer2.0.shortcut.0\",\"kernel\":1,\"inputs\":64,\"outputs\":128,"
            + "\"output_height\":16,\"output_width\":16,\"input_group_size\":4,"
            + "\"multiplications\":{\"exact\":524288,\"table1-resnet18\":8192,"
            + "\"table1-resnet50\":2097152}}",
        four.get("convolutions").get(7).toString());
    assertFalse(output("count --model resnet18 --k 1 --json").contains("convolutions"));
  }

  /** The largest that the options allow still fits a long. */
  @Test
  void nothingOverflows() {
    String stages = "1000,1000,1000,1000,1000,1000,1000,1000";
    for (String kind : List.of("", " --bottleneck")) {
      String sizes = " --width 4096 --channels 2047 --classes 4096 --size 1024 --k 1";
      List<String> cells = row(output("count --blocks " + stages + kind + sizes), "k=1");
      long exact = Long.parseLong(cells.get(0).replace(",", ""));
      double oneConvolution = 1024.0 * 1024 * 4096 * 4096 * 9;
      assertTrue(exact > 1000 * oneConvolution, cells.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--k 1 | --model or --blocks is needed, such as --model resnet18 or --blocks 1,1,1",
        "--model resnet18 --blocks 1,1 --k 1 | --model and --blocks exclude one another",
        "--model resnet50 --bottleneck --k 1 | --bottleneck goes with --blocks",
        "--model resnet19 --k 1 | model resnet19: unknown;"
            + " there are resnet8, resnet18, resnet20, resnet34 and resnet50",
        "--model resnet18 --k 1 --rule best | rule best: unknown;"
            + " there are exact, table1-resnet18, table1-resnet50",
        "--model resnet18 --k 1 --size 1024 --channels 2048 | --size 1024 and --channels 2048: an"
            + " image of 2147483648 values is larger than any; choose less",
        "--model resnet18 | one of --k, --k-per-layer and --c is needed;"
            + " --k 1 means no competition",
        "--model resnet18 --k 1 --c 1 | --k and --c exclude one another",
        "--model resnet18 --k 1 --k-per-layer 1,2 | --k and --k-per-layer exclude one another",
        "--model resnet18 --k 2,3 | k=3: competition 0: groups of 3 do not divide 64 maps;"
            + " choose a divisor of 64",
        "--model resnet18 --c 6 | c=6: competition 0: 6 groups do not divide 64 maps;"
            + " choose a divisor of 64",
        "--blocks 1,1 --k-per-layer 1,2,4 | k=1,2,4: competition: 3 group sizes given,"
            + " the network has 4 competitions",
        "--model resnet18 --k 0 | competition: group size (k) is 0, must be ≥ 1",
        "--model resnet18 --c -2 | competition: group count (c) is -2, must be ≥ 1",
        "--model resnet18 --k one | --k one: want a whole number of up to 9 digits",
        "--model resnet18 --k 1 --size 0 | --size 0: want 1 to 1024",
        "--model resnet18 --k 1 --size 2000 | --size 2000: want 1 to 1024",
        "--model resnet18 --k 1 --width 0 | --width 0: want 1 to 4096",
        "--model resnet18 --k 1 --width 99999999999 | --width 99999999999: want a whole number of up to 9 digits",
        "--model resnet18 --k 1 --channels -3 | --channels -3: want 1 to 4096",
        "--model resnet18 --k 1 --classes 5000 | --classes 5000: want 1 to 4096",
        "--blocks 1,0 --k 1 | --blocks 0: want 1 to 1000",
        "--blocks 1,1,1,1,1,1,1,1,1 --k 1 | resnet: 9 stages; choose 1 to 8",
        "--model resnet18 --k 1 --strided | unknown option --strided; --help lists them"
      })
  void usageErrors(String options, String message) {
    assertEquals(
        new Result(2, "", "decisive: " + message + "\n"),
        RealCommands.run(("count " + options).split(" ")));
  }

  @Test
  void help() {
    String text = output("count --help");
    for (String option :
        List.of(
            "--model VALUE ",
            "--blocks A,B,... ",
            "--bottleneck ",
            "--width N ",
            "--channels N ",
            "--classes N ",
            "--k A,B,... ",
            "--k-per-layer A,B,... ",
            "--c A,B,... ",
            "--rule VALUE ",
            "--size N ",
            "--per-layer ",
            "--json ")) {
      assertTrue(text.contains("\n  " + option), text);
    }
    assertTrue(text.contains("height and width of the images (default 32)"), text);
    assertEquals(text, output("help count"));
  }
}
