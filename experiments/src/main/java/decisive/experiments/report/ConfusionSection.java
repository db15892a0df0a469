package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import decisive.experiments.evaluate.NetworkEvaluation.PhaseResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which classes are found, and which are predicted as which. */
final class ConfusionSection {
  /** More classes do not fit side by side; the commonest confusions then stand for the matrix. */
  private static final int WIDEST = 20;

  private static final int COMMONEST = 20;

  private ConfusionSection() {}

  private record Confusion(int label, int predicted, long images) {}

  static String html(PhaseResult result, List<String> classNames) {
    return String.format(
        Locale.ROOT,
        """
        <section id="classes">
        <h2>Classes</h2>
        <p>Phase: %s. A row is a class of images; darker cells hold more of it.</p>
        %s%s</section>
        """,
        Markup.text(result.phase()),
        classNames.size() <= WIDEST ? matrix(result, classNames) : "",
        commonest(result, classNames));
  }

  private static String matrix(PhaseResult result, List<String> classNames) {
    StringBuilder head = new StringBuilder();
    classNames.forEach(
        name ->
            head.append(
                String.format(Locale.ROOT, "<th scope=\"col\">%s</th>", Markup.text(name))));
    StringBuilder rows = new StringBuilder();
    for (int label = 0; label < classNames.size(); label++) {
      List<Long> row = result.confusion().get(label);
      long images = row.stream().mapToLong(Long::longValue).sum();
      rows.append(
          String.format(
              Locale.ROOT, "<tr><th scope=\"row\">%s</th>", Markup.text(classNames.get(label))));
      for (long count : row) {
        rows.append(cell(count, images));
      }
      double found = result.classAccuracyPercent(label);
      rows.append(
          String.format(
              Locale.ROOT,
              "<td>%s</td></tr>\n",
              Double.isNaN(found) ? NumberText.NONE : NumberText.percent(found)));
    }
    return String.format(
        Locale.ROOT,
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix">
        <table class="confusion">
        <thead><tr><th scope="col">label \\ predicted</th>%s<th scope="col">found</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        </div>
        """,
        head,
        rows);
  }

  private static String cell(long count, long images) {
    return count == 0
        ? "<td></td>"
        : String.format(
            Locale.ROOT,
            "<td style=\"background: rgba(0, 114, 178, %.2f)\">%d</td>",
            0.05 + 0.55 * count / images,
            count);
  }

  private static String commonest(PhaseResult result, List<String> classNames) {
    List<Confusion> confusions = new ArrayList<>();
    for (int label = 0; label < classNames.size(); label++) {
      for (int predicted = 0; predicted < classNames.size(); predicted++) {
        long images = result.confusion().get(label).get(predicted);
        if (predicted != label && images > 0) {
          confusions.add(new Confusion(label, predicted, images));
        }
      }
    }
    if (confusions.isEmpty()) {
      return "<p>No image was predicted as another class.</p>\n";
    }
    confusions.sort(Comparator.comparingLong(Confusion::images).reversed());
    StringBuilder items = new StringBuilder();
    for (Confusion confusion : confusions.subList(0, Math.min(COMMONEST, confusions.size()))) {
      items.append(
          String.format(
              Locale.ROOT,
              "<li>%s predicted as %s: %s</li>\n",
              Markup.text(classNames.get(confusion.label())),
              Markup.text(classNames.get(confusion.predicted())),
              NumberText.count(confusion.images())));
    }
    return "<h3>Commonest confusions</h3>\n<ol class=\"columns\">\n" + items + "</ol>\n";
  }
}
