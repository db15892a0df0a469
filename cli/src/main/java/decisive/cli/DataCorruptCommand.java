package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.datasets.ContactSheet;
import decisive.datasets.Datasets;
import decisive.datasets.ImageDataset;
import decisive.datasets.corruption.Noise;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code decisive data corrupt}: what noise does to an image. */
final class DataCorruptCommand implements Command {
  @Parameter(description = "NAME")
  private List<String> words = new ArrayList<>();

  @Parameter(names = "--out", description = "a PNG file for the picture")
  private Path out;

  @Parameter(names = "--image", description = "which one of the test part, from 0 on")
  private int image = 0;

  @Parameter(names = "--seed", description = "of the noise, and of the split if there is one")
  private long seed = 42;

  @Override
  public String name() {
    return "data corrupt";
  }

  @Override
  public String summary() {
    return "draws an image with every noise at every severity";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive data corrupt digits --out noise.png",
        "decisive data corrupt cifar10:cifar-10-binary.tar.gz --out noise.png --image 7");
  }

  @Override
  public int run(Console console) throws IOException {
    if (words.size() != 1) {
      throw new UsageException("name one data set: " + Datasets.NAMES);
    }
    if (out == null) {
      throw new UsageException("say where the picture goes, as in --out noise.png");
    }
    ImageDataset images = DataInfoCommand.named(words.get(0), seed).test();
    if (image < 0 || image >= images.size()) {
      throw new UsageException(
          "--image " + image + ": " + words.get(0) + " has images 0 to " + (images.size() - 1));
    }
    byte[] picture = ContactSheet.png(ContactSheet.corruptions(images, image, seed));
    AtomicFile.write(out, to -> to.write(picture));
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s: image %d, a %s; rows: %s noise; columns: clean, severities 1 to %d%n",
            out,
            image,
            images.classNames().get(images.label(image)),
            Arrays.stream(Noise.values()).map(Noise::toString).collect(Collectors.joining(", ")),
            Noise.SEVERITIES);
    return ExitCode.SUCCESS;
  }
}
