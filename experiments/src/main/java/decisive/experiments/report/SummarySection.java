package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.Configuration;
import decisive.experiments.compare.MemoryInput;
import decisive.experiments.compare.MemoryResult;
import decisive.experiments.compare.ModelResult;
import decisive.experiments.compare.NetworkResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was found, in three sentences made from the numbers. */
final class SummarySection {
  private SummarySection() {}

  static String html(Comparison comparison) {
    Configuration asked = comparison.configuration();
    StringBuilder sentences = new StringBuilder();
    sentences.append(
        String.format(
            Locale.ROOT,
            "Small networks whose feature maps compete and classic associative memories learnt the same %s images and are compared here on the same %s test images. ",
            NumberText.count(asked.trainImages()),
            NumberText.count(asked.testImages())));
    networks(comparison.networks()).ifPresent(sentences::append);
    shallow(comparison).ifPresent(sentences::append);
    return String.format(
        Locale.ROOT,
        """
        <p class="lead">%s</p>
        """,
        Markup.text(sentences.toString().strip()));
  }

  private static Optional<String> networks(List<NetworkResult> networks) {
    if (networks.isEmpty()) {
      return Optional.empty();
    }
    List<String> clauses = new ArrayList<>();
    clauses.add("The " + clause(networks.get(0), "reaches"));
    if (networks.size() > 2) {
      clauses.add("the " + clause(networks.get(1), "has"));
    }
    if (networks.size() > 1) {
      clauses.add("and the " + clause(networks.get(networks.size() - 1), "has"));
    }
    String comma = clauses.size() > 2 ? ", " : " ";
    return Optional.of(String.join(comma, clauses) + ". ");
  }

  private static String clause(NetworkResult network, String verb) {
    return String.format(
        Locale.ROOT,
        "network with k = %s %s %s with %s multiplications an image",
        network.k(),
        verb,
        NumberText.percent(network.accuracyPercent()),
        NumberText.inWords(network.multiplicationsExact()));
  }

  private static Optional<String> shallow(Comparison comparison) {
    Optional<MemoryResult> pixels = best(comparison.memories(MemoryInput.Pixels.class));
    Optional<MemoryResult> codes = best(comparison.memories(MemoryInput.Codes.class));
    String onPixels =
        pixels
            .map(
                model ->
                    String.format(
                        Locale.ROOT,
                        "the shallow memory reaches %s at best on pixels (%s grey levels)",
                        NumberText.percent(model.accuracyPercent()),
                        ((MemoryInput.Pixels) model.input()).levels()))
            .orElse("");
    String onCodes =
        codes
            .map(
                model ->
                    String.format(
                        Locale.ROOT,
                        "%s %s on the codes of the network with k = %s",
                        pixels.isPresent() ? " and" : "the shallow memory reaches",
                        NumberText.percent(model.accuracyPercent()),
                        ((MemoryInput.Codes) model.input()).k()))
            .orElse("");
    String sentence = onPixels + onCodes;
    return sentence.isEmpty() ? Optional.empty() : Optional.of("T" + sentence.substring(1) + ".");
  }

  private static Optional<MemoryResult> best(List<MemoryResult> models) {
    return models.stream().max(Comparator.comparingDouble(ModelResult::accuracyPercent));
  }
}
