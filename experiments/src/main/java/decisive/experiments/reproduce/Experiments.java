package decisive.experiments.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All that can be rerun, by name. */
public final class Experiments {
  /** Of ResNet-18 on CIFAR-10 (Table 1). */
  private static final Map<Integer, Double> TABLE_1 =
      Map.of(1, 95.21, 2, 95.25, 4, 94.65, 8, 92.95, 16, 88.95, 32, 84.90, 64, 78.28);

  /** The same (Table 2). */
  private static final Map<Integer, Double> TABLE_2 =
      Map.of(1, 59.73, 2, 70.69, 4, 81.04, 8, 87.38, 16, 91.09, 32, 94.00, 64, 94.91);

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

  private static final Function<String, String> ONE_CURVE = label -> "accuracy";

  private Experiments() {}

  /** In the order in which {@code all} does them. */
  public static List<Experiment> all() {
    return List.of(
        new Sweep(
            "table1",
            "Table 1: accuracy and multiplications by k, maps a group",
            "k (logarithmic)",
            scale -> powers("k", scale.widest(), TABLE_1),
            ONE_CURVE,
            Findings::decline),
        new CountTable(),
        new Sweep(
            "table2",
            "Table 2: accuracy by c, groups at every layer",
            "c (logarithmic)",
            scale -> powers("c", scale.widest(), TABLE_2),
            ONE_CURVE,
            Findings::range),
        new Sweep(
            "table3",
            "Table 3: the first and the last temperature",
            "last temperature (logarithmic)",
            Experiments::temperatures,
            label -> label.replaceAll(" to [0-9]+", ""),
            Findings::range),
        new FewShotTable(),
        new NoiseTable(),
        new FirstFigure(),
        new WinFigures(),
        new MemoriesTable(),
        new Sweep(
            "schedule",
            "How sharp the gate must become: k = 4, temperature from 1",
            "last temperature (logarithmic)",
            scale -> sharpening(),
            ONE_CURVE,
            Findings::decline),
        new Sweep(
            "binary",
            "Winners keep their value, or become 1",
            "k (logarithmic)",
            scale -> pairs("winners_to_one", "values kept", "winners become 1"),
            label -> label.replaceAll("k = \\d+, ", ""),
            Findings::range),
        new Sweep(
            "groups",
            "Groups of consecutive maps, or of maps C/k apart",
            "k (logarithmic)",
            scale -> pairs("strided", "consecutive", "strided"),
            label -> label.replaceAll("k = \\d+, ", ""),
            Findings::range));
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  public static List<Experiment> named(String name) {
    if (name.equals("all")) {
      return all();
    }
    List<Experiment> found = all().stream().filter(one -> one.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "no experiment " + name + "; choose " + String.join(", ", names()) + " or all");
    }
    return found;
  }

  /** The names. */
  public static List<String> names() {
    return all().stream().map(Experiment::name).toList();
  }

  /** k or c = 1, 2, 4, … */
  static List<Variant> powers(String setting, int most, Map<Integer, Double> papers) {
    List<Variant> variants = new ArrayList<>();
    for (int value = 1; value <= most; value *= 2) {
      variants.add(
          new Variant(
              setting + " = " + value,
              value,
              Map.of(setting, value),
              Optional.ofNullable(papers.get(value))));
    }
    return variants;
  }

  /**
   * The grid for k = 2 and 4, in both readings of its last temperature: as the paper says, and as
   * its authors' program does, which ends at the product of both (the same where it begins at 1).
   * The paper's figures are of the program.
   */
  private static List<Variant> temperatures(Scale scale) {
    List<Variant> variants = new ArrayList<>();
    for (int k : List.of(2, 4)) {
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

  private static List<Variant> sharpening() {
    List<Variant> variants = new ArrayList<>();
    for (int last : List.of(1, 10, 100, 1000, 10_000)) {
      variants.add(
          new Variant(
              "last " + last, last, Map.of("k", 4, "temperature", "1:" + last), Optional.empty()));
    }
    return variants;
  }

  private static List<Variant> pairs(String setting, String without, String with) {
    List<Variant> variants = new ArrayList<>();
    for (boolean on : List.of(false, true)) {
      for (int k : List.of(2, 4, 8)) {
        variants.add(
            new Variant(
                "k = " + k + ", " + (on ? with : without),
                k,
                on ? Map.of("k", k, setting, true) : Map.of("k", k),
                Optional.empty()));
      }
    }
    return variants;
  }
}
