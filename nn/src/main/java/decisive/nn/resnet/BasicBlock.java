package decisive.nn.resnet;

import decisive.nn.block.ResidualBlock;
import decisive.nn.block.Unit;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.tensor.random.Generator;
import java.util.List;
import java.util.Optional;

/**
 * Two 3×3 convolutions and a shortcut (He et al., 2016): y = f(bn(conv(f(bn(conv(x))))) +
 * shortcut(x)), f the competition.
 */
final class BasicBlock extends ResidualBlock {
  static final int CONVOLUTIONS = 2;

  /**
   * @param first number of the block's first competition in the network
   */
  BasicBlock(
      int inputs, int width, int stride, Competition competition, int first, Generator generator) {
    super(
        List.of(
            Unit.numbered(
                1,
                new Conv2d(inputs, width, 3, stride, 1, generator.split("conv1")),
                new BatchNorm(width),
                new Competitor(competition, first, width)),
            Unit.numbered(
                2,
                new Conv2d(width, width, 3, 1, 1, generator.split("conv2")),
                new BatchNorm(width),
                new Competitor(competition, first + 1, width))),
        shortcut(inputs, width, stride, generator));
  }

  /** A projection where the shape changes. */
  static Optional<Unit> shortcut(int inputs, int outputs, int stride, Generator generator) {
    if (inputs == outputs && stride == 1) {
      return Optional.empty();
    }
    Conv2d conv = new Conv2d(inputs, outputs, 1, stride, 0, generator.split("shortcut"));
    return Optional.of(Unit.projection(conv, new BatchNorm(outputs)));
  }
}
