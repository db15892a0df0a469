package decisive.nn.decide;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.Conv2d;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a {@link Dham} of a network. */
final class Decision {
  /** From so many maps a group on, sparse layers are the faster as a rule. */
  private static final int SPARSE_FROM = 4;

  private final Map<String, Module> modules = new HashMap<>();
  private final Map<String, Variable> parameters;
  private final Map<String, Tensor> buffers;
  private final ResNetDesign design;
  private final List<DecidedLayer> layers = new ArrayList<>();
  private Groups before;

  private Decision(ResNet network) {
    network.visit(modules::put);
    parameters = network.parameters();
    buffers = network.buffers();
    design = network.design();
  }

  static Dham of(ResNet network) {
    return new Decision(network).decided();
  }

  private Dham decided() {
    if (modules.values().stream()
        .noneMatch(module -> module instanceof Competitor one && one.competes())) {
      throw new IllegalArgumentException(
          "decide: the network has no competition (k = 1), so there are no winners to take all;"
              + " train it with 2 or more maps a group, as in --k 4");
    }
    before = Groups.alone(design.width());
    DecidedLayer stem =
        new DecidedLayer(
            "conv1",
            false,
            folded("conv1", "bn1"),
            DecidedLayer.Around.NONE,
            null,
            before,
            Execution.DENSE);
    for (int stage = 1; stage <= design.blocks().size(); stage++) {
      for (int block = 0; block < design.blocks().get(stage - 1); block++) {
        block("layer" + stage + "." + block + ".");
      }
    }
    return new Dham(
        stem,
        layers,
        parameters.get("linear.weight").value().copy(),
        parameters.get("linear.bias").value().copy(),
        Map.of());
  }

  private void block(String path) {
    int count = design.bottleneck() ? 3 : 2;
    for (int i = 1; i <= count; i++) {
      String name = path + "conv" + i;
      boolean ends = i == count;
      boolean projects = ends && modules.containsKey(path + "shortcut.0");
      Groups groups = groups((Competitor) modules.get(path + "competition" + i));
      layers.add(
          new DecidedLayer(
              name,
              i == 1,
              folded(name, path + "bn" + i),
              !ends
                  ? DecidedLayer.Around.NONE
                  : projects ? DecidedLayer.Around.PROJECTION : DecidedLayer.Around.IDENTITY,
              projects ? folded(path + "shortcut.0", path + "shortcut.1") : null,
              groups,
              before.maps() >= SPARSE_FROM * before.count() ? Execution.SPARSE : Execution.DENSE));
      before = groups;
    }
  }

  private Groups groups(Competitor competitor) {
    int[][] members = new int[competitor.groups()][competitor.groupSize()];
    for (int g = 0; g < members.length; g++) {
      for (int m = 0; m < members[g].length; m++) {
        members[g][m] = competitor.map(g, m);
      }
    }
    return Groups.of(members, design.competition().winnersBecomeOne());
  }

  private DecidedConvolution folded(String convolution, String norm) {
    return DecidedConvolution.folded(
        parameters.get(convolution + ".weight").value(),
        ((Conv2d) modules.get(convolution)).stride(),
        parameters.get(norm + ".weight").value(),
        parameters.get(norm + ".bias").value(),
        buffers.get(norm + ".running_mean"),
        buffers.get(norm + ".running_var"));
  }
}
