package decisive.experiments.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.autograd.Variable;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.nn.Module;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.decide.WinCounter;
import decisive.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Winners counted and turned into messages, on an example small enough to do by hand. */
class WinnerCodesTest {
  /** A network that is one competition. */
  private static final class Alone extends Module {
    private final Competitor competitor;

    Alone(Competition competition, int channels) {
      competitor = child("competition", new Competitor(competition, 0, channels));
    }

    @Override
    protected Variable forward(Variable x) {
      return competitor.apply(x);
    }
  }

  /** One image, two places, four maps. */
  private static final Tensor IMAGE = Tensor.of(new float[] {5, 1, 2, 3, -1, -2, 7, 0}, 1, 1, 2, 4);

  /** What is known of the network's winners: of how many, as messages, as shares. */
  private record Seen(Clusters clusters, List<Message> codes, List<LayerWins> wins) {}

  private static Seen seen(Competition competition) {
    Alone network = new Alone(competition, 4);
    Phase.decided().set(network);
    try (WinnerCodes codes = WinnerCodes.observe(network);
        WinCounter wins = WinCounter.observe(network)) {
      network.evaluating(() -> network.apply(Variable.constant(IMAGE)));
      return new Seen(
          codes.clusters(), codes.take(), wins.wins().stream().map(LayerWins::of).toList());
    }
  }

  @Test
  void consecutiveGroups() {
    Seen seen = seen(Competition.groupsOf(2));
    // (5 1)(2 3) and (-1 -2)(7 0): maps 0 and 3 win, then nobody and map 2
    assertEquals(List.of(Message.of(0, 1, 2, 0)), seen.codes());
    assertEquals(Clusters.uniform(4, 3), seen.clusters());
    assertEquals(
        List.of(new LayerWins("competition", 4, 2, List.of(1 / 3., 0., 1 / 3., 1 / 3.))),
        seen.wins());
  }

  @Test
  void stridedGroups() {
    // (5 2)(1 3) and (-1 7)(-2 0)
    assertEquals(List.of(Message.of(0, 1, 1, 2)), seen(Competition.groupsOf(2).strided()).codes());
  }

  @Test
  void groupsOfOneSayWhoIsActive() {
    assertEquals(List.of(Message.of(0, 0, 0, 0, 1, 1, 0, 1)), seen(Competition.none()).codes());
  }
}
