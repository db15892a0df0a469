package decisive.experiments.report;

import decisive.datasets.ContactSheet;
import decisive.experiments.chart.Markup;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.ModelAnswer;
import decisive.experiments.compare.ModelResult;
import decisive.experiments.compare.SampleImage;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Some test images and what each model predicted for them. */
final class SampleSection {
  /** More candidates than this are only counted. */
  private static final int NAMED = 3;

  private SampleSection() {}

  static String html(Comparison comparison) {
    if (comparison.samples().isEmpty()) {
      return "";
    }
    StringBuilder heads = new StringBuilder();
    for (ModelResult model : comparison.models()) {
      String name = model.name().replace(" = ", "\u00a0=\u00a0"); // "k = 4" stays on one line
      heads.append(String.format(Locale.ROOT, "<th scope=\"col\">%s</th>", Markup.text(name)));
    }
    String rows =
        comparison.samples().stream().map(SampleSection::row).collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        """
        <section id="samples">
        <h2>What they predicted</h2>
        <p>Some test images: <span class="correct">✓ correct</span>, <span class="tied">≈ tied, the \
        correct class among the candidates</span>, <span class="wrong">✗ wrong</span>.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Table of test images">
        <table class="samples">
        <thead><tr><th scope="col">image</th>%s</tr></thead>
        <tbody>
        %s</tbody>
        </table>
        </div>
        </section>
        """,
        heads,
        rows);
  }

  private static String row(SampleImage sample) {
    String alt = String.format(Locale.ROOT, "test image %s, a %s", sample.index(), sample.label());
    StringBuilder cells = new StringBuilder();
    for (ModelAnswer answer : sample.answers()) {
      cells.append(cell(answer, sample.label()));
    }
    return String.format(
        Locale.ROOT,
        """
        <tr><th scope="row"><img src="data:image/png;base64,%s" width="40" height="40" \
        alt="%s" title="%s"/> <span>%s</span></th>%s</tr>
        """,
        png(sample.pixels()),
        alt,
        alt,
        sample.label(),
        cells);
  }

  private static String cell(ModelAnswer answer, int label) {
    double credit = answer.credit(label);
    String kind = credit == 1 ? "correct" : credit > 0 ? "tied" : "wrong";
    String mark = credit == 1 ? "✓" : credit > 0 ? "≈" : "✗";
    String all =
        answer.candidates().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "<td class=\"%s\" title=\"%s: %s\">%s %s</td>",
        kind,
        kind,
        all,
        mark,
        brief(answer, all));
  }

  private static String brief(ModelAnswer answer, String all) {
    int candidates = answer.candidates().size();
    if (candidates == 0) {
      return "nothing";
    }
    return candidates > NAMED ? candidates + " classes" : all;
  }

  /** Grey levels as ink on paper, base64. */
  private static String png(List<List<Integer>> rows) {
    BufferedImage image =
        new BufferedImage(rows.get(0).size(), rows.size(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < rows.size(); y++) {
      for (int x = 0; x < rows.get(y).size(); x++) {
        int paper = 255 - 255 * rows.get(y).get(x) / SampleImage.MAX_LEVEL;
        image.getRaster().setSample(x, y, 0, paper);
      }
    }
    return Base64.getEncoder().encodeToString(ContactSheet.png(image));
  }
}
