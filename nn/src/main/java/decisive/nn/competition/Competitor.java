package decisive.nn.competition;

import decisive.autograd.Variable;
import decisive.nn.Module;

/** The activation of the paper in one place of a network. */
public final class Competitor extends Module {
  private Phase phase = Phase.rectified();

  public Phase phase() {
    return phase;
  }

  public void phase(Phase phase) {
    this.phase = phase;
  }

  @Override
  public Variable forward(Variable x) {
    throw new UnsupportedOperationException("in the making");
  }
}
