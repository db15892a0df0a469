package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.datasets.fetch.Download;
import decisive.datasets.fetch.RemoteFile;
import decisive.datasets.fetch.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** {@code decisive data fetch}: gets a data set from its authors. */
final class DataFetchCommand implements Command {
  private final List<Source> sources;
  private final Duration patience;

  @Parameter(description = "NAME")
  private List<String> words = new ArrayList<>();

  @Parameter(names = "--into", description = "the directory for its files")
  private Path into;

  DataFetchCommand() {
    this(Source.all(), Download.PATIENCE);
  }

  DataFetchCommand(List<Source> sources, Duration patience) {
    this.sources = sources;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "data fetch";
  }

  @Override
  public String summary() {
    return "gets a data set from its source; again, it goes on where it ended";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive data fetch mnist --into mnist", "decisive data fetch cifar10 --into data");
  }

  @Override
  public int run(Console console) throws IOException {
    if (words.size() != 1) {
      throw new UsageException(
          "name one data set: "
              + sources.stream().map(Source::name).collect(Collectors.joining(", ")));
    }
    if (into == null) {
      throw new UsageException("say where its files go, as in --into data");
    }
    Source source = source(words.get(0));
    Download download = new Download(patience);
    boolean fetched = false;
    try (ConsoleProgress bar =
        new ConsoleProgress(
            "fetching " + source.name() + ", bytes", source.size(), console.err())) {
      for (RemoteFile file : source.files()) {
        fetched |= download.fetch(file, into, new FileProgress(bar));
      }
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s %s and checked; its name is %s%n",
            source.name(),
            fetched ? "is fetched" : "was there",
            source.in(into));
    return ExitCode.SUCCESS;
  }

  private Source source(String name) {
    try {
      return Source.named(name, sources);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** Adds a file's bytes to the bar of all files. */
  private static final class FileProgress implements LongConsumer {
    private final ConsoleProgress bar;
    private long shown = -1;

    FileProgress(ConsoleProgress bar) {
      this.bar = bar;
    }

    @Override
    public void accept(long bytes) {
      if (shown < 0) {
        bar.skip(bytes);
        shown = bytes;
      } else if (bytes > shown) { // not where a server sends from the beginning again
        bar.advance(bytes - shown);
        shown = bytes;
      }
    }
  }
}
