package decisive.nn.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.tensor.Convolution2d;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import decisive.tensor.sparse.SparseConvolution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Convolutions behind a competition skip what lost; their gradients must not show it. */
class SparseTrainingTest {
  private static final int MAPS = 128;

  private final Tensor x = Tensor.normal(new Generator(1), 1, 2, 6, 5, MAPS);
  private final Tensor w = Tensor.normal(new Generator(2), 0.1f, 3, 3, MAPS, 32);
  private final Tensor dy = Tensor.normal(new Generator(3), 1, 2, 6, 5, 32);

  /** Results and gradients to x and w; an operation between hides from the second that 0 stops. */
  private List<Tensor> run(Phase phase, boolean hidden) {
    Competitor competitor = new Competitor(Competition.groupsOf(16), 0, MAPS);
    competitor.phase(phase);
    Variable in = Variable.parameter(x.copy());
    Variable weight = Variable.parameter(w.copy());
    Variable a = competitor.apply(in);
    Tensor zeros = Tensor.zeros(x.shape().extents());
    Variable y = (hidden ? a.add(Variable.constant(zeros)) : a).conv2d(weight, 1, 1);
    y.backward(dy);
    return List.of(y.value(), in.gradient(), weight.gradient());
  }

  @Test
  void gradientsAreThoseOfTheDenseWay() {
    for (Phase phase : List.of(Phase.gated(1000), Phase.decided())) {
      List<Tensor> sparse = run(phase, false);
      List<Tensor> dense = run(phase, true);
      for (int t = 0; t < sparse.size(); t++) {
        for (int i = 0; i < sparse.get(t).size(); i++) {
          assertEquals(dense.get(t).data()[i], sparse.get(t).data()[i], 2e-4, phase + ", " + t);
        }
      }
    }
  }

  /** Otherwise the test above would compare the dense way with itself. */
  @Test
  void thatWasSparse() {
    Competitor competitor = new Competitor(Competition.groupsOf(16), 0, MAPS);
    competitor.phase(Phase.gated(1000));
    Tensor a = competitor.apply(Variable.constant(x)).value();
    Convolution2d geometry = new Convolution2d(a.shape(), w.shape(), 1, 1);
    assertTrue(SparseConvolution.of(geometry, a, w).isPresent());
    assertTrue(!run(Phase.gated(1000), false).equals(run(Phase.gated(1000), true)));
  }
}
