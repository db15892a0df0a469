package decisive.tensor;

import java.util.Arrays;

/**
 * A class for each example, by its index.
 *
 * @param indices of the classes, from 0; negative ones stand for no class, where a loss ignores
 *     them. Not copied.
 */
public record Labels(int... indices) implements Target {
  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public String kind() {
    return "labels";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels that && Arrays.equals(indices, that.indices);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(indices);
  }

  @Override
  public String toString() {
    return "labels " + Arrays.toString(indices);
  }
}
