package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.autograd.Variable;
import decisive.experiments.train.ClassNames;
import decisive.nn.checkpoint.TorchLayout;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code decisive predict}: runs a network with weights from a file on images from a file. */
final class PredictCommand implements Command {
  private static final int LARGEST_BATCH = 65536;

  @ParametersDelegate private final ModelOptions model = new ModelOptions();

  @ParametersDelegate private final CompetitionOptions competition = new CompetitionOptions();

  @Parameter(
      names = "--weights",
      description = "safetensors file with the weights, under PyTorch's names",
      required = true)
  private Path weights;

  @Parameter(
      names = "--prefix",
      description =
          "what the weights' names begin with, such as module.; other tensors are ignored")
  private String prefix = "";

  @Parameter(
      names = "--input",
      description = "safetensors file with the images as a tensor x [N, C, H, W]",
      required = true)
  private Path input;

  @Parameter(
      names = "--phase",
      description = "of the competition: relu (not begun), temperature=T (softmax gate) or wta",
      required = true,
      converter = PhaseConverter.class)
  private Phase phase;

  @Parameter(
      names = "--out",
      description = "safetensors file to write, with a tensor logits [N, classes]",
      required = true)
  private Path out;

  @Parameter(names = "--batch", description = "images at a time; may change last bits")
  private int batch = 64;

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public String summary() {
    return "runs a network with PyTorch's or its own weights on images";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive predict --weights net.safetensors --input x.safetensors --phase wta"
            + " --out y.safetensors",
        "decisive predict --model resnet20 --k 4 --phase temperature=30 --weights torch.safetensors"
            + " \\\n    --input x.safetensors --out y.safetensors",
        "decisive predict --blocks 1,1,1 --c 8 --strided --phase wta --weights w.safetensors"
            + " \\\n    --prefix module. --input x.safetensors --out y.safetensors");
  }

  @Override
  public int run(Console console) throws IOException {
    Optional<ResNetDesign> named = model.named();
    IntegerRange.check("--batch", batch, 1, LARGEST_BATCH);
    checkFiles();
    StoredWeights stored = StoredWeights.read(weights, prefix);
    ResNetDesign design = stored.design(named);
    model.checkSizes(design, weights);
    Competition among = competition.competition(stored.competition());
    ResNet network = stored.network(GroupOptions.apply(among, design));
    phase.set(network);
    Tensor logits = logits(network, images(design.channels()), console.err());
    SafetensorsFile.write(out, Map.of("logits", logits), provenance(network, stored));
    console.out().println(out + ": logits " + logits.shape());
    return ExitCode.SUCCESS;
  }

  /** Before the work, not after it. */
  private void checkFiles() throws IOException {
    checkNoDirectory("--weights", weights);
    checkNoDirectory("--input", input);
    checkNoDirectory("--out", out);
    Path directory = out.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new UsageException("--out " + out + ": its directory does not exist; create it first");
    }
    if (Files.exists(out)) {
      for (Path source : List.of(weights, input)) {
        if (Files.exists(source) && Files.isSameFile(source, out)) {
          throw new UsageException("--out " + out + " would replace what is read; name another");
        }
      }
    }
  }

  private static void checkNoDirectory(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw new UsageException(option + " " + file + " is a directory; name a file in it");
    }
  }

  /** The images, in PyTorch's layout [N, C, H, W]. */
  private Tensor images(int channels) throws IOException {
    Tensor x = SafetensorsFile.read(input).tensor("x");
    if (x.rank() != 4) {
      throw new IllegalArgumentException(
          input + ": x is " + x.shape() + ", should be images [N, C, H, W]");
    }
    if (x.extent(1) != channels) {
      throw new IllegalArgumentException(
          input
              + ": x is "
              + x.shape()
              + ", images of "
              + x.extent(1)
              + " channels; the network takes "
              + channels);
    }
    if (x.size() == 0) {
      throw new IllegalArgumentException(input + ": x is " + x.shape() + ", without a pixel");
    }
    return x;
  }

  private Tensor logits(ResNet network, Tensor x, PrintStream err) {
    int images = x.extent(0);
    List<Tensor> logits = new ArrayList<>();
    try (ConsoleProgress progress = new ConsoleProgress("predict", (images - 1) / batch + 1, err)) {
      for (int from = 0; from < images; from += batch) {
        Tensor part = x.slice(0, from, Math.min(images, from + batch));
        Variable inputs = Variable.constant(TorchLayout.imagesFromTorch(part));
        logits.add(network.evaluating(() -> network.apply(inputs)).value());
        progress.step();
      }
    }
    return Tensor.concatenate(0, logits.toArray(Tensor[]::new));
  }

  /** What made the logits, for the file's metadata. */
  private Map<String, String> provenance(ResNet network, StoredWeights stored) {
    Map<String, String> metadata = new LinkedHashMap<>(network.design().metadata());
    metadata.put("phase", phase.label());
    metadata.put("weights_sha256", WeightsHash.of(network));
    String names = stored.file().metadata().get(ClassNames.KEY);
    if (names != null) {
      metadata.put(ClassNames.KEY, names);
    }
    return metadata;
  }
}
