package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.memory.Clusters;
import decisive.memory.encode.Encoder;
import decisive.memory.encode.SymbolsEncoder;
import decisive.memory.encode.TableEncoder;
import decisive.memory.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code decisive memory create}: the file of an empty memory. */
final class MemoryCreateCommand implements Command {
  @Parameter(description = "FILE")
  private List<String> words = new ArrayList<>();

  @Parameter(names = "--clusters", description = "of messages that are plain symbols", order = 1)
  private Integer clusters;

  @Parameter(
      names = "--fanals",
      description = "symbols of each cluster: one number for all, or a list with one for each",
      order = 2)
  private List<Integer> fanals;

  @Parameter(
      names = "--encoder",
      description =
          "instead: what is stored, such as words8-sliding, words8-letters+twins, image8x8,"
              + " bytes6, or csv, tsv, fixed6-4 with --learn",
      order = 3)
  private String encoder;

  @Parameter(
      names = "--learn",
      description = "a table whose first line names the columns: takes their values from it",
      order = 4)
  private Path learn;

  @Override
  public String name() {
    return "memory create";
  }

  @Override
  public String summary() {
    return "makes the file of an empty memory";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive memory create words.mem --encoder words8-sliding",
        "decisive memory create codes.mem --clusters 8 --fanals 256",
        "decisive memory create people.mem --encoder csv --learn people.csv");
  }

  @Override
  public int run(Console console) throws IOException {
    Path file = FileAndTexts.only(words);
    Encoder<?> chosen = encoder();
    StoreWriter.create(file, chosen.clusters(), chosen.name()).close();
    console.out().println("created " + file + ": " + chosen.clusters());
    return ExitCode.SUCCESS;
  }

  private Encoder<?> encoder() throws IOException {
    boolean symbols = clusters != null || fanals != null;
    if (symbols == (encoder != null)) {
      throw new UsageException(
          "say what is stored: either --encoder, as in --encoder words8-sliding,"
              + " or --clusters and --fanals");
    }
    if (learn != null) {
      return learnt();
    }
    try {
      return symbols ? new SymbolsEncoder(plain()) : Encoder.named(encoder);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private Clusters plain() {
    if (fanals == null) {
      throw new UsageException("--fanals is missing: how many symbols has a cluster?");
    }
    if (fanals.size() > 1) {
      if (clusters != null && clusters != fanals.size()) {
        throw new UsageException(
            "--fanals has " + fanals.size() + " numbers for --clusters " + clusters);
      }
      return Clusters.ofSizes(fanals.stream().mapToInt(Integer::intValue).toArray());
    }
    if (clusters == null) {
      throw new UsageException("--clusters is missing: how many symbols has a message?");
    }
    return Clusters.uniform(clusters, fanals.get(0));
  }

  private Encoder<?> learnt() throws IOException {
    if (encoder == null) {
      throw new UsageException("--learn wants --encoder csv, tsv, or fixed6-4 with widths");
    }
    return TableEncoder.learn(encoder, TextLines.all(learn));
  }
}
