package decisive.experiments.reproduce;

import decisive.experiments.reproduce.Sweep.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sentences that are computed from rows, never written in advance. */
final class Findings {
  private Findings() {}

  private static List<Row> measured(List<Row> rows) {
    return rows.stream().filter(row -> row.decided().isPresent()).toList();
  }

  /** Each row against the first, seed by seed. */
  static List<String> againstFirst(List<Row> rows) {
    List<Row> all = measured(rows);
    List<String> findings = new ArrayList<>();
    for (Row row : all.subList(Math.min(1, all.size()), all.size())) {
      Row first = all.get(0);
      row.better(first)
          .ifPresent(
              difference ->
                  findings.add(
                      String.format(
                          Locale.ROOT,
                          "%s is %.2f points %s %s (%s), with %.1f %% of its exact"
                              + " multiplications.",
                          row.variant().label(),
                          Math.abs(difference.mean()),
                          difference.mean() < 0 ? "below" : "above",
                          first.variant().label(),
                          certainty(difference),
                          100.0 * row.exact() / first.exact())));
    }
    return findings;
  }

  /** In words, whether a difference may be by chance. */
  private static String certainty(Estimate difference) {
    return difference.runs() < 2
        ? "one run each: no interval"
        : String.format(
            Locale.ROOT,
            "± %.2f over %d seeds: %s",
            difference.halfWidth(),
            difference.runs(),
            difference.isCertain() ? "beyond the interval" : "within the interval");
  }

  /** {@link #againstFirst}, and how far accuracy falls step by step. */
  static List<String> decline(List<Row> rows) {
    List<String> findings = new ArrayList<>(againstFirst(rows));
    List<Row> all = measured(rows);
    for (int i = 1; i < all.size(); i++) {
      Row before = all.get(i - 1);
      Row now = all.get(i);
      now.better(before)
          .filter(difference -> difference.runs() > 1)
          .ifPresent(
              difference ->
                  findings.add(
                      String.format(
                          Locale.ROOT,
                          "From %s to %s accuracy %s by %.2f points (%s).",
                          before.variant().label(),
                          now.variant().label(),
                          difference.mean() < 0 ? "falls" : "rises",
                          Math.abs(difference.mean()),
                          certainty(difference))));
    }
    return findings;
  }

  /**
   * What was measured of a row's networks.
   *
   * @param label of the row
   * @param bySeed per cent correct; one or more
   */
  record Measured(String label, Map<Long, Double> bySeed) {
    double mean() {
      return Estimate.of(bySeed.values()).mean();
    }
  }

  /**
   * The best, as in "k = 4 with 61.99 %", and by how much it is above the first; if it is the first
   * itself, above the next best.
   *
   * @param rows one or more
   */
  static String best(List<Measured> rows) {
    List<Measured> byMean = new ArrayList<>(rows);
    byMean.sort(Comparator.comparingDouble(Measured::mean).reversed());
    Measured best = byMean.get(0);
    String found = String.format(Locale.ROOT, "%s with %.2f %%", best.label(), best.mean());
    if (rows.size() == 1) {
      return found;
    }
    Measured other = best == rows.get(0) ? byMean.get(1) : rows.get(0);
    return found
        + Estimate.ofDifferences(best.bySeed(), other.bySeed())
            .map(
                more ->
                    String.format(
                        Locale.ROOT,
                        ", %.2f points above %s (%s)",
                        more.mean(),
                        other.label(),
                        chosen(more, rows.size())))
            .orElse("");
  }

  /** {@link #certainty}, of a pair that was chosen because of its difference. */
  private static String chosen(Estimate difference, int rows) {
    return certainty(difference)
        + (rows > 2 && difference.runs() > 1 ? ", but the two were chosen from " + rows : "");
  }

  /**
   * The best and the worst, and how much of the difference the runs' scatter leaves open. The
   * extremes of many rows lie apart by chance alone, which the interval of a pair leaves out.
   */
  static List<String> range(List<Row> rows) {
    List<Row> all = measured(rows);
    if (all.size() < 2) {
      return List.of();
    }
    Comparator<Row> byMean = Comparator.comparingDouble(row -> row.decided().get().mean());
    Row best = all.stream().max(byMean).orElseThrow();
    Row worst = all.stream().min(byMean).orElseThrow();
    return List.of(
        String.format(
            Locale.ROOT,
            "Best: %s with %.2f %%; worst: %s with %.2f %%%s.",
            best.variant().label(),
            best.decided().get().mean(),
            worst.variant().label(),
            worst.decided().get().mean(),
            best.better(worst)
                .map(
                    difference ->
                        String.format(
                            Locale.ROOT,
                            ": %.2f points apart (%s)",
                            difference.mean(),
                            chosen(difference, all.size())))
                .orElse("")));
  }
}
