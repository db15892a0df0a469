package decisive.experiments.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.SyntheticComparison;
import decisive.experiments.Xml;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.EpochResult;
import decisive.experiments.compare.LayerWins;
import decisive.experiments.compare.MemoryInput;
import decisive.experiments.compare.ModelResult;
import decisive.experiments.compare.NetworkResult;
import decisive.memory.Clusters;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartsTest {
  private static final int LARGEST = 60_000;

  static List<Comparison> comparisons() {
    return List.of(
        SyntheticComparison.standard(),
        SyntheticComparison.of(List.of(2), 1),
        SyntheticComparison.of(List.of(1), 3),
        SyntheticComparison.of(List.of(1, 2, 4, 8, 16), 300));
  }

  private static List<SvgChart> all(Comparison comparison) {
    List<SvgChart> charts = new ArrayList<>(TrainingCharts.of(comparison));
    CostChart.of(comparison).ifPresent(charts::add);
    charts.add(AccuracyChart.of(comparison));
    for (NetworkResult model : comparison.networks()) {
      model.winShares().forEach(wins -> charts.add(WinShareChart.of(model.k(), wins)));
    }
    return charts;
  }

  private static SvgChart training(Comparison comparison, String name) {
    return TrainingCharts.of(comparison).stream()
        .filter(chart -> chart.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void areSmallWellFormedAndScalable(Comparison comparison) {
    assertTrue(GraphicsEnvironment.isHeadless());
    for (SvgChart chart : all(comparison)) {
      String svg = chart.standalone();
      assertTrue(
          svg.getBytes(StandardCharsets.UTF_8).length < LARGEST,
          () -> chart.name() + " has " + svg.length());
      Element root = Xml.parse(svg).getDocumentElement();
      assertFalse(root.getAttribute("viewBox").isEmpty());
      assertFalse(root.hasAttribute("width"), "a fixed width does not scale");
      assertFalse(Xml.texts(root.getOwnerDocument(), "title").get(0).isBlank());
      assertFalse(Xml.texts(root.getOwnerDocument(), "desc").get(0).isBlank());
    }
  }

  /** In the font they were measured in, which is among the widest. */
  private static void everyTextIsInside(SvgChart chart) {
    Document svg = Xml.parse(chart.standalone());
    String[] box = svg.getDocumentElement().getAttribute("viewBox").split(" ");
    for (Element text : Xml.elements(svg, "text")) {
      if (text.hasAttribute("transform")) {
        continue;
      }
      String size = text.getAttribute("font-size");
      Font font =
          size.isEmpty() ? PlotStyle.FONT : PlotStyle.FONT.deriveFont(Float.parseFloat(size));
      double width = PlotStyle.width(text.getTextContent(), font);
      double share =
          switch (text.getAttribute("text-anchor")) {
            case "middle" -> 0.5;
            case "end" -> 1;
            default -> 0;
          };
      double left = Double.parseDouble(text.getAttribute("x")) - share * width;
      String where = chart.name() + ": " + text.getTextContent() + " at " + left;
      assertTrue(left >= 0, where);
      assertTrue(left + width <= Double.parseDouble(box[2]), where);
      double bottom = Double.parseDouble(text.getAttribute("y"));
      assertTrue(bottom > 0 && bottom < Double.parseDouble(box[3]), where);
    }
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void everyTextIsInside(Comparison comparison) {
    all(comparison).forEach(ChartsTest::everyTextIsInside);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void legendsOfAnyLengthAreInside(int curves) {
    for (int letters = 1; letters <= 24; letters++) {
      List<SweepChart.Curve> some = new ArrayList<>();
      for (int i = 0; i < curves; i++) {
        some.add(
            new SweepChart.Curve(
                "m".repeat(letters) + i,
                List.of(new SweepChart.Value(1, 60 + i, 2), new SweepChart.Value(8, 40, 1))));
      }
      everyTextIsInside(
          SweepChart.of("legend", "t".repeat(6 * letters), "Curves.", "k", "accuracy, %", some));
    }
  }

  @Test
  void wordsAboutCellsAreInside() {
    for (int letters = 1; letters <= 30; letters++) {
      String word = "m".repeat(letters);
      everyTextIsInside(
          HeatMapChart.of(
              "grid",
              word,
              "A cell.",
              "across",
              List.of(word),
              List.of("1"),
              new double[][] {{5}}));
    }
    Clusters x = Clusters.ofSizes(4, 4);
    Clusters y = Clusters.ofSizes(2);
    HeteroMemory memory = new HeteroMemory(x, y);
    Message query = Message.of(0, 1).erase(0);
    List<Message> inputs = List.of(Message.of(0, 1), Message.of(3, 2));
    List<Message> outputs = List.of(Message.of(0), Message.of(1));
    everyTextIsInside(MemoryFigure.of("figure", memory, inputs, outputs, query));
    for (Executable wrong :
        List.<Executable>of(
            () -> MemoryFigure.of("figure", memory, inputs, outputs.subList(0, 1), query),
            () -> MemoryFigure.of("figure", memory, outputs, outputs, query),
            () -> MemoryFigure.of("figure", memory, inputs, inputs, query),
            () -> MemoryFigure.of("figure", memory, inputs, outputs, Message.of(0)))) {
      String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
      assertTrue(message.startsWith("figure of a memory: "), message);
      assertTrue(message.contains("; give "), message);
    }
  }

  @Test
  void longNamesOfLayersAreInside() {
    everyTextIsInside(
        WinShareChart.of(
            "layer3.2.conv2", "images of automobile", new double[] {0.5, 0.5}, new long[] {1, 1}));
  }

  /** A letter that stayed an outline would be a shape in an ink that only texts have. */
  @ParameterizedTest
  @MethodSource("comparisons")
  void everyTextIsText(Comparison comparison) {
    for (SvgChart chart : all(comparison)) {
      Document svg = Xml.parse(chart.standalone());
      Set<String> shapes = new TreeSet<>();
      for (String tag : List.of("path", "line", "rect", "polygon", "circle", "ellipse")) {
        Xml.elements(svg, tag).forEach(shape -> shapes.add(shape.getAttribute("class")));
      }
      shapes.removeAll(Set.of("grid", "axis", "s1", "s2", "s3", "s4", "s5", "s6", "s7"));
      assertEquals(Set.of(), shapes, () -> chart.name() + " paints text as shapes");
      assertTrue(Xml.texts(svg, "text").size() >= 4, () -> chart.name() + " has no text");
      assertFalse(Xml.texts(svg, "text").contains(""));
    }
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void coloursComeFromTheStyleSheetOnly(Comparison comparison) {
    for (SvgChart chart : all(comparison)) {
      Document svg = Xml.parse(chart.inline());
      for (Element element : Xml.elements(svg, "*")) {
        assertFalse(element.hasAttribute("style"), chart.name());
        assertFalse(element.hasAttribute("color"), chart.name());
        for (String paint : List.of("fill", "stroke")) {
          assertTrue(
              Set.of("", "none", "currentColor").contains(element.getAttribute(paint)),
              () -> chart.name() + ": " + paint + " " + element.getAttribute(paint));
        }
      }
      assertEquals("currentColor", svg.getDocumentElement().getAttribute("fill"));
      assertTrue(chart.standalone().contains("prefers-color-scheme: dark"));
    }
  }

  @Test
  void costIsLabelledWithKAndRoundNumbers() {
    Document svg = Xml.parse(CostChart.of(SyntheticComparison.standard()).orElseThrow().inline());
    List<String> texts = Xml.texts(svg, "text");
    for (int k : List.of(1, 2, 4, 8, 16)) {
      assertEquals(2, Collections.frequency(texts, "" + k), "exact and executed, k = " + k);
    }
    assertTrue(
        texts.containsAll(List.of("100 k", "200 k", "500 k", "1 M", "2 M")), texts::toString);
    assertFalse(texts.contains("300 k"), "a crowded axis");
    assertTrue(texts.containsAll(List.of("executed", "exact count")));
  }

  /** Networks that count nothing have no place on a logarithmic axis. */
  @Test
  void countsOfZeroAreLeftOutOfTheCost() {
    Comparison standard = SyntheticComparison.standard();
    NetworkResult k2 = standard.networks().get(1);
    Comparison some = SyntheticComparison.with(standard, List.of(withCounts(k2, 1000, 0)));
    List<String> texts = Xml.texts(Xml.parse(CostChart.of(some).orElseThrow().inline()), "text");
    assertEquals(1, Collections.frequency(texts, "2"));
    assertFalse(texts.contains("executed"));
    Comparison none = SyntheticComparison.with(standard, List.of(withCounts(k2, 0, 0)));
    assertTrue(CostChart.of(none).isEmpty());
  }

  private static NetworkResult withCounts(NetworkResult network, long exact, long executed) {
    return new NetworkResult(
        network.name(),
        network.k(),
        network.accuracyPercent(),
        exact,
        executed,
        network.parameters(),
        network.secondsToTrain(),
        network.secondsToEvaluate(),
        network.secondsAnImage(),
        network.weightsSha256(),
        network.history(),
        network.winShares());
  }

  @Test
  void savingsAreBesideAccuracy() {
    Comparison standard = SyntheticComparison.standard();
    SvgChart chart = SavingChart.of(standard).orElseThrow();
    List<String> texts = Xml.texts(Xml.parse(chart.inline()), "text");
    assertTrue(
        texts.containsAll(List.of("accuracy", "exact", "executed", "time", "100")),
        texts::toString);
    ModelResult alone = standard.models().get(0);
    assertTrue(SavingChart.of(SyntheticComparison.with(standard, List.of(alone))).isEmpty());
  }

  @Test
  void accuracyShowsEveryModelFromNoneToAll() {
    Comparison ends =
        SyntheticComparison.with(
            SyntheticComparison.standard(),
            List.of(
                SyntheticComparison.shallow("worst", new MemoryInput.Pixels(2), 0),
                SyntheticComparison.shallow("best", new MemoryInput.Pixels(17), 100)));
    List<String> texts = Xml.texts(Xml.parse(AccuracyChart.of(ends).inline()), "text");
    assertTrue(texts.containsAll(List.of("0.0", "100.0", "2", "17", "pixels")), texts::toString);
    assertFalse(texts.contains("120"), "no accuracy is above 100 %");
    assertFalse(texts.contains("networks"));
  }

  @Test
  void equalTemperaturesAreOneLine() {
    Comparison standard = SyntheticComparison.standard();
    List<String> temperature =
        Xml.texts(Xml.parse(training(standard, "temperature").inline()), "text");
    assertTrue(temperature.contains("k = 2, 4, 8, 16"), temperature::toString);
    assertTrue(temperature.containsAll(List.of("1", "10", "100", "1,000")));
    assertFalse(temperature.contains("50"), "three decades and a crowd of numbers");
    List<String> loss = Xml.texts(Xml.parse(training(standard, "loss").inline()), "text");
    assertTrue(loss.containsAll(List.of("k = 1", "k = 2", "k = 4", "k = 8", "k = 16")));
  }

  @Test
  void epochsAreWholeNumbers() {
    List<String> texts =
        Xml.texts(
            Xml.parse(training(SyntheticComparison.of(List.of(2), 2), "loss").inline()), "text");
    assertFalse(texts.contains("0.5"), texts::toString);
    assertTrue(texts.containsAll(List.of("0", "1", "2")), texts::toString);
  }

  @Test
  void whatWasNotMeasuredHasNoChart() {
    EpochResult bare = new EpochResult(1, 0, 100, null, null, null, 0.05);
    NetworkResult silent =
        new NetworkResult("bare", 1, 100, 1, 1, 1, 0, 0, 0, "", List.of(bare), List.of());
    List<SvgChart> charts =
        TrainingCharts.of(
            SyntheticComparison.with(SyntheticComparison.standard(), List.of(silent)));
    assertEquals(List.of("loss", "accuracy-train"), charts.stream().map(SvgChart::name).toList());
    charts.forEach(chart -> Xml.parse(chart.standalone()));
  }

  @Test
  void winSharesOfALayerThatNeverWon() {
    LayerWins none = new LayerWins("layer<1>", 16, 4, Collections.nCopies(16, 0.0));
    Document svg = Xml.parse(WinShareChart.of(4, none).standalone());
    assertTrue(Xml.texts(svg, "text").contains("layer<1>"));
  }

  @Test
  void moreNetworksThanInks() {
    List<ModelResult> many = new ArrayList<>();
    for (int k = 1; k <= 9; k++) {
      many.add(SyntheticComparison.network(k, 4));
    }
    Comparison nine = SyntheticComparison.with(SyntheticComparison.standard(), many);
    all(nine).forEach(chart -> Xml.parse(chart.standalone()));
    everyTextIsText(nine);
  }
}
