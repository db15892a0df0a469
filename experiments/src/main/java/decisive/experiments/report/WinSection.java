package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import decisive.experiments.chart.WinShareChart;
import decisive.experiments.explain.NetworkExplanation;
import decisive.nn.decide.MapWins;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who wins how often, in each layer: over all images, and over those of some classes. */
final class WinSection {
  private WinSection() {}

  static String html(NetworkExplanation explanation, Optional<String> problem) {
    StringBuilder rows = new StringBuilder();
    problem.ifPresent(
        why -> rows.append(String.format(Locale.ROOT, "<p>%s</p>\n", Markup.text(why))));
    for (MapWins wins : explanation.wins()) {
      long[] all = wins.all();
      long silent = Arrays.stream(all).filter(count -> count == 0).count();
      rows.append(
          String.format(
              Locale.ROOT,
              "<h3>%s</h3>\n<p class=\"note\">%d maps in %d groups%s</p>\n",
              Markup.text(wins.layer()),
              wins.groups().maps(),
              wins.groups().count(),
              silent == 0 ? "" : "; " + silent + " never win"));
      if (problem.isEmpty()) {
        rows.append("<div class=\"multiples\">\n").append(chart(wins, "all images", all, all));
        for (int label : explanation.classes()) {
          String name = "images of " + explanation.classNames().get(label);
          rows.append(chart(wins, name, wins.byClass()[label], all));
        }
        rows.append("</div>\n");
      }
    }
    return String.format(
        Locale.ROOT,
        """
        <section id="wins">
        <h2>Who wins</h2>
        <p>Share of wins of each feature map in per cent, over all locations of %s test images: those \
        that win most over all images are first in every chart of a layer. The dashed line is where all \
        would be if all won equally often. Maps that never win can be pruned.</p>
        %s</section>
        """,
        NumberText.count(explanation.counted()),
        rows);
  }

  private static String chart(MapWins wins, String images, long[] of, long[] order) {
    return String.format(
        Locale.ROOT,
        "<figure>%s<figcaption>%s</figcaption></figure>\n",
        WinShareChart.of(wins.layer(), images, MapWins.shares(of), order).inline(),
        Markup.text(images));
  }
}
