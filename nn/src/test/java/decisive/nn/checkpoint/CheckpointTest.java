package decisive.nn.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competition;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Dropout;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Sequential;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.nn.train.optimize.Sgd;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.io.FormatException;
import decisive.tensor.io.SafetensorsFile;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final ResNetDesign DESIGN =
      ResNet.blocks(1, 1).width(4).channels(1).classes(3).competition(Competition.groups(2));

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void file() {
    file = directory.resolve("net.safetensors");
  }

  /** A network whose running statistics have moved. */
  private static ResNet used(long seed) {
    ResNet net = DESIGN.build(seed);
    net.apply(Variable.constant(Tensor.uniform(new Generator(seed), 0, 1, 4, 6, 6, 1)));
    return net;
  }

  // ---- round trips

  @Test
  void parametersBuffersAndMetadataComeBackToTheBit() throws IOException {
    ResNet net = used(1);
    Map<String, String> metadata = Map.of("epoch", "7", "seed", "1");
    Checkpoint.save(file, net, metadata);
    ResNet other = used(2);
    assertNotEquals(WeightsHash.of(net), WeightsHash.of(other));
    Checkpoint.load(file, other);
    assertEquals(WeightsHash.of(net), WeightsHash.of(other));
    assertEquals(metadata, SafetensorsFile.read(file).metadata());
  }

  @Test
  void theFileAloneMakesTheNetwork() throws IOException {
    ResNet net = used(1);
    Checkpoint.save(file, net);
    ResNet again = Checkpoint.network(file);
    assertEquals(DESIGN, again.design());
    assertEquals(WeightsHash.of(net), WeightsHash.of(again));
  }

  /** The names and layouts of PyTorch's state_dict. */
  @Test
  void theFileIsPyTorchs() throws IOException {
    ResNet net = used(1);
    Checkpoint.save(file, net);
    SafetensorsFile stored = SafetensorsFile.read(file);
    assertEquals(Shape.of(4, 1, 3, 3), stored.shape("conv1.weight"));
    assertEquals(Shape.of(8, 4, 1, 1), stored.shape("layer2.0.shortcut.0.weight"));
    assertEquals(Shape.of(3, 8), stored.shape("linear.weight"));
    assertEquals(Shape.of(8), stored.shape("layer2.0.bn2.running_var"));
    Tensor ours = net.parameters().get("layer2.0.conv1.weight").value();
    assertEquals(ours.get(0, 2, 3, 7), stored.tensor("layer2.0.conv1.weight").get(7, 3, 0, 2));
    Tensor images = Tensor.uniform(new Generator(1), 0, 1, 2, 3, 4, 5);
    assertEquals(Shape.of(2, 5, 3, 4), TorchLayout.imagesToTorch(images).shape());
    assertEquals(images, TorchLayout.imagesFromTorch(TorchLayout.imagesToTorch(images)));
  }

  @Test
  void furtherTensorsLieBesideTheWeights() throws IOException {
    ResNet net = used(1);
    Sgd sgd = new Sgd(net, 0.9);
    net.apply(Variable.constant(Tensor.ones(2, 6, 6, 1))).sum().backward();
    sgd.step(0.1);
    Checkpoint.save(file, net, sgd.state(), Map.of());
    assertEquals(sgd.state(), Checkpoint.further(SafetensorsFile.read(file)));
    ResNet other = used(2);
    Checkpoint.load(file, other);
    assertEquals(WeightsHash.of(net), WeightsHash.of(other));
  }

  @Test
  void aPrefixChoosesAmongNetworks() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String prefix : List.of("first.", "second.")) {
      Checkpoint.state(used(prefix.length()))
          .forEach((name, t) -> tensors.put(prefix + name, TorchLayout.weightsToTorch(t)));
    }
    SafetensorsFile.write(file, tensors, Map.of());
    ResNet net = DESIGN.build(0);
    Checkpoint.load(SafetensorsFile.read(file), "second.", net, "both");
    assertEquals(WeightsHash.of(used("second.".length())), WeightsHash.of(net));
  }

  // ---- what PyTorch has and we have not, and the other way round

  @Test
  void pyTorchsBatchCountersArePassedOver() throws IOException {
    ResNet net = used(1);
    Map<String, Tensor> tensors = torchState(net);
    tensors.put("bn1.num_batches_tracked", Tensor.scalar(12));
    SafetensorsFile.write(file, tensors, Map.of());
    ResNet other = used(2);
    Checkpoint.load(file, other);
    assertEquals(WeightsHash.of(net), WeightsHash.of(other));
  }

  private static Sequential withDropout() {
    return new Sequential(new Dropout(0.5f, new Generator(1)), new Linear(4, 2, new Generator(2)));
  }

  @Test
  void dropoutGoesOnWithItsNextMask() throws IOException {
    Variable x = Variable.constant(Tensor.ones(5, 4));
    Sequential net = withDropout();
    net.apply(x);
    Checkpoint.save(file, net, Map.of());
    Sequential again = withDropout();
    Checkpoint.load(file, again);
    assertEquals(net.apply(x).value(), again.apply(x).value());
  }

  @Test
  void pyTorchsDropoutHasNoCounter() throws IOException {
    Sequential net = withDropout();
    Map<String, Tensor> tensors = torchState(net);
    tensors.remove("0." + Dropout.RUNS);
    tensors.put("1.bias", Tensor.vector(3, 4));
    SafetensorsFile.write(file, tensors, Map.of());
    Checkpoint.load(file, net);
    assertEquals(Tensor.vector(3, 4), net.parameters().get("1.bias").value());
  }

  private static Map<String, Tensor> torchState(Module net) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Checkpoint.state(net).forEach((name, t) -> tensors.put(name, TorchLayout.weightsToTorch(t)));
    return tensors;
  }

  // ---- files that do not fit

  @Test
  void namesNeitherFloodNorSteerTheTerminal() throws IOException {
    Map<String, Tensor> tensors = torchState(DESIGN.build(1));
    tensors.put("\u001b[2J" + "long ".repeat(1000), Tensor.scalar(1));
    SafetensorsFile.write(file, tensors, Map.of());
    String message =
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.load(file, DESIGN.build(2)))
            .getMessage();
    assertTrue(message.contains("unexpected ?[2Jlong long"), message);
    assertTrue(message.length() < 800, message);
  }

  @Test
  void otherWeightsAreNamedAndNothingChanges() throws IOException {
    Checkpoint.save(file, DESIGN.classes(4).build(1), Map.of());
    assertRefused(
        DESIGN.build(2),
        "linear.weight is [4,8], the network wants [3,8]; linear.bias is [4], the network wants"
            + " [3]");
    Map<String, Tensor> tensors = torchState(DESIGN.build(1));
    tensors.put("fc.weight", tensors.remove("linear.weight"));
    tensors.put("scale", Tensor.scalar(1));
    SafetensorsFile.write(file, tensors, Map.of());
    assertRefused(DESIGN.build(2), "missing linear.weight; unexpected fc.weight; unexpected scale");
    Checkpoint.save(file, ResNet.blocks(1).width(4).channels(1).classes(3).build(1), Map.of());
    assertRefused(
        DESIGN.build(2),
        "missing layer2.0.conv1.weight; missing layer2.0.bn1.weight; missing layer2.0.bn1.bias;"
            + " missing layer2.0.conv2.weight; and 12 more");
  }

  private void assertRefused(ResNet net, String differences) {
    String before = WeightsHash.of(net);
    assertMessage(
        file + ": not the weights of this network: " + differences,
        () -> Checkpoint.load(file, net));
    assertEquals(before, WeightsHash.of(net));
  }

  @Test
  void integersAreNoWeights() throws IOException {
    Linear net = new Linear(1, 2, new Generator(1));
    String header =
        "{\"weight\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
            + "\"bias\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[8,24]}}";
    byte[] bytes = new byte[8 + header.length() + 24];
    bytes[0] = (byte) header.length();
    System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, bytes, 8, header.length());
    Files.write(file, bytes);
    String before = WeightsHash.of(net);
    assertMessage(
        file + ": not the weights of this network: bias is I64, the network wants floats",
        () -> Checkpoint.load(file, net));
    assertEquals(before, WeightsHash.of(net));
  }

  @Test
  void metadataMustDescribeWhatTheFileHolds() throws IOException {
    Checkpoint.save(file, DESIGN.build(1), Map.of());
    assertMessage(
        file + ": metadata: no entry 'model'; name the model, as the file does not",
        () -> Checkpoint.network(file));
    Checkpoint.save(file, DESIGN.build(1), DESIGN.classes(4).metadata());
    assertMessage(
        file
            + ": not the weights of this network: linear.weight is [3,8], the network wants [4,8];"
            + " linear.bias is [3], the network wants [4]",
        () -> Checkpoint.network(file));
  }

  /** Metadata cost nothing to write: what they promise is not made before the file is asked. */
  @Test
  void aSmallFileDoesNotMakeALargeNetwork() throws IOException {
    ResNetDesign large = ResNet.blocks(1000, 1000, 1000).width(1 << 17);
    Checkpoint.save(file, DESIGN.build(1), large.metadata());
    String message =
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.network(file)).getMessage();
    assertEquals(
        file
            + ": metadata: the network they describe has 6492619842650122 weights, the file"
            + " holds 1391 values",
        message);
  }

  @Test
  void cutFilesAreRefused() throws IOException {
    ResNet net = used(1);
    Checkpoint.save(file, net);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 4));
    String before = WeightsHash.of(net);
    assertThrows(FormatException.class, () -> Checkpoint.load(file, net));
    assertThrows(FormatException.class, () -> Checkpoint.network(file));
    assertEquals(before, WeightsHash.of(net));
  }

  @Test
  void furtherTensorsMayNotTakeAWeightsName() throws IOException {
    Module net = new Further();
    assertMessage(
        "checkpoint: 'further.weight' is a weight of the network; give its module another name",
        () -> Checkpoint.save(file, net, Map.of("weight", Tensor.scalar(1)), Map.of()));
    assertFalse(Files.exists(file), "nothing was written");
  }

  /** Has a part of the name that further tensors begin with. */
  private static final class Further extends Module {
    private final Linear linear = child("further", new Linear(1, 1, new Generator(1)));

    @Override
    protected Variable forward(Variable x) {
      return linear.apply(x);
    }
  }

  /** Layers of other ranks than a ResNet's pass through the layouts too. */
  @Test
  void anyModuleIsSaved() throws IOException {
    Sequential net = mixed(1);
    Checkpoint.save(file, net, Map.of());
    Sequential other = mixed(3);
    Checkpoint.load(file, other);
    assertEquals(WeightsHash.of(net), WeightsHash.of(other));
    assertArrayEquals(
        net.parameters().get("2.weight").value().transpose().data(),
        SafetensorsFile.read(file).tensor("2.weight").data());
  }

  private static Sequential mixed(long seed) {
    return new Sequential(
        new Conv2d(1, 2, 3, 1, 1, new Generator(seed)).withBias(new Generator(seed + 1)),
        new Flatten(),
        new Linear(8, 3, new Generator(seed)));
  }

  private static void assertMessage(String message, Executable wrong) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, wrong).getMessage());
  }
}
