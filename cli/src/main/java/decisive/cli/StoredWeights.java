package decisive.cli;

import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.competition.Competition;
import decisive.nn.count.ConvolutionSite;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Shape;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network's weights in a safetensors file, under PyTorch's names.
 *
 * @param prefix what the names begin with, often nothing
 */
record StoredWeights(Path path, SafetensorsFile file, String prefix) {
  private static final int NAMED_PROBLEMS = 4;
  private static final int NAMED_PREFIXES = 3;

  static StoredWeights read(Path path, String prefix) throws IOException {
    return new StoredWeights(path, SafetensorsFile.read(path), prefix);
  }

  /**
   * The network that these weights are of.
   *
   * @param named what the user says it is, in any size; empty if the metadata is to say it
   * @throws UsageException if neither says it
   * @throws IllegalArgumentException if the weights, or the metadata, are of another network
   */
  ResNetDesign design(Optional<ResNetDesign> named) {
    ResNetDesign design = named.isPresent() ? sized(named.get()) : described();
    checkConvolutions(design);
    return design;
  }

  private ResNetDesign described() {
    if (!file.metadata().containsKey("model")) {
      throw new UsageException(
          "--model or --blocks is needed: " + path + " does not describe its network");
    }
    try {
      return ResNetDesign.ofMetadata(file.metadata());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }

  /** The competition that the metadata describes, if it does. */
  Optional<Competition> competition() {
    try {
      return Optional.ofNullable(file.metadata().get("competition")).map(Competition::parse);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }

  /** In the width, channels and classes that the first and the last weights have. */
  private ResNetDesign sized(ResNetDesign design) {
    Shape stem = shape("conv1.weight", "[width, channels, 3, 3]", 4);
    Shape linear = shape("linear.weight", "[classes, features]", 2);
    return design.width(stem.extent(0)).channels(stem.extent(1)).classes(linear.extent(0));
  }

  private Shape shape(String name, String meaning, int rank) {
    if (!file.names().contains(prefix + name)) {
      List<String> prefixes =
          file.names().stream()
              .filter(other -> other.endsWith("." + name))
              .map(other -> other.substring(0, other.length() - name.length()))
              .filter(other -> !other.matches("(.*\\.)?layer\\d+\\.\\d+\\."))
              .limit(NAMED_PREFIXES)
              .toList();
      String hint = prefixes.isEmpty() ? "" : "; try --prefix " + String.join(" or ", prefixes);
      throw new IllegalArgumentException(
          path + ": no tensor '" + prefix + name + "', so not the weights of a ResNet" + hint);
    }
    Shape shape = file.shape(prefix + name);
    if (shape.rank() != rank) {
      throw new IllegalArgumentException(
          path + ": " + prefix + name + " is " + shape + ", should be " + meaning);
    }
    return shape;
  }

  /**
   * Makes the network with these weights.
   *
   * @param design from {@link #design}, with any competition
   * @throws IllegalArgumentException if names or shapes differ; names them
   */
  ResNet network(ResNetDesign design) {
    ResNet network = design.build(0);
    Checkpoint.load(file, prefix, network, path.toString());
    return network;
  }

  /**
   * Before anything is made as large as the design says: what a file holds is in memory already,
   * what it says of itself may be of any size.
   */
  private void checkConvolutions(ResNetDesign design) {
    long blocks = design.blocks().stream().mapToLong(Integer::longValue).sum();
    if (blocks > file.names().size()) {
      throw new IllegalArgumentException(
          path + ": " + blocks + " blocks cannot be in " + file.names().size() + " tensors");
    }
    List<String> problems = new ArrayList<>();
    ResNet network = design.competition(Competition.none()).build(0);
    for (ConvolutionSite site : ConvolutionSite.of(network, Shape.of(1, 1, design.channels()))) {
      String name = prefix + site.name() + ".weight";
      Shape wanted = Shape.of(site.outputs(), site.inputs(), site.size(), site.size());
      if (!file.names().contains(name)) {
        problems.add("missing " + name);
      } else if (!file.shape(name).equals(wanted)) {
        problems.add(name + " is " + file.shape(name) + ", the network wants " + wanted);
      }
    }
    if (!problems.isEmpty()) {
      int more = problems.size() - NAMED_PROBLEMS;
      throw new IllegalArgumentException(
          path
              + ": not the weights of this network: "
              + String.join("; ", problems.subList(0, Math.min(NAMED_PROBLEMS, problems.size())))
              + (more > 0 ? "; and " + more + " more" : ""));
    }
  }
}
