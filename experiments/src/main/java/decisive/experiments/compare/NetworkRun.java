package decisive.experiments.compare;

import decisive.experiments.Progress;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Phase;
import decisive.nn.count.CountingRule;
import decisive.nn.count.ExecutedCount;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.decide.MapWins;
import decisive.nn.decide.WinCounter;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.nn.train.EpochMetrics;
import decisive.nn.train.Evaluation;
import decisive.nn.train.LearningRate;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingHistory;
import decisive.nn.train.TrainingListener;
import decisive.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleFunction;

/** Trains the network for one k, decides it, and lets a shallow memory store its codes. */
final class NetworkRun implements Callable<NetworkRun.Trained> {
  private final ComparisonPlan plan;
  private final int k;
  private final DigitsTask task;
  private final Progress progress;

  NetworkRun(ComparisonPlan plan, int k, DigitsTask task, Progress progress) {
    this.plan = plan;
    this.k = k;
    this.task = task;
    this.progress = progress;
  }

  /**
   * @param network decided
   * @param weightsSha256 hash of its weights
   * @param result of the decided network, given the seconds that it takes for an image, which are
   *     measured when nothing else runs
   * @param answers of the decided network, in the order of the test images
   * @param codes outcome of the memory on its codes
   */
  record Trained(
      ResNet network,
      String weightsSha256,
      DoubleFunction<NetworkResult> result,
      List<ModelAnswer> answers,
      ModelOutcome codes) {}

  @Override
  public Trained call() {
    ResNetDesign design = ComparisonPlan.design(k);
    ResNet network = design.build(plan.seed());
    TrainingHistory history = train(network);
    Phase.decided().set(network);
    Evaluation evaluation;
    List<MapWins> wins;
    long executed;
    List<Message> testCodes;
    List<Message> trainCodes;
    Clusters clusters;
    try (WinnerCodes codes = WinnerCodes.observe(network)) {
      try (WinCounter winners = WinCounter.observe(network);
          ExecutedCount products = ExecutedCount.observe(network)) {
        evaluation = Evaluation.of(network, task.inOrder(task.test()));
        wins = winners.wins();
        executed = products.mean(task.test().size()).total();
      }
      testCodes = codes.take();
      Evaluation.of(network, task.inOrder(task.train()));
      trainCodes = codes.take();
      clusters = codes.clusters();
    }
    String hash = WeightsHash.of(network);
    progress.note(
        String.format(
            Locale.ROOT,
            "k = %d: test accuracy %.1f %%, weights %s",
            k,
            100 * evaluation.accuracy(),
            hash.substring(0, 16)));
    long exact =
        MultiplicationCount.of(
                network,
                Shape.of(task.test().height(), task.test().width(), design.channels()),
                CountingRule.EXACT)
            .total();
    return new Trained(
        network,
        hash,
        secondsAnImage ->
            new NetworkResult(
                name(),
                k,
                100 * evaluation.accuracy(),
                exact,
                executed,
                network.parameterCount(),
                history.epochs().stream().mapToDouble(EpochMetrics::seconds).sum(),
                secondsAnImage * task.test().size(),
                secondsAnImage,
                hash,
                history.epochs().stream().map(this::epoch).toList(),
                wins.stream().map(LayerWins::of).toList()),
        answers(evaluation),
        ShallowMemory.onCodes(k, clusters, trainCodes, testCodes, task));
  }

  private TrainingHistory train(ResNet network) {
    return new Trainer(network)
        .sgd(ComparisonPlan.LEARNING_RATE, ComparisonPlan.MOMENTUM)
        .weightDecay(ComparisonPlan.WEIGHT_DECAY)
        .schedule(LearningRate.steps(ComparisonPlan.DECAY, ComparisonPlan.MILESTONES))
        .temperature(ComparisonPlan.TEMPERATURE)
        .epochs(plan.epochs())
        .validate(task.inOrder(task.test()))
        .listen(
            new TrainingListener() {
              @Override
              public void step(int step, double loss) {
                progress.step();
              }
            })
        .fit(task.trainingBatches());
  }

  private String name() {
    return "k = " + k;
  }

  private List<ModelAnswer> answers(Evaluation evaluation) {
    return Arrays.stream(evaluation.predictions())
        .mapToObj(prediction -> new ModelAnswer(name(), List.of(prediction)))
        .toList();
  }

  private EpochResult epoch(EpochMetrics metrics) {
    EpochMetrics.Validation test = metrics.validation().orElseThrow();
    return new EpochResult(
        metrics.epoch() + 1,
        metrics.loss(),
        100 * metrics.accuracy(),
        100 * test.accuracy(),
        100 * test.decidedAccuracy(),
        k == 1 ? null : metrics.temperature().orElseThrow(),
        metrics.learningRate());
  }
}
