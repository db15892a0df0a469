package decisive.tutorials.lesson;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.tensor.random.Generator;

/**
 * What lesson 7 builds: two convolutions, and a shortcut (skip connection) past them that can be
 * closed.
 */
final class ResidualBlock extends Module {
  private final Conv2d conv1;
  private final BatchNorm bn1;
  private final Conv2d conv2;
  private final BatchNorm bn2;
  private final boolean shortcut;

  /**
   * @param maps in and out
   */
  ResidualBlock(int maps, boolean shortcut, Generator random) {
    conv1 = child("conv1", new Conv2d(maps, maps, 3, 1, 1, random.split("conv1")));
    bn1 = child("bn1", new BatchNorm(maps));
    conv2 = child("conv2", new Conv2d(maps, maps, 3, 1, 1, random.split("conv2")));
    bn2 = child("bn2", new BatchNorm(maps));
    this.shortcut = shortcut;
  }

  @Override
  protected Variable forward(Variable x) {
    Variable y = bn1.apply(conv1.apply(x)).relu();
    y = bn2.apply(conv2.apply(y));
    return shortcut ? y.add(x).relu() : y.relu();
  }
}
