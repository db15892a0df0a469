package decisive.nn.resnet;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.tensor.random.Generator;

/**
 * Two 3×3 convolutions and the way around them (He et al., 2016): y = f(bn(conv(f(bn(conv(x))))) +
 * shortcut(x)), f the competition.
 */
final class BasicBlock extends Module {
  private final Conv2d conv1;
  private final BatchNorm bn1;
  private final Competitor competition1;
  private final Conv2d conv2;
  private final BatchNorm bn2;
  private final Module shortcut;
  private final Competitor competition2;

  BasicBlock(int inputs, int width, int stride, Competitions competitions, Generator generator) {
    conv1 = child("conv1", new Conv2d(inputs, width, 3, stride, 1, generator.split("conv1")));
    bn1 = child("bn1", new BatchNorm(width));
    competition1 = child("competition1", competitions.next(width));
    conv2 = child("conv2", new Conv2d(width, width, 3, 1, 1, generator.split("conv2")));
    bn2 = child("bn2", new BatchNorm(width));
    shortcut = child("shortcut", Shortcut.of(inputs, width, stride, generator));
    competition2 = child("competition2", competitions.next(width));
  }

  @Override
  protected Variable forward(Variable x) {
    Variable y = bn1.apply(conv1.apply(x), competition1);
    return bn2.apply(conv2.apply(y), shortcut.apply(x), competition2);
  }
}
