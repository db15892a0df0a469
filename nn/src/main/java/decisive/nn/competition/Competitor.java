package decisive.nn.competition;

import decisive.autograd.Variable;
import decisive.nn.layer.Activation;
import decisive.nn.layer.ActivationPass;
import decisive.nn.layer.Relu;
import decisive.tensor.ShapeException;

/**
 * The activation of the paper at one place of a network: the maps of each group compete at every
 * location. What it does depends on its {@link Phase}; the formulas stand at {@link Gate}.
 */
public final class Competitor extends Activation {
  private final int channels;
  private final int groupSize;
  private final boolean strided;
  private final boolean winnersToOne;
  private Phase phase = Phase.rectified();

  /**
   * @param competition the network's
   * @param index this competition's number in the network
   * @param channels maps here
   * @throws IllegalArgumentException if the groups do not divide the maps
   */
  public Competitor(Competition competition, int index, int channels) {
    this.channels = channels;
    this.groupSize = competition.groupSize(index, channels);
    this.strided = competition.arrangement() == Competition.Arrangement.STRIDED;
    this.winnersToOne = competition.winnersBecomeOne();
  }

  /** Maps that compete here. */
  public int channels() {
    return channels;
  }

  /** Maps a group (k). */
  public int groupSize() {
    return groupSize;
  }

  /** Groups (c). */
  public int groups() {
    return channels / groupSize;
  }

  /**
   * The map that is member {@code m} of group {@code g}.
   *
   * @param g 0 to {@link #groups} − 1
   * @param m 0 to {@link #groupSize} − 1
   */
  public int map(int g, int m) {
    return strided ? g + m * groups() : g * groupSize + m;
  }

  /**
   * Whether its output depends on its {@link Phase}: a group of one that keeps its value always
   * wins.
   */
  public boolean competes() {
    return groupSize > 1 || winnersToOne;
  }

  /** Whether decided winners become 1 instead of keeping their value. */
  public boolean winnersBecomeOne() {
    return winnersToOne;
  }

  /** How far the competition has gone; {@link Phase#rectified} at first. */
  public Phase phase() {
    return phase;
  }

  /** Sets this competition's phase; {@link Phase#set} sets a whole network's. */
  public void phase(Phase phase) {
    this.phase = phase;
  }

  @Override
  protected Variable forward(Variable x) {
    if (x.shape().rank() == 0 || x.shape().extent(-1) != channels) {
      throw new ShapeException(
          "competition: input " + x.shape() + " must have " + channels + " maps on its last axis");
    }
    return alwaysWins() ? x.relu() : gate().apply(x);
  }

  @Override
  public ActivationPass pass() {
    return alwaysWins() ? new Relu().pass() : gate();
  }

  @Override
  public void checkChannels(int channels) {
    if (channels != this.channels) {
      throw new IllegalArgumentException(
          "competition among " + this.channels + " maps: what comes before it makes " + channels);
    }
  }

  /** A group of one does. */
  private boolean alwaysWins() {
    return groupSize == 1 && !(winnersToOne && phase instanceof Phase.Decided);
  }

  private Gate gate() {
    return new Gate(groupSize, strided, winnersToOne, phase);
  }

  @Override
  protected String settings() {
    return groups()
        + (groups() == 1 ? " group of " : " groups of ")
        + groupSize
        + (strided ? ", strided" : "")
        + (winnersToOne ? ", winners to 1" : "")
        + ", "
        + phase.label();
  }
}
