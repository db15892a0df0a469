package decisive.experiments.report;

import decisive.experiments.compare.Comparison;
import java.util.ArrayList;
import java.util.List;

/** The models of a comparison as a table for the terminal. */
public final class ComparisonTable {
  private static final String GAP = "  ";

  private ComparisonTable() {}

  /**
   * One line per model under a line of headings: names to the left, numbers to the right, thousands
   * separated. Lines end with '\n'; none has trailing spaces.
   */
  public static String text(Comparison comparison) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(ModelRow.HEADINGS);
    ModelRow.of(comparison).forEach(row -> lines.add(row.cells()));
    int[] widths = new int[ModelRow.HEADINGS.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - line.get(i).length());
        text.append(i == 0 ? line.get(i) + space : GAP + space + line.get(i));
      }
      table.append(text.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }
}
