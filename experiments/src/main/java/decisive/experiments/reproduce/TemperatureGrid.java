package decisive.experiments.reproduce;

import decisive.experiments.chart.HeatMapChart;
import decisive.experiments.chart.SvgChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Table 3's grid of temperatures, as rows and as a heat map for each reading of the last one. */
final class TemperatureGrid implements Sweep.Pictures {
  /** Initial and final temperature as the paper gives them, for k = 2 and 4 (Table 3). */
  private static final Map<String, List<Double>> TABLE_3 =
      Map.of(
          "0.1:100", List.of(94.56, 90.35),
          "1:100", List.of(95.01, 93.65),
          "10:100", List.of(95.24, 94.65),
          "0.1:1000", List.of(94.81, 94.02),
          "1:1000", List.of(95.25, 94.72),
          "10:1000", List.of(95.25, 94.65),
          "0.1:10000", List.of(95.07, 94.49),
          "1:10000", List.of(95.11, 94.74),
          "10:10000", List.of(95.13, 94.73));

  private static final List<String> STARTS = List.of("0.1", "1", "10");
  private static final List<String> ENDS = List.of("100", "1000", "10000");

  private static final List<Integer> K = List.of(2, 4);

  /**
   * The grid for k = 2 and 4, in both readings of its last temperature: as the paper says, and as
   * its authors' program does, which ends at the product of both (the same where it begins at 1).
   * The paper's figures are of the program.
   */
  static List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    for (int k : K) {
      for (boolean program : List.of(false, true)) {
        for (String start : STARTS) {
          for (String end : ENDS) {
            double last = Double.parseDouble(end) * (program ? Double.parseDouble(start) : 1);
            variants.add(
                new Variant(
                    String.format(
                        Locale.ROOT,
                        "k = %d, %s to %.0f%s",
                        k,
                        start,
                        last,
                        program ? ", program" : ""),
                    last,
                    Map.of(
                        "k", k, "temperature", String.format(Locale.ROOT, "%s:%.0f", start, last)),
                    program
                        ? Optional.of(TABLE_3.get(start + ":" + end).get(k == 2 ? 0 : 1))
                        : Optional.empty()));
          }
        }
      }
    }
    return variants;
  }

  @Override
  public List<SvgChart> of(String name, String title, List<Sweep.Row> rows) {
    List<String> names = new ArrayList<>();
    for (int k : K) {
      STARTS.forEach(start -> names.add("k = " + k + ", from " + start));
    }
    List<SvgChart> maps = new ArrayList<>();
    for (boolean program : List.of(false, true)) {
      double[][] percents = new double[names.size()][ENDS.size()];
      for (int k = 0; k < K.size(); k++) {
        for (int start = 0; start < STARTS.size(); start++) {
          for (int end = 0; end < ENDS.size(); end++) {
            int readings = 2 * k + (program ? 1 : 0);
            int row = (readings * STARTS.size() + start) * ENDS.size() + end;
            percents[k * STARTS.size() + start][end] =
                rows.get(row).decided().map(Estimate::mean).orElse(Double.NaN);
          }
        }
      }
      if (Arrays.stream(percents).flatMapToDouble(Arrays::stream).allMatch(Double::isNaN)) {
        continue;
      }
      maps.add(
          HeatMapChart.of(
              name + (program ? "-program" : "-paper"),
              "Accuracy by temperature, " + (program ? "the program's reading" : "as printed"),
              "Test accuracy in per cent after winner-takes-all, by the first temperature (rows) and"
                  + " the last (columns)"
                  + (program ? ", which the program multiplies by the first." : "."),
              program ? "last temperature, times the first" : "last temperature",
              names,
              ENDS,
              percents));
    }
    return maps;
  }
}
