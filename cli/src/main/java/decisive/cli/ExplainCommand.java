package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.datasets.ImageDataset;
import decisive.datasets.ImageFolder;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.experiments.explain.ExplainedImage;
import decisive.experiments.explain.NetworkExplanation;
import decisive.experiments.report.ExplanationReport;
import decisive.experiments.train.DecidedNetwork;
import decisive.nn.decide.Explanation;
import decisive.tensor.Batch;
import decisive.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** {@code decisive explain}: what a network decides about images, layer by layer, as a page. */
final class ExplainCommand implements Command {
  private static final int BATCH = 64;
  private static final int MOST_COLUMNS = 4;

  @ParametersDelegate private final DecidedSource source = new DecidedSource();

  @Parameter(
      names = "--image",
      description =
          "a test image by its number from 0, or a PNG or JPEG file; several are set side by side"
              + " (only who wins how often)",
      order = 3)
  private List<String> images = List.of();

  @Parameter(
      names = "--class",
      description =
          "explain this class's score, by name or number, or one for each image (the answer's)",
      order = 4)
  private List<String> classes = List.of();

  @Parameter(
      names = "--wins",
      description = "test images that wins are counted on, at most",
      order = 5)
  private int wins = 10_000;

  @Parameter(names = "--out", description = "page to write", order = 92)
  private Path out = Path.of("explanation.html");

  @ParametersDelegate private final ThreadOption threads = new ThreadOption();

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String summary() {
    return "shows what a network decides about images, how surely, and why it answers so";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive explain --checkpoint runs/digits/best.safetensors --image 3",
        "decisive explain --checkpoint digits.safetensors --image 3,17 --out both.html",
        "decisive explain --checkpoint digits.safetensors --image 3 --class 8,9",
        "decisive explain --checkpoint runs/cifar/best.safetensors --image cat.png");
  }

  @Override
  public int run(Console console) throws IOException {
    IntegerRange.check("--wins", wins, 1, Integer.MAX_VALUE);
    OutputFile.check(out, source.checkpoint());
    threads.apply();
    DecidedNetwork decided = source.network();
    Split data = source.split(decided);
    ImageDataset test = data.test();
    int counted = Math.min(wins, test.size());
    ImageDataset judged = test.subset(IntStream.range(0, counted).toArray());
    List<String> names = test.classNames();
    Iterable<Batch> batches =
        decided.testBatches(source.name(decided), new Split(data.train(), judged), BATCH).epoch(0);
    List<ExplainedImage> explained = explained(decided, data);
    NetworkExplanation explanation;
    long steps = (counted - 1) / BATCH + 1;
    try (ConsoleProgress bar = new ConsoleProgress("who wins", steps, console.err())) {
      explanation =
          new NetworkExplanation(
              source.checkpoint().toString(),
              source.name(decided),
              names,
              explained,
              decided.dham().wins(bar.progress().over(batches)),
              counted);
    }
    ExplanationReport.write(explanation, out);
    for (ExplainedImage one : explained) {
      console.out().println(ExplanationReport.sentence(one, names));
    }
    console.out().println("page: " + out);
    return ExitCode.SUCCESS;
  }

  /** A column for each image and class: of the shorter list the last is repeated. */
  private List<ExplainedImage> explained(DecidedNetwork decided, Split data) throws IOException {
    if (images.isEmpty() && !classes.isEmpty()) {
      throw new UsageException("--class is of an image; add --image 0");
    }
    int columns = images.isEmpty() ? 0 : Math.max(images.size(), classes.size());
    if (columns > MOST_COLUMNS) {
      throw new UsageException(
          columns + " images or classes side by side; choose up to " + MOST_COLUMNS);
    }
    List<ExplainedImage> explained = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      String image = images.get(Math.min(i, images.size() - 1));
      OptionalInt target =
          classes.isEmpty()
              ? OptionalInt.empty()
              : OptionalInt.of(
                  label(classes.get(Math.min(i, classes.size() - 1)), data.test().classNames()));
      explained.add(explained(decided, data, image, target));
    }
    return explained;
  }

  private ExplainedImage explained(
      DecidedNetwork decided, Split data, String image, OptionalInt target) throws IOException {
    boolean numbered = image.matches("\\d{1,9}");
    ImageDataset one;
    if (numbered) {
      int position = Integer.parseInt(image);
      if (position >= data.test().size()) {
        throw new UsageException(
            "--image " + image + ": the test images are 0 to " + (data.test().size() - 1));
      }
      one = data.test().subset(position);
    } else {
      one =
          ImageFolder.one(Path.of(image), decided.dham().channels().orElse(data.test().channels()));
    }
    Tensor pixels =
        decided
            .batches(image, one, 1, () -> Normalization.of(data.train()))
            .epoch(0)
            .iterator()
            .next()
            .inputs();
    Explanation explanation = decided.dham().explain(pixels, target);
    return new ExplainedImage(
        numbered ? "test image " + image : image,
        one,
        numbered ? OptionalInt.of(one.label(0)) : OptionalInt.empty(),
        explanation);
  }

  /** A class by its name, or by its number. */
  private static int label(String text, List<String> names) {
    if (names.contains(text)) {
      return names.indexOf(text);
    }
    if (text.matches("\\d{1,9}") && Integer.parseInt(text) < names.size()) {
      return Integer.parseInt(text);
    }
    throw new UsageException(
        "--class " + text + ": no such class; there are " + String.join(", ", names));
  }
}
