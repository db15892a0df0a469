package decisive.nn.decide;

import decisive.nn.Module;
import decisive.nn.block.ResidualBlock;
import decisive.nn.block.Unit;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.layer.Activation;
import decisive.nn.layer.AveragePool2d;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Dropout;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.GlobalAveragePool;
import decisive.nn.layer.Linear;
import decisive.nn.layer.MaxPool2d;
import decisive.nn.layer.Relu;
import decisive.nn.layer.Sequential;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks of the library's parts, each with numbers that a seed draws. */
final class RandomNetworks {
  static final int SIZE = 9;
  static final int CHANNELS = 2;
  static final int OUTPUTS = 5;

  private final Generator generator;
  private final List<Module> parts = new ArrayList<>();
  private int height = SIZE;
  private int maps = CHANNELS;
  private int drawn;

  private RandomNetworks(long seed) {
    generator = new Generator(seed);
  }

  /** For images [N, {@value #SIZE}, {@value #SIZE}, {@value #CHANNELS}]; decided, in evaluation. */
  static Module of(long seed) {
    RandomNetworks draw = new RandomNetworks(seed);
    draw.images();
    draw.vectors();
    Module network = new Sequential(draw.parts.toArray(Module[]::new));
    settle(network, seed);
    return network;
  }

  /** Batch norms become other than the identity, competitions decide. */
  static void settle(Module network, long seed) {
    Generator generator = new Generator(seed).split("norms");
    network.visit(
        (path, module) -> {
          if (module instanceof BatchNorm norm) {
            Map<String, Tensor> buffers = norm.buffers();
            norm.parameters().forEach((name, p) -> draw(p.value(), -0.5f, 1.5f, generator));
            draw(buffers.get("running_mean"), -0.2f, 0.2f, generator);
            draw(buffers.get("running_var"), 0.2f, 2, generator);
          }
        });
    Phase.decided().set(network);
    network.eval();
  }

  private static void draw(Tensor value, float from, float to, Generator generator) {
    Tensor drawn = Tensor.uniform(generator, from, to, value.size());
    System.arraycopy(drawn.data(), 0, value.data(), 0, value.size());
  }

  private int between(int from, int to) {
    return from + generator.nextInt(to - from + 1);
  }

  private boolean chance() {
    return generator.nextInt(2) == 0;
  }

  private Generator next() {
    return generator.split(drawn++);
  }

  private void images() {
    for (int i = between(0, 3); i > 0; i--) {
      int size = between(1, Math.min(4, height));
      int stride = between(1, 2);
      int padding = between(0, size);
      int outputs = 4 * between(1, 6);
      Conv2d conv = new Conv2d(maps, outputs, size, stride, padding, next());
      parts.add(chance() ? conv.withBias(next()) : conv);
      height = (height + 2 * padding - size) / stride + 1;
      maps = outputs;
      normAndActivation(chance());
      if (chance()) {
        block(outputs, between(1, 2), false);
      }
      if (chance()) {
        pool();
      }
    }
    if (!parts.isEmpty() && chance()) {
      parts.add(new GlobalAveragePool());
    } else {
      parts.add(new Flatten());
      maps *= height * height;
    }
  }

  /** A residual block; with a projection where the shape changes, sometimes where it does not. */
  private void block(int outputs, int stride, boolean linear) {
    int size = 2 * between(0, 1) + 1;
    List<Unit> units = new ArrayList<>();
    int inputs = maps;
    int count = between(1, 3);
    for (int i = 1; i <= count; i++) {
      Module layer =
          linear
              ? new Linear(inputs, outputs, next())
              : new Conv2d(inputs, outputs, size, i == 1 ? stride : 1, size / 2, next());
      BatchNorm norm = chance() ? new BatchNorm(outputs) : null;
      Activation activation = chance() ? competitor(outputs) : chance() ? new Relu() : null;
      units.add(Unit.numbered(i, layer, norm, activation));
      inputs = outputs;
    }
    boolean projects = maps != outputs || stride > 1 || chance();
    Module projection =
        linear
            ? new Linear(maps, outputs, next())
            : new Conv2d(maps, outputs, 1, stride, 0, next());
    parts.add(
        new ResidualBlock(
            units,
            projects
                ? Optional.of(Unit.projection(projection, new BatchNorm(outputs)))
                : Optional.empty()));
    height = (height - 1) / stride + 1;
    maps = outputs;
  }

  private void pool() {
    int size = between(1, Math.min(3, height));
    int stride = between(1, 2);
    int padding = between(0, size / 2);
    parts.add(
        chance() ? new MaxPool2d(size, stride, padding) : new AveragePool2d(size, stride, padding));
    height = (height + 2 * padding - size) / stride + 1;
  }

  private void vectors() {
    for (int i = between(1, 2); i > 0; i--) {
      int outputs = 4 * between(1, 8);
      parts.add(new Linear(maps, outputs, next()));
      maps = outputs;
      normAndActivation(true); // at least one layer competes
      parts.add(new Dropout(0.5f, next()));
      if (chance()) {
        block(outputs, 1, true);
      }
    }
    parts.add(new Linear(maps, OUTPUTS, next()));
  }

  private void normAndActivation(boolean competes) {
    if (chance()) {
      parts.add(new BatchNorm(maps));
    }
    if (competes) {
      parts.add(competitor(maps));
    } else if (chance()) {
      parts.add(new Relu());
    }
  }

  private Competitor competitor(int channels) {
    Competition competition = Competition.groupsOf(chance() ? 4 : 2);
    competition = chance() ? competition.strided() : competition;
    competition = generator.nextInt(4) == 0 ? competition.winnersToOne() : competition;
    return new Competitor(competition, 0, channels);
  }
}
