package decisive.nn.resnet;

import decisive.nn.block.ResidualBlock;
import decisive.nn.block.Unit;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.tensor.random.Generator;
import java.util.List;

/**
 * A 1×1 convolution down to the width, a 3×3 one, a 1×1 one up to four times the width, and a
 * shortcut (He et al., 2016). The stride is the 3×3 convolution's.
 */
final class BottleneckBlock extends ResidualBlock {
  static final int CONVOLUTIONS = 3;
  static final int EXPANSION = 4;

  /**
   * @param first number of the block's first competition in the network
   */
  BottleneckBlock(
      int inputs, int width, int stride, Competition competition, int first, Generator generator) {
    super(
        List.of(
            Unit.numbered(
                1,
                new Conv2d(inputs, width, 1, 1, 0, generator.split("conv1")),
                new BatchNorm(width),
                new Competitor(competition, first, width)),
            Unit.numbered(
                2,
                new Conv2d(width, width, 3, stride, 1, generator.split("conv2")),
                new BatchNorm(width),
                new Competitor(competition, first + 1, width)),
            Unit.numbered(
                3,
                new Conv2d(width, width * EXPANSION, 1, 1, 0, generator.split("conv3")),
                new BatchNorm(width * EXPANSION),
                new Competitor(competition, first + 2, width * EXPANSION))),
        BasicBlock.shortcut(inputs, width * EXPANSION, stride, generator));
  }
}
