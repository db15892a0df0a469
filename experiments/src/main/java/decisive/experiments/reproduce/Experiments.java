package decisive.experiments.reproduce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All that can be rerun, by name. */
public final class Experiments {
  /** Of ResNet-18 on CIFAR-10 (Table 1). */
  private static final Map<Integer, Double> TABLE_1 =
      Map.of(1, 95.21, 2, 95.25, 4, 94.65, 8, 92.95, 16, 88.95, 32, 84.90, 64, 78.28);

  /** The same (Table 2). */
  private static final Map<Integer, Double> TABLE_2 =
      Map.of(1, 59.73, 2, 70.69, 4, 81.04, 8, 87.38, 16, 91.09, 32, 94.00, 64, 94.91);

  private static final SweepLines BY_KIND =
      new SweepLines("k (logarithmic)", label -> label.replaceAll("k = .*, ", ""));

  private Experiments() {}

  /** In the order in which {@code all} does them. */
  public static List<Experiment> all() {
    return List.of(
        new Sweep(
            "table1",
            "Table 1: accuracy and multiplications by k, maps a group",
            scale -> powers("k", scale.widest(), TABLE_1),
            SweepLines.one("k (logarithmic)"),
            Findings::decline),
        new CountTable(),
        new Sweep(
            "table2",
            "Table 2: accuracy by c, groups at every layer",
            scale -> powers("c", scale.widest(), TABLE_2),
            SweepLines.one("c (logarithmic)"),
            Findings::range),
        new Sweep(
            "table3",
            "Table 3: the first and the last temperature",
            scale -> TemperatureGrid.variants(),
            new TemperatureGrid(),
            Findings::range),
        new FewShotTable(),
        new NoiseTable(),
        new FirstFigure(),
        new WinFigures(),
        new MemoriesTable(),
        new Sweep(
            "schedule",
            "How sharp the gate must become: k = 4, temperature from 1",
            scale -> sharpening(),
            SweepLines.one("last temperature (logarithmic)"),
            Findings::decline),
        new Sweep(
            "binary",
            "Winners keep their value, or become 1",
            scale -> pairs("winners_to_one", "values kept", "winners become 1"),
            BY_KIND,
            Findings::range),
        new Sweep(
            "groups",
            "Groups of consecutive or strided maps, and k by depth",
            Experiments::groupings,
            BY_KIND,
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

  private static List<Variant> sharpening() {
    List<Variant> variants = new ArrayList<>();
    for (int last : List.of(1, 10, 100, 1000, 10_000)) {
      variants.add(
          new Variant(
              "last " + last, last, Map.of("k", 4, "temperature", "1:" + last), Optional.empty()));
    }
    return variants;
  }

  /** The same k everywhere in both ways, and k = 2, 4 and 8 by thirds of the depth. */
  private static List<Variant> groupings(Scale scale) {
    List<Variant> variants = new ArrayList<>(pairs("strided", "consecutive", "strided"));
    List<Integer> rising = new ArrayList<>();
    for (int i = 0; i < scale.competitions(); i++) {
      rising.add(2 << (3 * i / scale.competitions()));
    }
    List<Integer> falling = new ArrayList<>(rising);
    Collections.reverse(falling);
    variants.add(perLayer("from 2 to 8 by depth", rising));
    variants.add(perLayer("from 8 to 2 by depth", falling));
    return variants;
  }

  private static Variant perLayer(String name, List<Integer> k) {
    double mean = k.stream().mapToInt(Integer::intValue).average().orElseThrow();
    return new Variant(
        String.format(Locale.ROOT, "k = %.1f in the mean, %s", mean, name),
        mean,
        Map.of("k_per_layer", k),
        Optional.empty());
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
