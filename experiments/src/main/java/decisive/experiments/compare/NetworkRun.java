package decisive.experiments.compare;

import decisive.experiments.Progress;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Phase;
import decisive.nn.count.CountingRule;
import decisive.nn.count.ExecutedCount;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.nn.train.EpochMetrics;
import decisive.nn.train.Evaluation;
import decisive.nn.train.LearningRate;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingHistory;
import decisive.nn.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

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
   * @param network decided, and so is its outcome
   * @param codes outcome of the memory on its codes
   */
  record Trained(ResNet network, Outcome outcome, Outcome codes) {}

  @Override
  public Trained call() {
    ResNetDesign design = ComparisonPlan.design(k);
    ResNet network = design.build(plan.seed());
    TrainingHistory history = train(network);
    Phase.decided().set(network);
    CompetitionRecord testRecord =
        CompetitionRecord.of(network, task.inOrder(task.test()).epoch(0));
    Outcome decided = evaluate(network, design, history, testRecord);
    progress.note(
        String.format(
            Locale.ROOT,
            "k = %d: %.1f %% of the test images right, weights %s",
            k,
            decided.result().accuracyPercent(),
            decided.result().weightsSha256().substring(0, 16)));
    CompetitionRecord trainRecord =
        CompetitionRecord.of(network, task.inOrder(task.train()).epoch(0));
    return new Trained(network, decided, ShallowMemory.onCodes(k, trainRecord, testRecord, task));
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

  private Outcome evaluate(
      ResNet network, ResNetDesign design, TrainingHistory history, CompetitionRecord record) {
    long start = System.nanoTime();
    Evaluation evaluation = Evaluation.of(network, task.inOrder(task.test()));
    double seconds = (System.nanoTime() - start) / 1e9;
    String name = "k = " + k;
    List<Answer> answers = new ArrayList<>();
    for (int prediction : evaluation.predictions()) {
      answers.add(new Answer(name, List.of(prediction)));
    }
    int height = task.test().height();
    int width = task.test().width();
    ModelResult result =
        new ModelResult(
            name,
            ModelKind.NETWORK,
            k,
            null,
            100 * evaluation.accuracy(),
            MultiplicationCount.of(design, height, width, CountingRule.EXACT).total(),
            ExecutedCount.of(network, task.inOrder(task.test()).epoch(0)).total(),
            network.parameterCount(),
            null,
            history.epochs().stream().mapToDouble(EpochMetrics::seconds).sum(),
            seconds,
            null,
            WeightsHash.of(network),
            history.epochs().stream().map(this::epoch).toList(),
            record.shares());
    return new Outcome(result, answers);
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
