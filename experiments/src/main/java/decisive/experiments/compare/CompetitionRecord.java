package decisive.experiments.compare;

import decisive.autograd.Variable;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.tensor.Batch;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who won where, while a decided network looks at images: how often each map of each competition
 * won, and the last competition's winners as messages.
 *
 * <p>A message has a cluster for each group at each location, and in it a fanal for each map of the
 * group and one, the last, for a group in which nothing was active. (Of tied winners the first
 * counts.)
 */
final class CompetitionRecord {
  private final Map<String, Competitor> competitors = new LinkedHashMap<>();
  private final Map<String, long[]> wins = new LinkedHashMap<>();
  private final List<Message> codes = new ArrayList<>();
  private Clusters clusters;

  private CompetitionRecord() {}

  /** Runs the images through the network, in its present phase and in evaluation mode. */
  static CompetitionRecord of(Module network, Iterable<Batch> images) {
    CompetitionRecord record = new CompetitionRecord();
    List<Module.Observation> observations = new ArrayList<>();
    network.visit(
        (path, module) -> {
          if (module instanceof Competitor competitor) {
            record.competitors.put(path, competitor);
            record.wins.put(path, new long[competitor.channels()]);
          }
        });
    String last = List.copyOf(record.competitors.keySet()).get(record.competitors.size() - 1);
    record.competitors.forEach(
        (path, competitor) ->
            observations.add(
                competitor.observe(
                    (in, out) -> record.see(path, competitor, out.value(), path.equals(last)))));
    try {
      network.evaluating(
          () -> {
            images.forEach(batch -> network.apply(Variable.constant(batch.inputs())));
            return null;
          });
    } finally {
      observations.forEach(Module.Observation::close);
    }
    return record;
  }

  private void see(String path, Competitor competitor, Tensor y, boolean isLast) {
    long[] won = wins.get(path);
    for (int i = 0; i < y.size(); i++) {
      won[i % won.length] += y.data()[i] > 0 ? 1 : 0;
    }
    if (isLast) {
      int perImage = y.size() / y.extent(0);
      int locations = perImage / competitor.channels();
      clusters = Clusters.uniform(locations * competitor.groups(), competitor.groupSize() + 1);
      for (int image = 0; image < y.extent(0); image++) {
        codes.add(code(competitor, y.data(), image * perImage, locations));
      }
    }
  }

  private static Message code(Competitor competitor, float[] y, int offset, int locations) {
    int[] symbols = new int[locations * competitor.groups()];
    for (int i = 0; i < symbols.length; i++) {
      int location = offset + i / competitor.groups() * competitor.channels();
      int group = i % competitor.groups();
      int winner = 0;
      while (winner < competitor.groupSize()
          && !(y[location + competitor.map(group, winner)] > 0)) {
        winner++;
      }
      symbols[i] = winner;
    }
    return Message.of(symbols);
  }

  /** The last competition's winners, a message an image. */
  List<Message> codes() {
    return codes;
  }

  Clusters clusters() {
    return clusters;
  }

  /** The share of each map in the wins of its competition. */
  List<LayerWins> shares() {
    List<LayerWins> layers = new ArrayList<>();
    wins.forEach(
        (path, won) -> {
          long total = 0;
          for (long count : won) {
            total += count;
          }
          List<Double> shares = new ArrayList<>();
          for (long count : won) {
            shares.add(total == 0 ? 0 : (double) count / total);
          }
          layers.add(new LayerWins(path, won.length, competitors.get(path).groupSize(), shares));
        });
    return layers;
  }
}
