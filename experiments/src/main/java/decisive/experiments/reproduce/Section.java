package decisive.experiments.reproduce;

import decisive.experiments.chart.SvgChart;
import java.util.List;

/**
 * What an experiment found.
 *
 * @param name of the experiment
 * @param title what it shows
 * @param headings of its table
 * @param rows of its table, a cell a heading
 * @param findings sentences that were computed from the rows
 * @param how its figures were obtained
 * @param charts pictures; not part of the JSON
 */
public record Section(
    String name,
    String title,
    List<String> headings,
    List<List<String>> rows,
    List<String> findings,
    String how,
    List<SvgChart> charts) {
  public Section {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
    findings = List.copyOf(findings);
    charts = List.copyOf(charts);
  }
}
