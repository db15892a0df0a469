package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.experiments.prune.PruningStudy;
import decisive.experiments.report.PruningReport;
import decisive.experiments.train.DecidedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** {@code decisive prune}: a decided network without the maps that win least. */
final class PruneCommand implements Command {
  @ParametersDelegate private final DecidedSource source = new DecidedSource();

  @Parameter(
      names = "--max-drop",
      description = "points of accuracy on the training images that may be lost, 0 to 100",
      order = 3)
  private double maxDrop = 0.5;

  @Parameter(names = "--images", description = "training images to look at, at most", order = 4)
  private int images = 5000;

  @Parameter(
      names = "--maps",
      description = "take this many maps, whatever is lost (as many as --max-drop allows)",
      order = 5)
  private Integer maps;

  @Parameter(
      names = "--out",
      description = "directory for pruned.safetensors, report.html and results.json",
      order = 92)
  private String out = "runs/pruned";

  @ParametersDelegate private final ThreadOption threads = new ThreadOption();

  @Override
  public String name() {
    return "prune";
  }

  @Override
  public String summary() {
    return "takes maps that seldom win from a network, as far as its accuracy allows";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive prune --checkpoint runs/digits/best.safetensors --data digits",
        "decisive prune --checkpoint runs/cifar/best.safetensors --max-drop 1 --out runs/pruned");
  }

  @Override
  public int run(Console console) throws IOException {
    IntegerRange.check("--images", images, 1, Integer.MAX_VALUE);
    if (!(maxDrop >= 0 && maxDrop <= 100)) {
      throw new UsageException("--max-drop " + maxDrop + ": want points of accuracy, 0 to 100");
    }
    if (maps != null) {
      IntegerRange.check("--maps", maps, 0, Integer.MAX_VALUE);
    }
    threads.apply();
    DecidedNetwork network = source.network();
    PruningStudy study =
        new PruningStudy(
            network,
            source.name(network),
            source.split(network),
            images,
            maxDrop,
            maps == null ? OptionalInt.empty() : OptionalInt.of(maps));
    Path directory = OutputDirectory.ready(out);
    PruningStudy.Pruned pruned;
    try (ConsoleProgress bar = new ConsoleProgress("pruning", study.steps(), console.err())) {
      pruned = study.run(bar.progress());
    }
    pruned.dham().save(directory.resolve("pruned.safetensors"));
    PruningReport.write(pruned.result(), directory);
    console.out().print(PruningReport.text(pruned.result()));
    console.out().println("written: " + directory.resolve("pruned.safetensors"));
    console.out().println("report: " + directory.resolve("report.html"));
    return ExitCode.SUCCESS;
  }
}
