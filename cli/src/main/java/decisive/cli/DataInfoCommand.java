package decisive.cli;

import com.beust.jcommander.Parameter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import decisive.datasets.ContactSheet;
import decisive.datasets.Datasets;
import decisive.datasets.ImageDataset;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.experiments.report.TextTable;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code decisive data info}: what is in a data set. */
final class DataInfoCommand implements Command {
  private static final int COLUMNS = 10;

  @Parameter(description = "NAME")
  private List<String> words = new ArrayList<>();

  @Parameter(names = "--seed", description = "of the split, where it has no parts of its own")
  private long seed = 42;

  @Parameter(names = "--out", description = "a PNG file for a picture of the first images")
  private Path out;

  @Parameter(names = "--json", description = "print JSON instead of text")
  private boolean json;

  @Override
  public String name() {
    return "data info";
  }

  @Override
  public String summary() {
    return "shows the sizes, classes, means and first images of a data set";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive data info digits --out digits.png",
        "decisive data info cifar10:cifar-10-binary.tar.gz",
        "decisive data info images:photos --json");
  }

  /**
   * A part of a data set.
   *
   * @param part train or test
   * @param size images
   * @param counts images of each class
   * @param means of each channel, in 0 .. 1
   * @param stds standard deviations of each channel
   */
  record Part(String part, int size, List<Integer> counts, List<Double> means, List<Double> stds) {
    static Part of(String part, ImageDataset images) {
      Normalization normalization = Normalization.of(images);
      return new Part(
          part,
          images.size(),
          Arrays.stream(images.classCounts()).boxed().toList(),
          normalization.means(),
          normalization.stds());
    }
  }

  /**
   * What is reported.
   *
   * @param classes of the training part; the other part's are others where they are few-shot
   */
  record Facts(
      String name,
      int height,
      int width,
      int channels,
      List<String> classes,
      List<String> testClasses,
      Part train,
      Part test) {}

  @Override
  public int run(Console console) throws IOException {
    if (words.size() != 1) {
      throw new UsageException("name one data set: " + Datasets.NAMES);
    }
    Split data = named(words.get(0), seed);
    ImageDataset train = data.train();
    Facts facts =
        new Facts(
            words.get(0),
            train.height(),
            train.width(),
            train.channels(),
            train.classNames(),
            data.test().classNames(),
            Part.of("train", train),
            Part.of("test", data.test()));
    if (out != null) {
      byte[] picture = ContactSheet.png(ContactSheet.of(train, COLUMNS));
      AtomicFile.write(out, to -> to.write(picture));
    }
    console.out().print(json ? json(facts) + "\n" : text(facts));
    return ExitCode.SUCCESS;
  }

  /**
   * @throws UsageException if there is no such data set
   */
  static Split named(String name, long seed) throws IOException {
    try {
      return Datasets.named(name, seed);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static String json(Facts facts) throws IOException {
    return new ObjectMapper()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(facts);
  }

  private static String text(Facts facts) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: images of %d×%d, %s%n%n",
            facts.name(),
            facts.height(),
            facts.width(),
            facts.channels() == 1 ? "grey" : facts.channels() + " channels"));
    TextTable table = new TextTable(List.of("", "images", "means", "standard deviations"));
    for (Part part : List.of(facts.train(), facts.test())) {
      table.add(
          List.of(
              part.part(),
              String.valueOf(part.size()),
              numbers(part.means()),
              numbers(part.stds())));
    }
    text.append(table).append('\n');
    return text.append(classes(facts)).toString();
  }

  private static String classes(Facts facts) {
    if (facts.classes().equals(facts.testClasses())) {
      TextTable table = new TextTable(List.of("class", "train", "test"));
      for (int label = 0; label < facts.classes().size(); label++) {
        table.add(
            List.of(
                facts.classes().get(label),
                String.valueOf(facts.train().counts().get(label)),
                String.valueOf(facts.test().counts().get(label))));
      }
      return table.toString();
    }
    return classes("train", facts.classes(), facts.train())
        + "\n"
        + classes("test", facts.testClasses(), facts.test());
  }

  private static String classes(String part, List<String> names, Part counts) {
    TextTable table = new TextTable(List.of("class", part));
    for (int label = 0; label < names.size(); label++) {
      table.add(List.of(names.get(label), String.valueOf(counts.counts().get(label))));
    }
    return table.toString();
  }

  private static String numbers(List<Double> values) {
    return String.join(
        " ", values.stream().map(value -> String.format(Locale.ROOT, "%.4f", value)).toList());
  }
}
