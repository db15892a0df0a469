package decisive.nn.resnet;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.tensor.random.Generator;

/**
 * A 1×1 convolution down to the width, a 3×3 one, a 1×1 one up to four times the width, and the way
 * around them (He et al., 2016). The stride is the 3×3 convolution's.
 */
final class BottleneckBlock extends Module {
  static final int EXPANSION = 4;

  private final Conv2d conv1;
  private final BatchNorm bn1;
  private final Competitor competition1;
  private final Conv2d conv2;
  private final BatchNorm bn2;
  private final Competitor competition2;
  private final Conv2d conv3;
  private final BatchNorm bn3;
  private final Module shortcut;
  private final Competitor competition3;

  BottleneckBlock(
      int inputs, int width, int stride, Competitions competitions, Generator generator) {
    int outputs = width * EXPANSION;
    conv1 = child("conv1", new Conv2d(inputs, width, 1, 1, 0, generator.split("conv1")));
    bn1 = child("bn1", new BatchNorm(width));
    competition1 = child("competition1", competitions.next(width));
    conv2 = child("conv2", new Conv2d(width, width, 3, stride, 1, generator.split("conv2")));
    bn2 = child("bn2", new BatchNorm(width));
    competition2 = child("competition2", competitions.next(width));
    conv3 = child("conv3", new Conv2d(width, outputs, 1, 1, 0, generator.split("conv3")));
    bn3 = child("bn3", new BatchNorm(outputs));
    shortcut = child("shortcut", Shortcut.of(inputs, outputs, stride, generator));
    competition3 = child("competition3", competitions.next(outputs));
  }

  @Override
  protected Variable forward(Variable x) {
    Variable y = bn1.apply(conv1.apply(x), competition1);
    y = bn2.apply(conv2.apply(y), competition2);
    return bn3.apply(conv3.apply(y), shortcut.apply(x), competition3);
  }
}
