package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.datasets.Split;
import decisive.experiments.report.TextTable;
import decisive.experiments.train.DecidedNetwork;
import decisive.experiments.train.TrainedNetwork;
import decisive.nn.competition.Phase;
import decisive.nn.decide.Dham;
import decisive.nn.decide.Execution;
import decisive.nn.decide.LayerCount;
import decisive.nn.train.Evaluation;
import decisive.nn.train.loss.CrossEntropy;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/** {@code decisive decide}: a trained network, decided, measured and saved. */
final class DecideCommand implements Command {
  private static final int LARGEST_BATCH = 65536;

  /** Images that the costs of the layers are counted on, at most. */
  private static final int COUNTED = 1000;

  @ParametersDelegate private final DecidedSource source = new DecidedSource();

  @Parameter(
      names = "--out",
      description = "file to write the decided network to (none is written)",
      order = 3)
  private Path out;

  @Parameter(
      names = "--binary",
      description = "winners become 1 instead of keeping their value",
      order = 4)
  private boolean binary;

  @Parameter(
      names = "--execution",
      description = "of the layers: auto times both ways and takes the faster; dense or sparse",
      order = 5)
  private String execution = "auto";

  @Parameter(names = "--batch", description = "images at a time", order = 6)
  private int batch = 32;

  @ParametersDelegate private final ThreadOption threads = new ThreadOption();

  @Override
  public String name() {
    return "decide";
  }

  @Override
  public String summary() {
    return "decides a trained network: winners take all, batch norms fold into convolutions";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive decide --checkpoint runs/digits/best.safetensors --out digits.safetensors",
        "decisive decide --checkpoint runs/cifar/best.safetensors --binary --execution sparse",
        "decisive decide --checkpoint digits.safetensors --data digits");
  }

  @Override
  public int run(Console console) throws IOException {
    IntegerRange.check("--batch", batch, 1, LARGEST_BATCH);
    if (!List.of("auto", "dense", "sparse").contains(execution)) {
      throw new UsageException("--execution " + execution + ": choose auto, dense or sparse");
    }
    OutputFile.check(out, source.checkpoint());
    threads.apply();
    DecidedNetwork decided = source.network();
    String name = source.name(decided);
    Split split = source.split(decided);
    Batches test = decided.testBatches(name, split, batch);
    OptionalDouble before =
        source.isDecided()
            ? OptionalDouble.empty()
            : OptionalDouble.of(accuracy(TrainedNetwork.read(source.checkpoint()), test));
    Dham dham = executed(binary ? decided.dham().winnersToOne() : decided.dham(), test);
    console
        .out()
        .printf(
            Locale.ROOT,
            "%d test images of %s: accuracy %s%.2f %% decided%s%n%n",
            split.test().size(),
            name,
            before.isPresent()
                ? String.format(
                    Locale.ROOT, "%.2f %% of the network, winner-takes-all; ", before.getAsDouble())
                : "",
            100 * dham.accuracy(test.epoch(0)),
            binary ? ", winners set to 1" : "");
    console.out().print(table(dham, dham.count(first(test.epoch(0)))));
    if (out != null) {
      dham.save(out);
      console.out().printf(Locale.ROOT, "%nwritten: %s, %,d bytes%n", out, Files.size(out));
    }
    return ExitCode.SUCCESS;
  }

  private static double accuracy(TrainedNetwork trained, Batches test) {
    Phase.decided().set(trained.network());
    return 100 * Evaluation.of(trained.network(), test, new CrossEntropy()).accuracy();
  }

  private Dham executed(Dham dham, Batches test) {
    return switch (execution) {
      case "dense" -> dham.with(Execution.DENSE);
      case "sparse" -> dham.with(Execution.SPARSE);
      default -> dham.calibrated(test.epoch(0).iterator().next().inputs());
    };
  }

  /** The first batches: as many as the layers' costs are counted on. */
  private Iterable<Batch> first(Iterable<Batch> test) {
    return () ->
        StreamSupport.stream(test.spliterator(), false)
            .limit(Math.max(1, COUNTED / batch))
            .iterator();
  }

  private static String table(Dham dham, List<LayerCount> counts) {
    Map<String, Execution> ways = new HashMap<>();
    dham.executions().forEach(layer -> ways.put(layer.layer(), layer.execution()));
    TextTable table =
        new TextTable(
            List.of(
                "an image's layer",
                "computed",
                "not zero",
                "products, exact",
                "executed",
                "additions",
                "weights read"));
    long exact = 0;
    long executed = 0;
    long additions = 0;
    long bytes = 0;
    for (LayerCount count : counts) {
      Execution way = ways.get(count.layer());
      table.add(
          List.of(
              count.layer(),
              way == null ? "" : way.name().toLowerCase(Locale.ROOT),
              String.format(Locale.ROOT, "%.1f %%", 100 * count.density()),
              number(count.exact()),
              number(count.executed()),
              number(count.additions()),
              number(count.weightBytes() >> 10) + " KiB"));
      exact += count.exact();
      executed += count.executed();
      additions += count.additions();
      bytes += count.weightBytes();
    }
    table.add(
        List.of(
            "together",
            "",
            "",
            number(exact),
            number(executed),
            number(additions),
            number(bytes >> 10) + " KiB"));
    return table.toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
