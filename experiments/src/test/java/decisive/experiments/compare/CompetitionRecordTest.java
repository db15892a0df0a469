package decisive.experiments.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.autograd.Variable;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.nn.Module;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.tensor.Batch;
import decisive.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Winners counted and turned into messages, on an example small enough to do by hand. */
class CompetitionRecordTest {
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
  private static final Batch IMAGE =
      new Batch(Tensor.of(new float[] {5, 1, 2, 3, -1, -2, 7, 0}, 1, 1, 2, 4), new int[1]);

  private static CompetitionRecord record(Competition competition) {
    Alone network = new Alone(competition, 4);
    Phase.decided().set(network);
    return CompetitionRecord.of(network, List.of(IMAGE));
  }

  @Test
  void consecutiveGroups() {
    CompetitionRecord record = record(Competition.groupsOf(2));
    // (5 1)(2 3) and (-1 -2)(7 0): maps 0 and 3 win, then nobody and map 2
    assertEquals(List.of(Message.of(0, 1, 2, 0)), record.codes());
    assertEquals(Clusters.uniform(4, 3), record.clusters());
    assertEquals(List.of(1 / 3., 0., 1 / 3., 1 / 3.), record.shares().get(0).shares());
  }

  @Test
  void stridedGroups() {
    // (5 2)(1 3) and (-1 7)(-2 0)
    assertEquals(
        List.of(Message.of(0, 1, 1, 2)), record(Competition.groupsOf(2).strided()).codes());
  }

  @Test
  void groupsOfOneSayWhoIsActive() {
    assertEquals(List.of(Message.of(0, 0, 0, 0, 1, 1, 0, 1)), record(Competition.none()).codes());
  }
}
