package decisive.datasets;

import java.util.Collections;
import java.util.List;

/**
 * Brings each channel to mean 0 and standard deviation 1: (x - mean) / std, where x is a byte over
 * the largest byte value, so in 0 .. 1. Taken from the training images and used for all others.
 *
 * @param means one per channel
 * @param stds standard deviations, one per channel, positive
 */
public record Normalization(List<Double> means, List<Double> stds) {
  public Normalization {
    means = List.copyOf(means);
    stds = List.copyOf(stds);
    if (means.size() != stds.size() || means.isEmpty()) {
      throw new IllegalArgumentException(
          "normalization: "
              + means.size()
              + " means and "
              + stds.size()
              + " standard deviations; give one of each per channel");
    }
    for (int channel = 0; channel < means.size(); channel++) {
      double mean = means.get(channel);
      double std = stds.get(channel);
      if (!Double.isFinite(mean) || !Double.isFinite(std) || std <= 0) {
        throw new IllegalArgumentException(
            "normalization: channel "
                + channel
                + " has mean "
                + mean
                + " and standard deviation "
                + std
                + "; both must be finite and the standard deviation above 0");
      }
    }
  }

  /**
   * Mean and standard deviation (divisor n) of each channel over all pixels of all images.
   *
   * @throws IllegalArgumentException if a channel has the same value everywhere
   */
  public static Normalization of(ImageDataset training) {
    int channels = training.channels();
    // Counting values first makes the sums exact enough, and the same in any order of the images.
    long[][] counts = countValues(training);
    double pixels = (double) training.size() * training.height() * training.width();
    Double[] means = new Double[channels];
    Double[] stds = new Double[channels];
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      for (int value = 0; value <= training.maximum(); value++) {
        sum += (double) counts[channel][value] * value;
      }
      double mean = sum / pixels;
      double squares = 0;
      for (int value = 0; value <= training.maximum(); value++) {
        squares += counts[channel][value] * (value - mean) * (value - mean);
      }
      if (squares == 0) {
        throw new IllegalArgumentException(
            "normalization of "
                + training.name()
                + ": channel "
                + channel
                + " is "
                + (int) mean
                + " in every pixel, so it has no standard deviation to divide by");
      }
      means[channel] = mean / training.maximum();
      stds[channel] = Math.sqrt(squares / pixels) / training.maximum();
    }
    return new Normalization(List.of(means), List.of(stds));
  }

  /** Leaves x, in 0 .. 1, as it is. */
  public static Normalization none(int channels) {
    return new Normalization(
        Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
  }

  public int channels() {
    return means.size();
  }

  /** The normalised value of every byte 0 .. maximum, for each channel; rounded once, to float. */
  float[][] table(int maximum) {
    float[][] table = new float[channels()][maximum + 1];
    for (int channel = 0; channel < channels(); channel++) {
      for (int value = 0; value <= maximum; value++) {
        double x = (double) value / maximum;
        table[channel][value] = (float) ((x - means.get(channel)) / stds.get(channel));
      }
    }
    return table;
  }

  private static long[][] countValues(ImageDataset images) {
    int channels = images.channels();
    long[][] counts = new long[channels][images.maximum() + 1];
    byte[] image = new byte[images.format().bytes()];
    for (int i = 0; i < images.size(); i++) {
      images.copyPixels(i, image, 0);
      for (int p = 0; p < image.length; p++) {
        counts[p % channels][Byte.toUnsignedInt(image[p])]++;
      }
    }
    return counts;
  }
}
