package outside;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.tensor.random.Generator;

/** A convolution whose maps compete in pairs, and a classifier of what is left of them. */
final class SmallNetwork extends Module {
  private static final int MAPS = 8;
  private static final int SIDE = 8; // of an image

  private final Conv2d convolution;
  private final BatchNorm norm = child("norm", new BatchNorm(MAPS));
  private final Competitor competitor =
      child("competition", new Competitor(Competition.groupsOf(2), 0, MAPS));
  private final Flatten flatten = child("flatten", new Flatten());
  private final Linear classifier;

  SmallNetwork(Generator random) {
    convolution = child("convolution", new Conv2d(1, MAPS, 3, 1, 1, random.split("convolution")));
    classifier =
        child("classifier", new Linear(MAPS * SIDE * SIDE, 10, random.split("classifier")));
  }

  @Override
  protected Variable forward(Variable x) {
    return classifier.apply(flatten.apply(competitor.apply(norm.apply(convolution.apply(x)))));
  }
}
