package decisive.experiments.report;

import decisive.experiments.compare.Comparison;

/** The models of a comparison as a table for the terminal. */
public final class ComparisonTable {
  private ComparisonTable() {}

  /**
   * One line per model under a line of headings: names to the left, numbers to the right, thousands
   * separated. Lines end with '\n'; none has trailing spaces.
   */
  public static String text(Comparison comparison) {
    TextTable table = new TextTable(ModelRow.HEADINGS);
    ModelRow.of(comparison).forEach(row -> table.add(row.cells()));
    return table.toString();
  }
}
