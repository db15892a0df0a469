package decisive.experiments.compare;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The winners of a network's last competition as messages, one an image that the network sees.
 *
 * <p>A message has a cluster for each group at each location, and in it a fanal for each map of the
 * group and one, the last, for a group in which nothing was active. (Of tied winners the first
 * counts.)
 */
final class WinnerCodes implements AutoCloseable {
  private final Competitor competitor;
  private final Module.Observation observation;
  private List<Message> codes = new ArrayList<>();
  private Clusters clusters;

  private WinnerCodes(Competitor competitor) {
    this.competitor = competitor;
    this.observation = competitor.observe((x, y) -> see(y.value()));
  }

  /** Observes a network, in whatever phase it is, until closed. */
  static WinnerCodes observe(Module network) {
    List<Competitor> competitors = new ArrayList<>();
    network.visit(
        (path, module) -> {
          if (module instanceof Competitor one) {
            competitors.add(one);
          }
        });
    return new WinnerCodes(competitors.get(competitors.size() - 1));
  }

  private void see(Tensor y) {
    int perImage = y.shape().span(1, y.rank());
    int locations = perImage / competitor.channels();
    clusters = Clusters.uniform(locations * competitor.groups(), competitor.groupSize() + 1);
    for (int image = 0; image < y.extent(0); image++) {
      codes.add(code(y.data(), image * perImage, locations));
    }
  }

  private Message code(float[] y, int offset, int locations) {
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

  /** The messages since the last call, a message an image. */
  List<Message> take() {
    List<Message> taken = codes;
    codes = new ArrayList<>();
    return taken;
  }

  /** What the messages are of; once an image was seen. */
  Clusters clusters() {
    return clusters;
  }

  @Override
  public void close() {
    observation.close();
  }
}
