package decisive.nn.competition;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** The laws of the competition. */
class CompetitionTest {
  /** Of 1, in float32: what is less is lost when it is added to 1. */
  private static final double HALF_A_BIT = 0x1p-24;

  /** Groups of k maps, c groups, at some locations; values on a grid, so that ties occur. */
  record Case(int k, int c, Tensor x) {
    Competitor competitor(Competition competition, Phase phase) {
      Competitor competitor = new Competitor(competition, 0, k * c);
      competitor.phase(phase);
      return competitor;
    }

    Tensor run(Phase phase) {
      return competitor(Competition.groupsOf(k), phase).apply(Variable.constant(x)).value();
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 9),
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(1, 6),
            Arbitraries.longs())
        .as(
            (k, c, locations, seed) -> {
              Generator generator = new Generator(seed);
              Tensor x = Tensor.zeros(locations, 1, 1, k * c);
              for (int i = 0; i < x.size(); i++) {
                x.data()[i] = (generator.nextInt(13) - 5) * 0.25f;
              }
              return new Case(k, c, x);
            });
  }

  @Property
  void aGroupOfOneIsRelu(@ForAll("cases") Case of) {
    Competitor alone = new Competitor(Competition.none(), 0, of.x.extent(-1));
    for (Phase phase : new Phase[] {Phase.rectified(), Phase.gated(3), Phase.decided()}) {
      alone.phase(phase);
      assertEquals(of.x.relu(), alone.apply(Variable.constant(of.x)).value());
    }
  }

  /** y = a · exp(T (a − A)) written with the library's softmax: a · s / max s. */
  @Property
  void theGateIsThePapersFormula(@ForAll("cases") Case of) {
    Tensor a = of.x.relu().reshape(-1, of.c, of.k);
    Tensor s = a.mul(2.5f).softmax(2);
    Tensor paper = a.mul(s).div(s.max(2).reshape(-1, of.c, 1)).reshape(of.x.shape().extents());
    Tensor ours = of.run(Phase.gated(2.5));
    for (int i = 0; i < paper.size(); i++) {
      assertEquals(paper.data()[i], ours.data()[i], 1e-6f + 1e-5f * paper.data()[i]);
    }
  }

  @Property
  void coldIsReluAndHotIsWinnerTakesAll(@ForAll("cases") Case of) {
    assertEquals(of.run(Phase.rectified()), of.x.relu());
    Tensor cold = of.run(Phase.gated(1e-7));
    for (int i = 0; i < cold.size(); i++) {
      assertEquals(Math.max(0, of.x.data()[i]), cold.data()[i], 1e-5f);
    }
    // the grid's step is 1/4: at T = 1000 a loser's gate is at most e^-250
    assertEquals(of.run(Phase.decided()), of.run(Phase.gated(1000)));
  }

  /** What a gate leaves is the formula's, in double precision, but for what rounding would lose. */
  @Property
  void faintLosersAreZero(@ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 1000) double t) {
    int k = 8;
    Tensor x = Tensor.uniform(new Generator(seed), -1, 1, 4, 1, 1, 4 * k);
    Variable in = Variable.parameter(x);
    Competitor competitor = new Competitor(Competition.groupsOf(k), 0, 4 * k);
    competitor.phase(Phase.gated(t));
    Variable y = competitor.apply(in);
    y.backward(Tensor.ones(x.shape().extents()));
    for (int i = 0; i < x.size(); i++) {
      double largest = 0;
      for (int m = i / k * k; m < i / k * k + k; m++) {
        largest = Math.max(largest, x.data()[m]);
      }
      double value = Math.max(0, x.data()[i]);
      double exponent = (float) t * (value - largest);
      double factor = value == 0 ? 0 : Math.exp(exponent);
      float gate = in.gradient().data()[i];
      assertEquals(factor, gate, HALF_A_BIT + 1e-5 * factor);
      assertEquals(factor * value, y.value().data()[i], HALF_A_BIT * largest + 1e-5 * factor);
      assertTrue(gate == 0 || gate > 0.999 * HALF_A_BIT, () -> gate + " is left");
    }
  }

  @Property
  void oneWinnerAGroupUpToTies(@ForAll("cases") Case of) {
    Tensor y = of.run(Phase.decided());
    for (int location = 0; location < of.x.extent(0); location++) {
      for (int group = 0; group < of.c; group++) {
        int first = location * of.k * of.c + group * of.k;
        float largest = 0;
        for (int m = 0; m < of.k; m++) {
          largest = Math.max(largest, of.x.data()[first + m]);
        }
        for (int m = 0; m < of.k; m++) {
          float x = of.x.data()[first + m];
          assertEquals(x == largest ? largest : 0, y.data()[first + m]);
        }
      }
    }
  }

  @Property
  void stridedEqualsConsecutiveAfterReordering(@ForAll("cases") Case of) {
    for (Phase phase : new Phase[] {Phase.rectified(), Phase.gated(3), Phase.decided()}) {
      Tensor strided =
          of.competitor(Competition.groupsOf(of.k).strided(), phase)
              .apply(Variable.constant(reorder(of.x, of.k, of.c)))
              .value();
      assertEquals(reorder(of.run(phase), of.k, of.c), strided);
    }
  }

  /** Map g·k + m becomes map g + m·c. */
  private static Tensor reorder(Tensor x, int k, int c) {
    return x.reshape(-1, c, k).transpose().reshape(x.shape().extents());
  }

  @Property
  void winnersToOneKeepsWhoWon(@ForAll("cases") Case of) {
    Tensor ones =
        of.competitor(Competition.groupsOf(of.k).winnersToOne(), Phase.decided())
            .apply(Variable.constant(of.x))
            .value();
    assertEquals(of.run(Phase.decided()).greater(Tensor.scalar(0)), ones);
  }

  /** dx = dy · gate · [x > 0], the gate a constant: not its own derivative. */
  @Property
  void theGateIsNotInTheGradient(@ForAll("cases") Case of) {
    for (Phase phase : new Phase[] {Phase.gated(3), Phase.decided()}) {
      Variable x = Variable.parameter(of.x);
      Variable y = of.competitor(Competition.groupsOf(of.k), phase).apply(x);
      Tensor dy = Tensor.uniform(new Generator(1), -1, 1, of.x.shape().extents());
      y.backward(dy);
      for (int i = 0; i < dy.size(); i++) {
        float value = of.x.data()[i];
        float gate = value > 0 ? y.value().data()[i] / value : 0;
        assertEquals(dy.data()[i] * gate, x.gradient().data()[i], 1e-6f);
      }
    }
  }

  @Property(tries = 50)
  void aNanIsNeverHidden(@ForAll("cases") Case of) {
    of.x.data()[0] = Float.NaN;
    for (Phase phase : new Phase[] {Phase.rectified(), Phase.gated(3), Phase.decided()}) {
      assertTrue(Float.isNaN(of.run(phase).data()[0]), phase.toString());
    }
  }

  @Example
  void groupsMustDivideTheMaps() {
    assertEquals(
        "competition 3: groups of 5 do not divide 16 maps; choose a divisor of 16",
        refused(() -> new Competitor(Competition.groupsOf(5), 3, 16)));
    assertEquals(
        "competition 0: 32 groups do not divide 16 maps; choose a divisor of 16",
        refused(() -> new Competitor(Competition.groups(32), 0, 16)));
    assertEquals(
        "competition: group size (k) is 0, must be ≥ 1", refused(() -> Competition.groupsOf(0)));
    assertEquals(
        "competition: 2 group sizes given, the network has 6 competitions",
        refused(() -> Competition.groupsOfEach(1, 2).checkCount(6)));
    assertEquals(
        "competition: input [2,8] must have 16 maps on its last axis",
        assertThrows(
                ShapeException.class,
                () ->
                    new Competitor(Competition.groupsOf(4), 0, 16)
                        .apply(Variable.constant(Tensor.zeros(Shape.of(2, 8)))))
            .getMessage());
  }

  @Example
  void aListThatEndsTooSoonSaysSo() {
    Competition three = Competition.groupsOfEach(1, 2, 4);
    assertEquals(4, three.groupSize(2, 16));
    assertEquals(
        "competition 3: only 3 group sizes given; give one for each competition, or one for all",
        refused(() -> new Competitor(three, 3, 16)));
    assertEquals(2, Competition.groupsOf(2).groupSize(100, 16), "one value serves for all");
    assertEquals(
        "competition: no group size given; give k, 1 or more",
        refused(() -> Competition.groupsOfEach()));
  }

  /** A group that holds NaN is NaN, winners set to 1 too; other groups are as ever. */
  @Example
  void nanIsNotHidden() {
    Tensor x = Tensor.of(new float[] {1, Float.NaN, 3, 2}, 1, 4);
    for (Competition competition :
        new Competition[] {Competition.groupsOf(2), Competition.groupsOf(2).winnersToOne()}) {
      for (Phase phase : new Phase[] {Phase.rectified(), Phase.gated(1), Phase.decided()}) {
        Competitor competitor = new Competitor(competition, 0, 4);
        competitor.phase(phase);
        Tensor y = competitor.apply(Variable.constant(x)).value();
        assertTrue(Float.isNaN(y.data()[0]) && Float.isNaN(y.data()[1]), phase + ": " + y);
        assertTrue(y.data()[2] >= 1, phase + ": " + y);
      }
    }
  }

  @Example
  void textThatSaysNoCompetitionIsRefused() {
    for (String wrong : new String[] {"", "k", "k=", "k=a", "c=4,,8", "m=3", "k=4 sideways"}) {
      assertEquals(
          "competition '" + wrong + "': want k=N, k=N,N,…, c=N or c=N,N,…, then strided, winners=1",
          refused(() -> Competition.parse(wrong)));
    }
    assertEquals(
        "competition: group size (k) is 0, must be ≥ 1", refused(() -> Competition.parse("k=0")));
  }

  @Example
  void groupsPerLayer() {
    Competition competition = Competition.groupsEach(4, 2);
    assertEquals(4, competition.groupSize(0, 16));
    assertEquals(16, competition.groupSize(1, 32));
    assertEquals(
        "competition: 2 group counts given, the network has 6 competitions",
        refused(() -> competition.checkCount(6)));
  }

  @Example
  void temperaturesArePositiveAndFinite() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(
          "temperature " + wrong + ": must be positive and finite",
          refused(() -> Phase.gated(wrong)));
    }
    assertEquals(
        "temperature from 0.0 by factor Infinity: both must be positive and finite, and so their"
            + " product",
        refused(() -> TemperatureSchedule.between(0, 10)));
    assertEquals(
        "temperature from 1.0E-200 by factor 1.0E-200: both must be positive and finite, and so"
            + " their product",
        refused(() -> TemperatureSchedule.scaled(1e-200, 1e-200)));
  }

  @Example
  void bothReadingsOfTheSchedule() {
    assertEquals(100, TemperatureSchedule.between(10, 1000).at(0.5), 1e-9);
    assertEquals(10 * Math.sqrt(1000), TemperatureSchedule.scaled(10, 1000).at(0.5), 1e-9);
    assertEquals(10, TemperatureSchedule.scaled(10, 1000).at(0), 0);
  }

  @Property(tries = 30)
  void textIsReadBack(@ForAll boolean strided, @ForAll boolean one, @ForAll boolean groups) {
    Competition competition =
        groups ? Competition.groupsEach(8, 4, 8) : Competition.groupsOfEach(1, 2, 4);
    competition = strided ? competition.strided() : competition;
    competition = one ? competition.winnersToOne() : competition;
    assertEquals(competition, Competition.parse(competition.toString()));
  }

  @Example
  void onlyGroupsOfOneThatKeepTheirValueDoNotCompete() {
    assertFalse(new Competitor(Competition.none(), 0, 4).competes());
    assertTrue(new Competitor(Competition.none().winnersToOne(), 0, 4).competes());
    assertTrue(new Competitor(Competition.groupsOf(2), 0, 4).competes());
  }
}
