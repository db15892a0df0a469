package decisive.experiments.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import decisive.datasets.Datasets;
import decisive.datasets.ImageDataset;
import decisive.datasets.Split;
import decisive.experiments.Progress;
import decisive.experiments.Runner;
import decisive.experiments.train.Deadline;
import decisive.experiments.train.DecidedNetwork;
import decisive.experiments.train.EpochRecord;
import decisive.experiments.train.RunConfig;
import decisive.experiments.train.RunConfigJson;
import decisive.experiments.train.RunDirectory;
import decisive.experiments.train.RunRecord;
import decisive.experiments.train.TrainedNetwork;
import decisive.experiments.train.TrainingSession;
import decisive.nn.competition.Phase;
import decisive.nn.count.CountingRule;
import decisive.nn.count.ExecutedCount;
import decisive.nn.count.MultiplicationCount;
import decisive.tensor.Shape;
import decisive.tensor.io.AtomicFile;
import decisive.tensor.io.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Many training runs, each done once: a run lives in a directory named after a hash of all its
 * settings, and its result in a file there. A study that is interrupted goes on with what is
 * missing, in the middle of a run too; one that is extended does only what is new. Where and how
 * many at a time changes no bit.
 */
public final class Study {
  private static final String RESULT = "result.json";
  private static final Duration SAVE_EVERY = Duration.ofMinutes(1);

  /** Test images that executed multiplications are counted on, at most. */
  private static final int COUNTED = 512;

  private static final int BATCH = 64;
  private static final int HASH_DIGITS = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path directory;
  private final Runner runner;
  private final Pages pages;
  private final String version;
  private final BooleanSupplier stop;

  /** Writes a run down for people. */
  public interface Pages {
    void write(RunRecord run, Path file) throws IOException;
  }

  /**
   * @param directory for the runs; made if missing
   * @param runner of the runs
   * @param pages of the runs, after each epoch
   * @param version of Decisive, for the record
   * @param stop asked before each step: runs are then saved, and the study ends
   */
  public Study(Path directory, Runner runner, Pages pages, String version, BooleanSupplier stop) {
    this.directory = directory;
    this.runner = runner;
    this.pages = pages;
    this.version = version;
    this.stop = stop;
  }

  /** Steps that {@link #run} reports: epochs of what is missing, and one to measure each run. */
  public long steps(List<RunConfig> configs) {
    return missing(configs).stream().mapToLong(config -> config.epochs() + 1).sum();
  }

  /** What has not been done yet, each once. */
  public List<RunConfig> missing(List<RunConfig> configs) {
    return configs.stream().distinct().filter(config -> !isDone(config)).toList();
  }

  /**
   * Seconds that the missing runs will take, by some steps of the first.
   *
   * @throws IOException if its data cannot be read
   */
  public double seconds(List<RunConfig> configs) throws IOException {
    List<RunConfig> missing = missing(configs);
    return missing.isEmpty() ? 0 : TimeEstimate.seconds(missing);
  }

  /** Whether a run has been done. */
  public boolean isDone(RunConfig config) {
    return Files.exists(directory(config).resolve(RESULT));
  }

  /** Where a run lives. */
  Path directory(RunConfig config) {
    return directory.resolve(hash(config));
  }

  /** Of all settings but the threads, which change no bit. */
  static String hash(RunConfig config) {
    try {
      byte[] settings = RunConfigJson.write(config).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(settings);
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * The outcomes in the order of the configurations. A run that fails does not end the others.
   *
   * @param configs without threads; one that comes twice is done once
   */
  public List<RunOutcome> run(List<RunConfig> configs, Progress progress) {
    List<RunConfig> distinct = List.copyOf(new LinkedHashSet<>(configs));
    List<RunOutcome> outcomes =
        runner.run(
            distinct.stream()
                .map(config -> (Callable<RunOutcome>) () -> one(config, progress))
                .toList());
    return configs.stream().map(config -> outcomes.get(distinct.indexOf(config))).toList();
  }

  private RunOutcome one(RunConfig config, Progress progress) {
    AtomicInteger reported = new AtomicInteger();
    try {
      Path file = directory(config).resolve(RESULT);
      if (Files.exists(file)) {
        return new RunOutcome(config, Optional.of(read(file, hash(config))), Optional.empty());
      }
      Optional<RunResult> result = train(config, reported, progress);
      if (result.isPresent()) {
        report(reported, config.epochs() + 1, progress);
      }
      return new RunOutcome(
          config, result, result.isPresent() ? Optional.empty() : Optional.of("was stopped"));
    } catch (IOException | RuntimeException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      progress.note(describe(config) + " failed: " + why);
      return new RunOutcome(config, Optional.empty(), Optional.of(why));
    }
  }

  private static void report(AtomicInteger reported, int steps, Progress progress) {
    while (reported.get() < steps) {
      reported.incrementAndGet();
      progress.step();
    }
  }

  /** A run in a few words. */
  static String describe(RunConfig config) {
    String groups =
        config.k() != null
            ? "k = " + config.k()
            : config.c() != null ? "c = " + config.c() : "k = " + config.kPerLayer();
    return groups + ", temperature " + config.temperature() + ", seed " + config.seed();
  }

  /**
   * @param run the name that it must have
   * @throws IOException if it is no result, or another run's: names the file
   */
  static RunResult read(Path file, String run) throws IOException {
    String problem;
    try {
      // As UTF-8 always: of bytes, Jackson guesses the encoding, and its errors name no file.
      String json = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      RunResult result = MAPPER.readValue(json, RunResult.class);
      if (result != null && result.run().equals(run)) {
        return result;
      }
      problem = "the result of run " + (result == null ? "none" : result.run()) + ", not of " + run;
    } catch (ValueInstantiationException e) {
      problem = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
    } catch (JsonProcessingException e) {
      problem = e.getOriginalMessage();
    }
    throw new IOException(
        file
            + ": "
            + FormatException.printable(problem)
            + "; delete it, and the run is measured again");
  }

  /** The result, or nothing if it was stopped. */
  private Optional<RunResult> train(RunConfig config, AtomicInteger reported, Progress progress)
      throws IOException {
    Path path = directory(config);
    boolean begun = Files.exists(path.resolve("config.json"));
    try (RunDirectory run = begun ? RunDirectory.open(path) : RunDirectory.create(path)) {
      TrainingSession session = new TrainingSession(run, config, version);
      boolean done =
          session.run(
              SAVE_EVERY,
              Deadline.after(Optional.empty()),
              stop,
              Progress.silent(),
              record -> {
                report(reported, record.history().epochs().size(), progress);
                pages.write(record, run.report());
              });
      if (!done) {
        return Optional.empty();
      }
      RunResult result = measured(config, session.record(), run.last());
      AtomicFile.write(
          path.resolve(RESULT),
          out ->
              out.write(
                  (MAPPER.writeValueAsString(result) + "\n").getBytes(StandardCharsets.UTF_8)));
      return Optional.of(result);
    }
  }

  private RunResult measured(RunConfig config, RunRecord record, Path last) throws IOException {
    TrainedNetwork trained = TrainedNetwork.read(last);
    Split data = data(config);
    ImageDataset some =
        data.test().subset(IntStream.range(0, Math.min(COUNTED, data.test().size())).toArray());
    Phase.decided().set(trained.network());
    EpochRecord epoch = record.history().last().orElseThrow();
    return new RunResult(
        hash(config),
        epoch.gatedAccuracyPercent(),
        epoch.decidedAccuracyPercent(),
        MultiplicationCount.of(
                trained.network(),
                Shape.of(data.test().height(), data.test().width(), data.test().channels()),
                CountingRule.EXACT)
            .total(),
        ExecutedCount.of(
                trained.network(),
                some.batches(BATCH).normalized(trained.normalization().orElseThrow()).epoch(0))
            .total(),
        record.parameters(),
        record.weightsSha256(),
        record.history().epochs().stream().mapToDouble(EpochRecord::seconds).sum());
  }

  /** The data of a run. */
  static Split data(RunConfig config) throws IOException {
    return Datasets.named(config.data(), config.seed());
  }

  /** The network that a run ended with. */
  TrainedNetwork network(RunConfig config) throws IOException {
    return TrainedNetwork.read(directory(config).resolve("last.safetensors"));
  }

  /** The same, decided. */
  DecidedNetwork decided(RunConfig config) throws IOException {
    return DecidedNetwork.decide(network(config));
  }
}
