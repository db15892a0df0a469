package decisive.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/** Data sets by the names that command lines and configurations give them. */
public final class Datasets {
  /** What the names look like. */
  public static final String NAMES =
      "digits, digits-fs, mnist:PATH, fashion-mnist:PATH, cifar10:PATH, cifar100:PATH,"
          + " cifar-fs:PATH and images:PATH";

  /** Kinds that are not the user's own, and can be fetched. */
  private static final Set<String> FETCHED =
      Set.of("mnist", "fashion-mnist", "cifar10", "cifar100", "cifar-fs");

  private static final double TRAIN_SHARE = 0.8;

  private Datasets() {}

  /**
   * The data set of a name: {@code digits}, or a kind and where it is, as in {@code
   * cifar10:cifar-10-binary.tar.gz}. Of CIFAR-FS these are the base and the novel classes, of
   * {@code digits-fs} all digits 0 to 4 and all digits 5 to 9. Of {@code digits:20} the training
   * part has the first 20 images of each class alone.
   *
   * @param seed of the split, where a data set does not come in two parts
   * @throws IllegalArgumentException if there is no such kind, or the path is missing
   * @throws IOException if its files are missing (says how to get them), or not as they should be
   */
  public static Split named(String name, long seed) throws IOException {
    if (name.equals("digits")) {
      return Digits.load().split(TRAIN_SHARE, seed);
    }
    if (name.equals("digits-fs")) {
      return new Split(
          ClassSubset.of(Digits.load(), "digits 0 to 4", Set.of("0", "1", "2", "3", "4")),
          ClassSubset.of(Digits.load(), "digits 5 to 9", Set.of("5", "6", "7", "8", "9")));
    }
    if (name.matches("digits:\\d{1,6}")) {
      return few(
          Digits.load().split(TRAIN_SHARE, seed),
          Integer.parseInt(name.substring(name.indexOf(':') + 1)),
          name);
    }
    int colon = name.indexOf(':');
    String kind = colon < 0 ? name : name.substring(0, colon);
    try {
      return read(kind, name, colon, seed);
    } catch (IOException e) {
      if (FETCHED.contains(kind) && !Files.exists(path(name, colon))) {
        throw new IOException(
            e.getMessage()
                + "; decisive data fetch "
                + kind
                + " --into DIR gets it where you are online",
            e);
      }
      throw e;
    }
  }

  /** With the first training images of each class alone. */
  private static Split few(Split whole, int each, String name) {
    int least = Arrays.stream(whole.train().classCounts()).min().orElse(0);
    if (each < 1 || each > least) {
      throw new IllegalArgumentException(
          "data set " + name + ": a class has " + least + " training images; want 1 to " + least);
    }
    int[] seen = new int[whole.train().classes()];
    int[] kept =
        IntStream.range(0, whole.train().size())
            .filter(i -> seen[whole.train().label(i)]++ < each)
            .toArray();
    return new Split(whole.train().subset(kept), whole.test());
  }

  private static Split read(String kind, String name, int colon, long seed) throws IOException {
    return switch (kind) {
      case "mnist" -> Mnist.digits(path(name, colon));
      case "fashion-mnist" -> Mnist.fashion(path(name, colon));
      case "cifar10" -> Cifar.ten(path(name, colon));
      case "cifar100" -> Cifar.hundred(path(name, colon));
      case "cifar-fs" -> {
        Cifar.FewShot parts = Cifar.fewShot(path(name, colon));
        yield new Split(parts.base(), parts.novel());
      }
      case "images" -> ImageFolder.read(path(name, colon), seed);
      default ->
          throw new IllegalArgumentException(
              "there is no data set " + name + "; names are " + NAMES);
    };
  }

  private static Path path(String name, int colon) {
    if (colon < 0 || colon == name.length() - 1) {
      throw new IllegalArgumentException(
          "data set " + name + ": say where it is, as in " + name.replace(":", "") + ":PATH");
    }
    try {
      return Path.of(name.substring(colon + 1));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("data set " + name + ": " + e.getMessage(), e);
    }
  }
}
