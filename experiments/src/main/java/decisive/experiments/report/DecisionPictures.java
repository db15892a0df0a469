package decisive.experiments.report;

import decisive.datasets.ContactSheet;
import decisive.datasets.ImageDataset;
import decisive.experiments.chart.Markup;
import decisive.nn.decide.Groups;
import decisive.nn.decide.LayerExplanation;
import decisive.tensor.Tensor;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Locale;

/**
 * Decisions as small pictures, a tile of H×W for each group, whose pixels show as squares:
 *
 * <ul>
 *   <li>winners: a colour for each place in the group, nothing where none won
 *   <li>margins: the darker the surer
 *   <li>attribution: blue where a location adds to a score, red where it takes from it
 * </ul>
 */
final class DecisionPictures {
  private static final int WIDTH = 260;
  private static final int CLEAR = 0;

  private DecisionPictures() {}

  static String winners(LayerExplanation layer, String alt) {
    Groups groups = layer.groups();
    Tensor winners = layer.winners();
    return tiles(
        winners.extent(0),
        winners.extent(1),
        groups.count(),
        (group, location) -> {
          int[] members = groups.members(group);
          for (int place = 0; place < members.length; place++) {
            if (winners.data()[location * groups.maps() + members[place]] != 0) {
              return Color.HSBtoRGB((float) place / members.length, 0.75f, 0.85f);
            }
          }
          return CLEAR;
        },
        alt);
  }

  static String margins(LayerExplanation layer, String alt) {
    Tensor margins = layer.margins();
    int groups = margins.extent(2);
    return tiles(
        margins.extent(0),
        margins.extent(1),
        groups,
        (group, location) -> {
          float margin = margins.data()[location * groups + group];
          return Float.isNaN(margin) ? CLEAR : shade(0x1b, 0x5e, 0x9e, 0.1f + 0.9f * margin);
        },
        alt);
  }

  /** The attribution to each location, its maps together. */
  static String attribution(Tensor attribution, String alt) {
    int maps = attribution.extent(2);
    float[] sums = new float[attribution.extent(0) * attribution.extent(1)];
    float largest = 0;
    for (int i = 0; i < attribution.size(); i++) {
      sums[i / maps] += attribution.data()[i];
    }
    for (float sum : sums) {
      largest = Math.max(largest, Math.abs(sum));
    }
    float scale = largest == 0 ? 0 : 1 / largest;
    return tiles(
        attribution.extent(0),
        attribution.extent(1),
        1,
        (group, location) -> {
          float part = sums[location] * scale;
          return part < 0 ? shade(0xb0, 0x30, 0x20, -part) : shade(0x1b, 0x5e, 0x9e, part);
        },
        alt);
  }

  /** The first image of a data set. */
  static String image(ImageDataset images, String alt) {
    byte[] pixels = images.pixels(0);
    int channels = images.channels();
    return tiles(
        images.height(),
        images.width(),
        1,
        (group, location) -> {
          int rgb = 0xff;
          for (int c = 0; c < 3; c++) {
            int value = Byte.toUnsignedInt(pixels[location * channels + (channels == 3 ? c : 0)]);
            rgb = rgb << 8 | value * 255 / images.maximum();
          }
          return rgb;
        },
        alt);
  }

  /** The colour of a group's pixel at a location, counted line by line. */
  private interface Paint {
    int at(int group, int location);
  }

  private static int shade(int red, int green, int blue, float strength) {
    int alpha = Math.round(255 * Math.min(1, strength));
    return alpha << 24 | red << 16 | green << 8 | blue;
  }

  private static String tiles(int height, int width, int groups, Paint paint, String alt) {
    int columns = (int) Math.ceil(Math.sqrt(groups));
    int rows = (groups - 1) / columns + 1;
    BufferedImage picture =
        new BufferedImage(
            columns * (width + 1) - 1, rows * (height + 1) - 1, BufferedImage.TYPE_INT_ARGB);
    for (int group = 0; group < groups; group++) {
      int left = group % columns * (width + 1);
      int top = group / columns * (height + 1);
      for (int location = 0; location < height * width; location++) {
        picture.setRGB(left + location % width, top + location / width, paint.at(group, location));
      }
    }
    return element(picture, alt);
  }

  /** Enlarged by a whole number, to about one width. */
  private static String element(BufferedImage picture, String alt) {
    int scale = Math.max(1, WIDTH / picture.getWidth());
    return String.format(
        Locale.ROOT,
        "<img class=\"decisions\" src=\"data:image/png;base64,%s\" width=\"%d\" height=\"%d\" alt=\"%s\"/>",
        Base64.getEncoder().encodeToString(ContactSheet.png(picture)),
        picture.getWidth() * scale,
        picture.getHeight() * scale,
        Markup.text(alt));
  }
}
