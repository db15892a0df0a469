package decisive.datasets.transform;

import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Transforms, one after the other.
 *
 * @param transforms in the order of their work; none leave images as they are
 */
public record Augmentation(List<Transform> transforms) {
  /** Leaves images as they are. */
  public static final Augmentation NONE = new Augmentation(List.of());

  /** What {@link #parse} reads. */
  public static final String KNOWN =
      "none, or a list of crop4 (padding), flip, cutout8 (side) and resize32 or resize32x48"
          + " (height x width), with numbers of your own, as in crop4,flip";

  private static final Pattern TRANSFORM =
      Pattern.compile("(crop|flip|cutout|resize)(?:(\\d{1,6})(?:x(\\d{1,6}))?)?");

  public Augmentation {
    transforms = List.copyOf(transforms);
  }

  /**
   * Reads {@link #toString}'s form: {@code none}, or names with numbers between commas, as in
   * {@code crop4,flip,cutout8}.
   *
   * @throws IllegalArgumentException if a transform is unknown, wants a number or has one too many,
   *     or its number is out of range
   */
  public static Augmentation parse(String text) {
    if (text.strip().equals("none")) {
      return NONE;
    }
    List<Transform> transforms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      transforms.add(transform(part.strip(), text));
    }
    return new Augmentation(transforms);
  }

  private static Transform transform(String part, String text) {
    Matcher matcher = TRANSFORM.matcher(part);
    if (!matcher.matches()) {
      throw unknown(part, text);
    }
    int numbers = matcher.group(2) == null ? 0 : matcher.group(3) == null ? 1 : 2;
    int first = numbers < 1 ? 0 : Integer.parseInt(matcher.group(2));
    int second = numbers < 2 ? first : Integer.parseInt(matcher.group(3));
    return switch (matcher.group(1) + numbers) {
      case "crop1" -> new RandomCrop(first);
      case "flip0" -> new HorizontalFlip();
      case "cutout1" -> new Cutout(first);
      case "resize1", "resize2" -> new Resize(new Size(first, second));
      default -> throw unknown(part, text);
    };
  }

  private static IllegalArgumentException unknown(String part, String text) {
    return new IllegalArgumentException(
        "augmentation " + text + ": there is no \"" + part + "\"; give " + KNOWN);
  }

  /**
   * The image, changed; the given one stays as it is.
   *
   * @param generator of this image alone
   */
  public Pixels apply(Pixels image, Generator generator) {
    Pixels changed = image;
    for (int i = 0; i < transforms.size(); i++) {
      changed = transforms.get(i).apply(changed, generator.split(i));
    }
    return changed;
  }

  /**
   * The size of what is made of images of this size.
   *
   * @throws IllegalArgumentException if they are too small for one of the transforms
   */
  public Size sizeOf(Size image) {
    Size size = image;
    for (Transform transform : transforms) {
      size = transform.sizeOf(size);
    }
    return size;
  }

  /**
   * The transforms that draw no lots: what is to be done with images that a network is judged by,
   * so that they have the size of those that it learns from.
   */
  public Augmentation withoutChance() {
    return new Augmentation(transforms.stream().filter(it -> !it.random()).toList());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return transforms.isEmpty()
        ? "none"
        : transforms.stream().map(Transform::toString).collect(Collectors.joining(","));
  }
}
