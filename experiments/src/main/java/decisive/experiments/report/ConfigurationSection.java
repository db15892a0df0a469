package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.Configuration;
import decisive.experiments.compare.Environment;
import decisive.experiments.compare.NetworkResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was asked, where it ran, and how to do it again. */
final class ConfigurationSection {
  private ConfigurationSection() {}

  static String html(Comparison comparison) {
    Map<String, String> facts = new LinkedHashMap<>();
    asked(comparison.configuration(), facts);
    ran(comparison.environment(), facts);
    facts.put("weights, SHA-256", comparison.weightsSha256());
    for (NetworkResult network : comparison.networks()) {
      facts.put("… of " + network.name(), network.weightsSha256());
    }
    return String.format(
        Locale.ROOT,
        """
        <section id="configuration">
        <h2>How it was done</h2>
        <p>This command does it again; the same seed gives the same weights to the bit on any \
        machine, whatever the kernels, the threads and the JDK:</p>
        <pre><code>%s</code></pre>
        %s</section>
        """,
        Markup.text(comparison.configuration().command()),
        FactsTable.html(facts));
  }

  private static void asked(Configuration asked, Map<String, String> facts) {
    facts.put("data set", asked.dataset());
    facts.put(
        "images",
        NumberText.count(asked.trainImages())
            + " to learn, "
            + NumberText.count(asked.testImages())
            + " to test");
    facts.put("split", asked.preparation());
    facts.put("network", asked.network());
    facts.put("competition", asked.competition());
    facts.put("k", asked.k().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    facts.put("epochs", asked.epochs() + ", batches of " + asked.batchSize());
    facts.put("optimizer", asked.optimizer());
    facts.put("learning rate", asked.learningRateSchedule());
    facts.put("temperature", asked.temperatureSchedule());
  }

  /** Where it ran, on any page. */
  static void ran(Environment ran, Map<String, String> facts) {
    facts.put("seed", Long.toString(ran.seed()));
    facts.put("kernels", ran.kernels() + ", threads: " + ran.threads());
    facts.put("JDK", ran.jdk());
    facts.put("system", ran.os() + ", " + ran.architecture());
    facts.put("Decisive", ran.version());
    if (ran.date() != null) {
      facts.put("date", ran.date());
    }
  }
}
