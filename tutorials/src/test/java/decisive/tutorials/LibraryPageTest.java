package decisive.tutorials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.GradientCheck;
import decisive.autograd.GraphDrawing;
import decisive.autograd.NoGradient;
import decisive.autograd.Variable;
import decisive.datasets.Datasets;
import decisive.datasets.ImageBatches;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.datasets.corruption.Corruption;
import decisive.datasets.transform.Augmentation;
import decisive.memory.CliqueMemory;
import decisive.memory.CliqueTheory;
import decisive.memory.Clusters;
import decisive.memory.DeepMemory;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.memory.RetrievalRule;
import decisive.memory.encode.Alphabet;
import decisive.memory.encode.Completion;
import decisive.memory.encode.EncodedMemory;
import decisive.memory.encode.WordEncoder;
import decisive.memory.store.MemoryStore;
import decisive.nn.Module;
import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.checkpoint.TrainingCheckpoint;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.count.CountingRule;
import decisive.nn.count.ExecutedCount;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.count.Summary;
import decisive.nn.decide.Dham;
import decisive.nn.decide.Explanation;
import decisive.nn.decide.Pruning;
import decisive.nn.layer.Dropout;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Sequential;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Evaluation;
import decisive.nn.train.LearningRate;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingHistory;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.loss.MeanSquaredError;
import decisive.nn.train.metric.Metric;
import decisive.nn.train.optimize.AdamW;
import decisive.nn.train.optimize.Optimizer;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.ConvolutionSettings;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the whole library: its snippets are cut out of here, and every type is on it. */
class LibraryPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern PUBLIC =
      Pattern.compile(
          "(?m)^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|record|enum)"
              + " (\\w+)");

  @TempDir private Path directory;

  @Test
  void everyPublicTypeOfAnExportedPackageIsOnThePageAndNoOther() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/library.md"));
    TreeSet<String> exported = new TreeSet<>();
    TreeSet<String> hidden = new TreeSet<>();
    for (String name : List.of("tensor", "autograd", "nn", "memory", "datasets", "experiments")) {
      java.lang.Module module = ModuleLayer.boot().findModule("decisive." + name).orElseThrow();
      for (String inside : module.getPackages()) {
        (module.isExported(inside) ? exported : hidden).addAll(publicTypes(name, inside));
      }
    }
    exported.removeIf(type -> page.contains("`" + type + "`"));
    hidden.removeIf(type -> !page.contains("`" + type + "`"));
    assertEquals(List.of(), List.copyOf(exported), "name them in docs/library.md");
    assertEquals(List.of(), List.copyOf(hidden), "users do not see them: not in docs/library.md");
  }

  private static List<String> publicTypes(String module, String inside) throws IOException {
    List<String> types = new ArrayList<>();
    Path directory = ROOT.resolve(module + "/src/main/java").resolve(inside.replace('.', '/'));
    if (Files.isDirectory(directory)) { // others hold resources
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          Matcher type = PUBLIC.matcher(Files.readString(file));
          if (type.find()) {
            types.add(type.group(1));
          }
        }
      }
    }
    return types;
  }

  @Test
  void tensors() throws IOException {
    Path file = directory.resolve("t.safetensors");
    Generator random = new Generator(42); // the same seed, the same numbers
    Tensor a = Tensor.normal(random.split("a"), 1, 2, 3); // standard deviation 1, shape [2, 3]
    Tensor b = Tensor.vector(1, 2, 3);
    Tensor c = a.mul(b).add(1).relu(); // b is broadcast to both rows
    Tensor d = c.matmul(c.transpose()); // [2, 2]
    Tensor mean = d.mean(0); // over axis 0: [2]
    Tensor centred = d.sub(d.keepDims().mean(1)); // [2, 2] less [2, 1]
    Tensor y = Tensor.zeros(1, 8, 8, 3).conv2d(Tensor.ones(3, 3, 3, 16), 1, 1); // [1, 8, 8, 16]
    ConvolutionSettings depthwise = ConvolutionSettings.of(1, 2).dilation(2).groups(16);
    y = y.conv2d(Tensor.ones(3, 3, 1, 16), depthwise); // each channel by itself
    SafetensorsFile.write(file, Map.of("d", d), Map.of("made by", "me"));
    Tensor again = SafetensorsFile.read(file).tensor("d");
    assertEquals(Shape.of(2), mean.shape());
    assertEquals(Shape.of(2, 2), centred.shape());
    assertEquals(Shape.of(1, 8, 8, 16), y.shape());
    assertEquals(d.get(1, 1), again.get(1, 1));
  }

  @Test
  void gradients() {
    Variable w = Variable.parameter(Tensor.vector(1, 2, 3));
    Variable x = Variable.constant(Tensor.vector(4, 5, 6));
    Variable loss = w.mul(x).tanh().sum();
    String graph = GraphDrawing.dot(loss); // for Graphviz; backward frees it
    loss.backward();
    Tensor slope = w.gradient();
    try (NoGradient scope = new NoGradient()) {
      w.mul(x); // nothing is remembered
    }
    GradientCheck.of("tanh", in -> in[0].tanh()).inputs(Shape.of(3)).check();
    assertEquals(Shape.of(3), slope.shape());
    assertTrue(graph.startsWith("digraph"));
  }

  @Test
  void networks() throws IOException {
    Path file = directory.resolve("net.safetensors");
    Generator random = new Generator(42);
    Module mlp =
        new Sequential(
            new Flatten(),
            new Linear(64, 32, random.split("1")),
            Variable::tanh, // modules and functions
            new Dropout(0.1f, random.split("drop")),
            new Linear(32, 10, random.split("2")));
    ResNet net =
        ResNet.named("resnet20") // or ResNet.blocks(3, 3, 3)
            .width(16)
            .channels(3)
            .classes(10)
            .competition(Competition.groupsOf(4)) // groups(8): eight groups, however many maps
            .build(42);
    Variable logits = net.apply(Variable.constant(Tensor.zeros(2, 32, 32, 3))); // [2, 10]
    net.parameters().forEach((name, parameter) -> parameter.value());
    String tree = net.toString(); // parts, shapes of parameters, their number
    Summary summary = Summary.of(net, Shape.of(32, 32, 3)); // output shapes and multiplications too
    Checkpoint.save(file, net); // PyTorch's names and layouts
    ResNet same = Checkpoint.network(file);
    assertTrue(tree.startsWith("ResNet ("), tree);
    assertEquals(net.parameterCount(), summary.parameters());
    assertEquals(WeightsHash.of(net), WeightsHash.of(same));
    assertEquals(Shape.of(2, 10), logits.shape());
    assertEquals(2410, mlp.parameterCount());
  }

  private static ResNet small() {
    return ResNet.blocks(1, 1, 1)
        .width(8)
        .channels(1)
        .classes(10)
        .competition(Competition.groupsOf(2))
        .build(42);
  }

  @Test
  void data() throws IOException {
    Split data = Datasets.named("digits", 42); // cifar10:PATH, images:PATH, …
    Normalization normalization = Normalization.of(data.train());
    ImageBatches batches =
        data.train()
            .batches(64)
            .normalized(normalization)
            .augmented(Augmentation.parse("crop1"), 42)
            .shuffled(42);
    Split noisy =
        new Split(data.train(), data.test().corrupted(Corruption.parse("gaussian:3"), 42));
    assertEquals(23, batches.count());
    assertEquals(360, noisy.test().size());
  }

  @Test
  void training() throws IOException {
    Split data = Datasets.named("digits:20", 42);
    Normalization normalization = Normalization.of(data.train());
    ResNet net = small();
    TrainingHistory history =
        new Trainer(net)
            .sgd(0.05, 0.9) // or nesterov, adamW
            .weightDecay(5e-4)
            .schedule(LearningRate.cosine()) // or steps, oneCycle, constant
            .temperature(TemperatureSchedule.between(1, 1000))
            .loss(new CrossEntropy())
            .epochs(2)
            .fit(data.train().batches(64).normalized(normalization).shuffled(42));
    Phase.decided().set(net); // or rectified(), gated(100)
    Evaluation test = Evaluation.of(net, data.test().batches(120).normalized(normalization));
    double found = test.confusion().recall(8); // of the eights
    assertEquals(2, history.epochs().size());
    assertTrue(test.accuracy() >= 0 && found >= 0);
  }

  @Test
  void trainingToAnyTarget() throws IOException {
    Path file = directory.resolve("run.safetensors");
    Generator random = new Generator(42);
    Tensor x = Tensor.normal(random.split("x"), 1, 100, 8);
    Module autoencoder =
        new Sequential(new Linear(8, 3, random.split("in")), new Linear(3, 8, random.split("out")));
    Trainer trainer =
        new Trainer(autoencoder)
            .adamW(0.01)
            .loss(new MeanSquaredError()) // or your own: Loss.ofValues((output, values) -> …)
            .metrics(Metric.rSquared(), Metric.ofValues("bias", (y, t) -> y.sub(t).mean().item()))
            .epochs(5)
            .listen(metrics -> System.out.println(metrics));
    trainer.fit(Batches.of(x, x, 32).shuffled(42)); // or of(x, labels, 32), images.reconstructing()
    TrainingCheckpoint.save(file, autoencoder, trainer.optimizer(), trainer.progress(), Map.of());
    String trained = WeightsHash.of(autoencoder);

    autoencoder =
        new Sequential(
            new Linear(8, 3, new Generator(42).split("in")),
            new Linear(3, 8, new Generator(42).split("out")));
    Optimizer optimizer = new AdamW(autoencoder);
    for (int epoch = 0; epoch < 5; epoch++) {
      for (Batch batch : Batches.of(x, x, 32).shuffled(42).epoch(epoch)) {
        Variable output = autoencoder.apply(Variable.constant(batch.inputs()));
        Variable loss = new MeanSquaredError().of(output, batch.values());
        optimizer.clearGradients();
        loss.backward();
        optimizer.step(0.01);
      }
    }
    assertEquals(trained, WeightsHash.of(autoencoder));
    Checkpoint.load(file, autoencoder);
    assertEquals(trained, WeightsHash.of(autoencoder));
  }

  @Test
  void deciding() throws IOException {
    Path file = directory.resolve("decided.safetensors");
    Split data = Datasets.named("digits:20", 42);
    ResNet net = small();
    ImageBatches images = data.test().batches(60).normalized(Normalization.of(data.train()));
    MultiplicationCount exact = MultiplicationCount.of(net, Shape.of(8, 8, 1), CountingRule.EXACT);
    MultiplicationCount executed = ExecutedCount.of(net, images.epoch(0));
    Dham dham = Dham.decide(net);
    dham.save(file);
    int[] classes = Dham.read(file).predict(Tensor.zeros(5, 8, 8, 1));
    Explanation explanation = dham.explain(Tensor.zeros(1, 8, 8, 1), OptionalInt.empty());
    Pruning pruning = new Pruning(dham, dham.wins(images.epoch(0)));
    assertTrue(executed.total() < exact.total());
    assertEquals(5, classes.length);
    assertTrue(explanation.prediction() < 10 && pruning.silent() <= pruning.most());
  }

  @Test
  void memories() throws IOException {
    Path file = directory.resolve("words.mem");
    EncodedMemory<String> words = new EncodedMemory<>(WordEncoder.letters(8, Alphabet.LATIN));
    words.store("computer");
    Completion<String> answer = words.complete("co?p?t?r"); // UNIQUE [computer]

    Clusters clusters = Clusters.uniform(8, 256); // 8 symbols of 0 to 255
    CliqueMemory cliques = new CliqueMemory(clusters);
    Message message = Message.of(1, 2, 3, 4, 5, 6, 7, 8);
    cliques.store(message);
    Recall recall = cliques.retrieve(message.erase(0, 1), RetrievalRule.sumOfSum());
    double error = new CliqueTheory(clusters).correctedError(15_000, 4);

    HeteroMemory hetero = new HeteroMemory(clusters, Clusters.uniform(1, 10));
    hetero.store(message, Message.of(3));
    DeepMemory deep = DeepMemory.between(clusters, Clusters.uniform(4, 64), clusters);

    try (MemoryStore store = MemoryStore.create(file, clusters, "symbols")) {
      store.append(message); // on the disk when it returns
    }
    assertEquals(List.of("computer"), answer.values());
    assertEquals(message, recall.message());
    assertTrue(error > 0.8 && hetero.edges() == 8 && deep.layers().size() == 2);
  }
}
