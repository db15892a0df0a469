package decisive.nn.resnet;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.block.Unit;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Chain;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.GlobalAveragePool;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Relu;
import decisive.nn.layer.Sequential;
import decisive.tensor.random.Generator;
import java.util.List;
import java.util.Map;

/**
 * A residual network for small images (He et al., 2016, the CIFAR form), with the paper's
 * competition after every convolution but the stem's.
 *
 * <p>Images [N, H, W, channels] to logits [N, classes]: a 3×3 stem with a plain ReLU; stages of
 * blocks, stage s of width w·2^s, the first block of every stage but the first with stride 2; the
 * mean of each map; a linear layer. Parameters are named as PyTorch's: {@code conv1}, {@code bn1},
 * {@code layer1.0.conv1}, …, {@code linear}.
 *
 * <pre>{@code
 * var net = ResNet.blocks(1, 1, 1).width(16).channels(1).classes(10)
 *     .competition(Competition.groupsOf(4)).build(seed);
 * }</pre>
 */
public final class ResNet extends Chain {
  private final ResNetDesign design;

  ResNet(ResNetDesign design, long seed) {
    this.design = design;
    Generator generator = new Generator(seed);
    int width = design.width();
    inline(
        Unit.numbered(
            1,
            new Conv2d(design.channels(), width, 3, 1, 1, generator.split("conv1")),
            new BatchNorm(width),
            new Relu()));
    int inputs = width;
    int competitions = 0;
    for (int stage = 0; stage < design.blocks().size(); stage++) {
      Module[] blocks = new Module[design.blocks().get(stage)];
      for (int block = 0; block < blocks.length; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        Generator own = generator.split("layer" + (stage + 1)).split(block);
        blocks[block] = block(inputs, width << stage, stride, competitions, own);
        competitions += design.competitionsPerBlock();
        inputs = design.outputs(stage);
      }
      child("layer" + (stage + 1), new Sequential(blocks));
    }
    child("pool", new GlobalAveragePool());
    child("linear", new Linear(inputs, design.classes(), generator.split("linear")));
  }

  private Module block(int inputs, int width, int stride, int first, Generator own) {
    return design.bottleneck()
        ? new BottleneckBlock(inputs, width, stride, design.competition(), first, own)
        : new BasicBlock(inputs, width, stride, design.competition(), first, own);
  }

  /** A network of basic blocks, with so many in each stage. */
  public static ResNetDesign blocks(int... perStage) {
    return ResNetDesign.basic(perStage);
  }

  /** A network of bottleneck blocks, with so many in each stage. */
  public static ResNetDesign bottlenecks(int... perStage) {
    return ResNetDesign.bottleneck(perStage);
  }

  /**
   * A network of the literature: {@code resnet8}, {@code resnet20} (width 16), {@code resnet18},
   * {@code resnet34}, {@code resnet50} (width 64).
   *
   * @throws IllegalArgumentException for another name; lists those there are
   */
  public static ResNetDesign named(String name) {
    return ResNetDesign.named(name);
  }

  /** What it was made from. */
  public ResNetDesign design() {
    return design;
  }

  /** Its design's: {@link ResNetDesign#metadata}. */
  @Override
  public Map<String, String> metadata() {
    return design.metadata();
  }

  /** The means of the last stage's maps: [N, maps]. */
  public Variable features(Variable x) {
    List<Module> parts = parts();
    Variable y = x;
    for (Module part : parts.subList(0, parts.size() - 1)) {
      y = part.apply(y);
    }
    return y;
  }
}
