package decisive.experiments.compare;

import decisive.nn.competition.Competition;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a comparison is to do. The recipe is the paper's on a small scale: SGD with momentum 0.9 and
 * weight decay 5e-4, the learning rate divided by 10 after each third of the run, temperature 1 to
 * 1000.
 *
 * @param seed of the split, the networks and the order of the images
 * @param k maps a group, one network each; each divides 16
 * @param epochs 1 or more
 */
public record ComparisonPlan(long seed, List<Integer> k, int epochs) {
  static final double TRAIN_SHARE = 0.8;
  static final int BATCH = 64;
  static final double LEARNING_RATE = 0.05;

  /** The learning rate is multiplied by this at both milestones, shares of the run. */
  static final double DECAY = 0.1;

  static final double[] MILESTONES = {1 / 3., 2 / 3.};
  static final double MOMENTUM = 0.9;
  static final double WEIGHT_DECAY = 5e-4;
  static final TemperatureSchedule TEMPERATURE = TemperatureSchedule.between(1, 1000);
  static final int WIDTH = 16;
  static final int CLASSES = 10;

  /** Grey levels the shallow memory tells apart: all of them, and a few. */
  static final List<Integer> LEVELS = List.of(17, 4);

  /** The seed, groups and epochs of {@code decisive compare} without options. */
  public static final ComparisonPlan STANDARD = new ComparisonPlan(42, List.of(1, 2, 4, 8, 16), 30);

  /** A shorter run that shows the same. */
  public static final ComparisonPlan QUICK = new ComparisonPlan(42, List.of(1, 4, 16), 8);

  public ComparisonPlan {
    k = List.copyOf(new LinkedHashSet<>(k));
    if (k.isEmpty()) {
      throw new IllegalArgumentException("compare: no k given; try 1,2,4");
    }
    for (int size : k) {
      if (size < 1 || WIDTH % size != 0) {
        throw new IllegalArgumentException(
            "compare: k = " + size + " does not divide the " + WIDTH + " maps; try 1,2,4,8,16");
      }
    }
    if (epochs < 1 || epochs > 10_000) {
      throw new IllegalArgumentException("compare: " + epochs + " epochs; choose 1 to 10000");
    }
  }

  /** The network for one k: stages of one block each, for the 8×8 digits. */
  static ResNetDesign design(int k) {
    return ResNet.blocks(1, 1, 1)
        .width(WIDTH)
        .channels(1)
        .classes(CLASSES)
        .competition(Competition.groupsOf(k));
  }
}
