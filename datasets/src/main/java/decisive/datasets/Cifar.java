package decisive.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CIFAR-10 and CIFAR-100: small colour photographs, 32×32, in the official binary layout, from the
 * unpacked folder or straight from the {@code .tar.gz}.
 *
 * <pre>
 *   CIFAR-10    label, 1,024 red, 1,024 green, 1,024 blue              3,073 bytes an image
 *   CIFAR-100   coarse label, fine label, then the same                3,074 bytes; fine ones count
 * </pre>
 *
 * <p>Source: A. Krizhevsky, "Learning multiple layers of features from tiny images" (2009); the
 * classes of CIFAR-FS: L. Bertinetto et al., "Meta-learning with differentiable closed-form
 * solvers" (2019).
 */
public final class Cifar {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int CHANNELS = 3;

  /** Images of an array: what is allocated for a file grows with what was really read. */
  private static final int PART = 10_000;

  /** Far more than there are. */
  private static final int MOST_IMAGES = 200_000;

  private static final int MOST_NAME_BYTES = 1 << 16;

  private static final List<String> TEN_TRAIN =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");

  private static final Set<String> VALIDATION =
      Set.of(
          "otter",
          "motorcycle",
          "television",
          "lamp",
          "crocodile",
          "shark",
          "butterfly",
          "beaver",
          "beetle",
          "tractor",
          "flatfish",
          "maple_tree",
          "camel",
          "crab",
          "sea",
          "cattle");

  private static final Set<String> NOVEL =
      Set.of(
          "baby",
          "bed",
          "bicycle",
          "chimpanzee",
          "fox",
          "leopard",
          "man",
          "pickup_truck",
          "plain",
          "poppy",
          "rocket",
          "rose",
          "snail",
          "sweet_pepper",
          "table",
          "telephone",
          "wardrobe",
          "whale",
          "woman",
          "worm");

  private Cifar() {}

  /**
   * CIFAR-10: 50,000 images to learn from, 10,000 to be judged by, 10 classes.
   *
   * @param path the folder {@code cifar-10-batches-bin}, or {@code cifar-10-binary.tar.gz}
   * @throws IOException if a file is missing, or not as it should be
   */
  public static Split ten(Path path) throws IOException {
    DataFiles files =
        new DataFiles(path, "the folder cifar-10-batches-bin, or cifar-10-binary.tar.gz");
    return read(files, "cifar10", 1, 10, TEN_TRAIN, "test_batch.bin", "batches.meta.txt");
  }

  /**
   * CIFAR-100 by its 100 fine classes.
   *
   * @param path the folder {@code cifar-100-binary}, or {@code cifar-100-binary.tar.gz}
   * @throws IOException if a file is missing, or not as it should be
   */
  public static Split hundred(Path path) throws IOException {
    DataFiles files =
        new DataFiles(path, "the folder cifar-100-binary, or cifar-100-binary.tar.gz");
    return read(
        files, "cifar100", 2, 100, List.of("train.bin"), "test.bin", "fine_label_names.txt");
  }

  /**
   * The parts of CIFAR-FS: all images of CIFAR-100, by classes that are apart.
   *
   * @param base 64 classes to learn from
   * @param validation 16 classes to choose by
   * @param novel 20 classes to be judged by
   */
  public record FewShot(ImageDataset base, ImageDataset validation, ImageDataset novel) {}

  /**
   * CIFAR-FS, over CIFAR-100's training and test images together.
   *
   * @param path as for {@link #hundred}
   * @throws IOException as {@link #hundred}, or if classes have other names
   */
  public static FewShot fewShot(Path path) throws IOException {
    Split hundred = hundred(path);
    ImageDataset all = JoinedImages.of(List.of(hundred.train(), hundred.test()));
    Set<String> known = new HashSet<>(all.classNames());
    for (Set<String> names : List.of(VALIDATION, NOVEL)) {
      for (String name : names) {
        if (!known.contains(name)) {
          throw new IOException(path + ": CIFAR-FS wants a class " + name + ", there is none");
        }
      }
    }
    Set<String> base = new HashSet<>(known);
    base.removeAll(VALIDATION);
    base.removeAll(NOVEL);
    return new FewShot(
        ClassSubset.of(all, "cifar-fs base", base),
        ClassSubset.of(all, "cifar-fs validation", VALIDATION),
        ClassSubset.of(all, "cifar-fs novel", NOVEL));
  }

  private static Split read(
      DataFiles files,
      String name,
      int labelBytes,
      int classes,
      List<String> trainFiles,
      String testFile,
      String nameFile)
      throws IOException {
    List<String> wanted = new ArrayList<>(trainFiles);
    wanted.add(testFile);
    wanted.add(nameFile);
    Map<String, List<Part>> parts = new HashMap<>();
    List<String> names = new ArrayList<>();
    files.read(
        wanted,
        (file, content) -> {
          if (file.equals(nameFile)) {
            names.addAll(names(files + ", " + file, content, classes));
          } else {
            parts.put(file, parts(files + ", " + file, content, labelBytes, classes));
          }
        });
    ImageFormat format = new ImageFormat(name, SIDE, SIDE, CHANNELS, 255, names);
    List<ImageDataset> train = new ArrayList<>();
    for (String file : trainFiles) {
      parts.get(file).forEach(part -> train.add(part.dataset(format)));
    }
    List<ImageDataset> test = parts.get(testFile).stream().map(it -> it.dataset(format)).toList();
    return new Split(JoinedImages.of(train), JoinedImages.of(test));
  }

  /** Some images of a file. */
  private record Part(byte[] pixels, int[] labels) {
    ImageDataset dataset(ImageFormat format) {
      return ImageDataset.of(format, pixels, labels);
    }
  }

  private static List<Part> parts(String file, InputStream in, int labelBytes, int classes)
      throws IOException {
    int record = labelBytes + CHANNELS * PLANE;
    List<Part> parts = new ArrayList<>();
    int images = 0;
    while (true) {
      byte[] bytes = in.readNBytes(PART * record);
      if (bytes.length % record != 0) {
        throw new IOException(
            file
                + ": ends within image "
                + (images + bytes.length / record)
                + "; images take "
                + record
                + " bytes, so the file was cut or is of another kind");
      }
      int count = bytes.length / record;
      if (count > 0) {
        parts.add(part(file, bytes, images, labelBytes, classes));
      }
      images += count;
      if (images > MOST_IMAGES) {
        throw new IOException(
            file + ": more than " + MOST_IMAGES + " images; no CIFAR has so many");
      }
      if (count < PART) {
        break;
      }
    }
    if (images == 0) {
      throw new IOException(file + ": is empty; fetch it again");
    }
    return parts;
  }

  /** Planes of red, green and blue become pixels of three bytes. */
  private static Part part(String file, byte[] bytes, int first, int labelBytes, int classes)
      throws IOException {
    int record = labelBytes + CHANNELS * PLANE;
    int count = bytes.length / record;
    byte[] pixels = new byte[count * CHANNELS * PLANE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int at = i * record;
      labels[i] = Byte.toUnsignedInt(bytes[at + labelBytes - 1]);
      if (labels[i] >= classes) {
        throw new IOException(
            file
                + ": label "
                + labels[i]
                + " of image "
                + (first + i)
                + " is outside 0 .. "
                + (classes - 1)
                + "; the file is damaged or of another kind");
      }
      for (int p = 0; p < PLANE; p++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          pixels[(i * PLANE + p) * CHANNELS + channel] =
              bytes[at + labelBytes + channel * PLANE + p];
        }
      }
    }
    return new Part(pixels, labels);
  }

  private static List<String> names(String file, InputStream in, int classes) throws IOException {
    byte[] text = in.readNBytes(MOST_NAME_BYTES);
    List<String> names =
        Arrays.stream(
                new String(text, StandardCharsets.UTF_8).replaceFirst("^\ufeff", "").split("\\R"))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    if (names.size() != classes) {
      throw new IOException(
          file + ": names " + names.size() + " classes, there should be " + classes);
    }
    return names;
  }
}
