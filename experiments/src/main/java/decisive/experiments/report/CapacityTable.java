package decisive.experiments.report;

import decisive.experiments.capacity.CapacityCurve;
import decisive.experiments.capacity.CapacityPoint;
import decisive.experiments.capacity.CapacityStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The errors of a capacity study as tables for the terminal. */
public final class CapacityTable {
  private CapacityTable() {}

  /** Error in per cent, a row a model, a column a number of messages; dense memories after. */
  public static String text(CapacityStudy study) {
    StringBuilder text = new StringBuilder();
    List<CapacityCurve> sparse = study.curves().stream().filter(curve -> !curve.dense()).toList();
    if (!sparse.isEmpty()) {
      text.append(table(sparse));
    }
    for (CapacityCurve curve : study.curves()) {
      if (curve.dense()) {
        text.append(text.isEmpty() ? "" : "\n").append(table(List.of(curve)));
      }
    }
    return text.toString();
  }

  private static String table(List<CapacityCurve> curves) {
    List<String> headings = new ArrayList<>(List.of("errors, %"));
    for (CapacityPoint point : curves.get(0).points()) {
      headings.add(NumberText.count(point.messages()));
    }
    TextTable table = new TextTable(headings);
    for (CapacityCurve curve : curves) {
      List<String> row = new ArrayList<>(List.of(curve.model()));
      curve.points().forEach(point -> row.add(percent(point.error())));
      table.add(row);
      if (curve.points().get(0).theory() != null) {
        List<String> formula = new ArrayList<>(List.of("  corrected formula"));
        curve.points().forEach(point -> formula.add(percent(point.theory().corrected())));
        table.add(formula);
      }
    }
    return table.toString();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
