package decisive.experiments.reproduce;

import decisive.experiments.Progress;
import decisive.experiments.chart.MemoryFigure;
import decisive.experiments.train.RunConfig;
import decisive.memory.Clusters;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import decisive.memory.Recall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figure 1 and Section 3.2: pairs of vectors, the matrix that stores them, and a retrieval. */
final class FirstFigure implements Experiment {
  /** Subvectors of x, each with a 1 among four coordinates; of y with a 1 among three. */
  private static final Clusters X = Clusters.uniform(3, 4);

  private static final Clusters Y = Clusters.uniform(2, 3);

  private static final List<Message> INPUTS =
      List.of(Message.of(0, 2, 1), Message.of(3, 0, 1), Message.of(1, 2, 3));
  private static final List<Message> OUTPUTS =
      List.of(Message.of(0, 2), Message.of(1, 0), Message.of(2, 2));
  private static final Message QUERY = INPUTS.get(0).erase(2);

  @Override
  public String name() {
    return "figure1";
  }

  @Override
  public String title() {
    return "Figure 1: vectors, the matrix W and a retrieval";
  }

  @Override
  public List<RunConfig> runs(Setting setting) {
    return List.of();
  }

  @Override
  public Section section(
      Setting setting, List<RunOutcome> outcomes, Study study, Progress progress) {
    HeteroMemory memory = new HeteroMemory(X, Y);
    for (int i = 0; i < INPUTS.size(); i++) {
      memory.store(INPUTS.get(i), OUTPUTS.get(i));
    }
    List<String> headings = new ArrayList<>(List.of("x \\ y"));
    for (int o = 0; o < Y.total(); o++) {
      headings.add("y" + (o + 1));
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < X.total(); i++) {
      List<String> row = new ArrayList<>(List.of("x" + (i + 1)));
      for (int o = 0; o < Y.total(); o++) {
        row.add(memory.connected(i, o) ? "1" : "0");
      }
      rows.add(row);
    }
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < INPUTS.size(); i++) {
      findings.add(
          "Stored: x = "
              + vector(INPUTS.get(i), X)
              + " with y = "
              + vector(OUTPUTS.get(i), Y)
              + "; "
              + retrieved(memory, INPUTS.get(i), OUTPUTS.get(i)));
    }
    findings.add(
        "Of the first x without its last subvector: " + retrieved(memory, QUERY, OUTPUTS.get(0)));
    return new Section(
        name(),
        title(),
        headings,
        rows,
        findings,
        "W = max over the stored pairs of y · xᵀ, coefficient by coefficient (Equation 1), shown"
            + " with x downwards; Algorithm 1: each subvector of y takes the coordinates that W · x"
            + " gives most.",
        List.of(MemoryFigure.of(name(), memory, INPUTS, OUTPUTS, QUERY)));
  }

  private static String retrieved(HeteroMemory memory, Message x, Message y) {
    Recall recall = memory.retrieve(x);
    for (int cluster = 0; cluster < Y.count(); cluster++) {
      int[] candidates = recall.candidates(cluster);
      if (candidates.length != 1 || candidates[0] != y.symbol(cluster)) {
        return "subvector "
            + (cluster + 1)
            + " of y is left with the candidates "
            + Arrays.toString(candidates)
            + ".";
      }
    }
    return "Algorithm 1 gives y = " + vector(y, Y) + ", as stored.";
  }

  /** As zeros and ones, a bar between subvectors. */
  private static String vector(Message message, Clusters clusters) {
    List<String> parts = new ArrayList<>();
    for (int c = 0; c < clusters.count(); c++) {
      int one = message.symbol(c);
      parts.add(
          IntStream.range(0, clusters.fanals(c))
              .mapToObj(i -> i == one ? "1" : "0")
              .collect(Collectors.joining()));
    }
    return String.join("|", parts);
  }
}
