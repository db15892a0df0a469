package decisive.experiments.evaluate;

import decisive.datasets.ImageBatches;
import decisive.datasets.ImageDataset;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.datasets.corruption.Corruption;
import decisive.datasets.transform.Augmentation;
import decisive.experiments.Progress;
import decisive.experiments.compare.Environment;
import decisive.experiments.evaluate.NetworkEvaluation.FewShotSummary;
import decisive.experiments.evaluate.NetworkEvaluation.NoiseResult;
import decisive.experiments.evaluate.NetworkEvaluation.PhaseResult;
import decisive.experiments.fewshot.FewShotEvaluation;
import decisive.experiments.fewshot.FewShotResult;
import decisive.experiments.fewshot.FewShotTask;
import decisive.experiments.fewshot.UnitFeatures;
import decisive.experiments.train.ClassNames;
import decisive.experiments.train.RunConfig;
import decisive.experiments.train.TrainedNetwork;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Phase;
import decisive.nn.train.ConfusionMatrix;
import decisive.nn.train.Evaluation;
import decisive.nn.train.loss.CrossEntropy;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Evaluates a trained network on the test images of a data set. */
public final class EvaluationRun {
  private final TrainedNetwork trained;
  private final EvaluationPlan plan;
  private final ImageDataset test;
  private final Normalization normalization;
  private final boolean sameClasses;

  /**
   * Checks that the network can be evaluated on the data set.
   *
   * @param data what the plan names
   * @throws IllegalArgumentException if its images are of other channels or another size than the
   *     network learned from, or its classes are not those that the network learned (where more
   *     than few-shot is asked for)
   */
  public EvaluationRun(TrainedNetwork trained, EvaluationPlan plan, Split data) {
    this.trained = trained;
    this.plan = plan;
    this.test = data.test();
    this.sameClasses = data.train().classNames().equals(test.classNames());
    checkImages();
    checkClasses();
    this.normalization = trained.normalization().orElseGet(() -> Normalization.of(data.train()));
  }

  private void checkImages() {
    int channels = trained.network().design().channels();
    if (test.channels() != channels) {
      throw new IllegalArgumentException(
          plan.data()
              + ": images of "
              + channels(test.channels())
              + ", the network of "
              + trained.file()
              + " takes "
              + channels(channels)
              + "; name the data set it was trained on, or one like it");
    }
    if (trained.height().orElse(test.height()) != test.height()
        || trained.width().orElse(test.width()) != test.width()) {
      throw new IllegalArgumentException(
          plan.data()
              + ": images of "
              + test.height()
              + "×"
              + test.width()
              + ", the network of "
              + trained.file()
              + " learned from "
              + trained.height().getAsInt()
              + "×"
              + trained.width().getAsInt()
              + "; name the data set it was trained on, or one like it");
    }
  }

  private static String channels(int channels) {
    return channels == 1 ? "1 channel" : channels + " channels";
  }

  private void checkClasses() {
    if (!sameClasses && plan.fewShot().isEmpty()) {
      throw new IllegalArgumentException(
          plan.data()
              + ": its test classes are not those to learn from; ask for few-shot evaluation, as in"
              + " --few-shot 5x5");
    }
    if (!sameClasses && !plan.corruptions().isEmpty()) {
      throw new IllegalArgumentException(
          plan.data() + ": noise needs test images of the classes learned; leave --corrupt out");
    }
    int classes = trained.network().design().classes();
    if (sameClasses && test.classes() != classes) {
      throw new IllegalArgumentException(
          plan.data()
              + ": "
              + test.classes()
              + " classes, the network of "
              + trained.file()
              + " tells "
              + classes
              + " apart; name the data set it was trained on");
    }
    if (sameClasses) {
      ClassNames.check(plan.data(), test.classNames(), trained.file(), trained.classNames());
    }
  }

  /** Steps of progress: batches and episodes. */
  public long steps() {
    long batches = batches(test).count();
    long passes = sameClasses ? plan.phases().size() + plan.corruptions().size() : 0;
    return passes * batches
        + plan.fewShot().map(fewShot -> batches + fewShot.episodes()).orElse(0L);
  }

  /**
   * @param version of Decisive, for the record
   * @throws IllegalArgumentException if an episode takes more images or classes than there are
   */
  public NetworkEvaluation run(Progress progress, String version) {
    List<PhaseResult> phases = new ArrayList<>();
    List<NoiseResult> noise = new ArrayList<>();
    if (sameClasses) {
      for (Phase phase : plan.phases()) {
        phases.add(result(phase, evaluate(phase, test, progress)));
      }
      for (Corruption corruption : plan.corruptions()) {
        ImageDataset noisy = test.corrupted(corruption, plan.seed());
        noise.add(
            new NoiseResult(
                corruption.noise().toString(),
                corruption.severity(),
                100 * evaluate(plan.lastPhase(), noisy, progress).accuracy()));
      }
    }
    String sha256 = test.sha256();
    return new NetworkEvaluation(
        trained.file().toString(),
        WeightsHash.of(trained.network()),
        trained.network().design().competition().toString(),
        plan.data(),
        sha256,
        test.size(),
        trained.testSha256().map(sha256::equals).orElse(null),
        trained.normalization().isPresent() ? "checkpoint" : "training images",
        test.classNames(),
        phases,
        noise,
        plan.fewShot().map(asked -> fewShot(asked, progress)).orElse(null),
        Environment.now(plan.seed(), version));
  }

  private ImageBatches batches(ImageDataset images) {
    Augmentation augmentation =
        trained.config().map(RunConfig::augmentation).orElse(Augmentation.NONE).withoutChance();
    return images
        .batches(plan.batch())
        .augmented(augmentation, plan.seed())
        .normalized(normalization);
  }

  private Evaluation evaluate(Phase phase, ImageDataset images, Progress progress) {
    phase.set(trained.network());
    return Evaluation.of(
        trained.network(), new Counted(batches(images), progress), new CrossEntropy());
  }

  private static PhaseResult result(Phase phase, Evaluation evaluation) {
    ConfusionMatrix confusion = evaluation.confusion();
    List<List<Long>> rows =
        IntStream.range(0, confusion.classes())
            .mapToObj(label -> row(confusion, label).boxed().toList())
            .toList();
    return new PhaseResult(
        phase.label(),
        Double.isFinite(evaluation.loss()) ? evaluation.loss() : null,
        100 * evaluation.accuracy(),
        rows);
  }

  private static LongStream row(ConfusionMatrix confusion, int label) {
    return IntStream.range(0, confusion.classes()).mapToLong(said -> confusion.count(label, said));
  }

  private FewShotSummary fewShot(EvaluationPlan.FewShot asked, Progress progress) {
    plan.lastPhase().set(trained.network());
    UnitFeatures features =
        UnitFeatures.of(trained.network(), new Counted(batches(test), progress), test.classNames());
    FewShotTask task =
        asked
            .queries()
            .map(queries -> new FewShotTask(asked.ways(), asked.shots(), queries))
            .orElseGet(() -> FewShotTask.withAllQueries(features, asked.ways(), asked.shots()));
    FewShotResult result =
        FewShotEvaluation.of(features, task, asked.episodes(), plan.seed(), progress);
    return new FewShotSummary(
        task.ways(),
        task.shots(),
        task.queries(),
        result.episodes(),
        plan.lastPhase().label(),
        100 * result.accuracy(),
        100 * result.halfWidth());
  }

  /** Batches that count as steps when they are taken. */
  private record Counted(Batches source, Progress progress) implements Batches {
    @Override
    public int count() {
      return source.count();
    }

    @Override
    public Iterable<Batch> epoch(int epoch) {
      Iterator<Batch> batches = source.epoch(epoch).iterator();
      return () ->
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return batches.hasNext();
            }

            @Override
            public Batch next() {
              Batch batch = batches.next();
              progress.step();
              return batch;
            }
          };
    }
  }
}
