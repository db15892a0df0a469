package outside;

import decisive.nn.block.Unit;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Chain;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.nn.layer.MaxPool2d;
import decisive.tensor.random.Generator;

/** Two convolutions whose maps compete, and a classifier of what is left of them. */
final class SmallNetwork extends Chain {
  SmallNetwork(Generator random) {
    child("first", unit(1, 8, 2, 0, random.split("first"))); // [N, 8, 8, 1] to [N, 8, 8, 8]
    child("pool", new MaxPool2d(2)); // to [N, 4, 4, 8]
    child("second", unit(8, 16, 4, 1, random.split("second"))); // to [N, 4, 4, 16]
    child("flatten", new Flatten());
    child("classes", new Linear(4 * 4 * 16, 10, random.split("classes")));
  }

  /** A convolution whose maps compete in groups of k. */
  private static Unit unit(int inputs, int maps, int k, int number, Generator random) {
    return new Unit(
        new Conv2d(inputs, maps, 3, 1, 1, random),
        new BatchNorm(maps),
        new Competitor(Competition.groupsOf(k), number, maps));
  }
}
