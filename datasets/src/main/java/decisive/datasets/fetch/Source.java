package decisive.datasets.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a data set comes from.
 *
 * @param name as in {@link decisive.datasets.Datasets}, without the path
 * @param files one archive, which is read as it is, or several files, which are read as a folder
 */
public record Source(String name, List<RemoteFile> files) {
  // The checksums of CIFAR are those on its page; those of MNIST and Fashion-MNIST are in
  // torchvision's datasets/mnist.py, Fashion-MNIST's on its page too. The sizes are MNIST's page's,
  // and what public programs report that fetched the others.
  private static final String CIFAR = "https://www.cs.toronto.edu/~kriz/";

  /** The copy that torchvision uses: MNIST's own server has refused programs for years. */
  private static final String MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/";

  /** Has no https. */
  private static final String FASHION =
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

  private static final RemoteFile CIFAR_100 =
      file(CIFAR, "cifar-100-binary.tar.gz", 168_513_733, "03b5dce01913d631647c71ecec9e9cb8");

  /** All that are known. */
  private static final List<Source> ALL =
      List.of(
          new Source(
              "mnist",
              List.of(
                  images(MNIST, "train", 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
                  labels(MNIST, "train", 28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
                  images(MNIST, "t10k", 1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
                  labels(MNIST, "t10k", 4_542, "ec29112dd5afa0611ce80d1b7f02629c"))),
          new Source(
              "fashion-mnist",
              List.of(
                  images(FASHION, "train", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                  labels(FASHION, "train", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
                  images(FASHION, "t10k", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
                  labels(FASHION, "t10k", 5_148, "bb300cfdad3c16e7a12a480ee83cd310"))),
          new Source(
              "cifar10",
              List.of(
                  file(
                      CIFAR,
                      "cifar-10-binary.tar.gz",
                      170_052_171,
                      "c32a1d4ab5d03f1284b67883e8d87530"))),
          new Source("cifar100", List.of(CIFAR_100)),
          new Source("cifar-fs", List.of(CIFAR_100)));

  public Source {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("source " + name + ": no files; give at least one");
    }
  }

  /** The sources of all data sets that can be fetched. */
  public static List<Source> all() {
    return ALL;
  }

  /**
   * The source of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Source named(String name, List<Source> sources) {
    return sources.stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no data set "
                        + name
                        + " to fetch; there are "
                        + sources.stream().map(Source::name).collect(Collectors.joining(", "))));
  }

  /** Bytes of all files together. */
  public long size() {
    return files.stream().mapToLong(RemoteFile::size).sum();
  }

  /** How command lines name the data set once its files are in a directory. */
  public String in(Path directory) {
    return name + ":" + (files.size() == 1 ? directory.resolve(files.get(0).name()) : directory);
  }

  private static RemoteFile images(String from, String part, long size, String md5) {
    return file(from, part + "-images-idx3-ubyte.gz", size, md5);
  }

  private static RemoteFile labels(String from, String part, long size, String md5) {
    return file(from, part + "-labels-idx1-ubyte.gz", size, md5);
  }

  private static RemoteFile file(String from, String name, long size, String md5) {
    return new RemoteFile(URI.create(from + name), name, size, md5);
  }
}
