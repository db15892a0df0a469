package decisive.nn.decide;

import decisive.tensor.Shape;
import decisive.tensor.sparse.SparseActivations;

/** Images become vectors: [N, H, W, maps] to [N, 1, 1, H · W · maps]. */
record DecidedFlatten(String name) implements DecidedStep, Computation {
  @Override
  public Shape output(Shape input) {
    return Shape.of(input.extent(0), 1, 1, input.span(1, 4));
  }

  @Override
  public void apply(
      SparseActivations x, SparseActivations block, SparseActivations y, boolean listed) {
    y.become(x.dense().reshape(output(x.shape()).extents()));
  }

  /**
   * Where some maps of each of the locations are among all values.
   *
   * @param maps their numbers; −1, which stays, for none
   * @param each maps of a location, of all
   */
  static int[] values(int[] maps, int each, int locations) {
    int[] values = new int[locations * maps.length];
    for (int i = 0; i < values.length; i++) {
      int map = maps[i % maps.length];
      values[i] = map < 0 ? -1 : i / maps.length * each + map;
    }
    return values;
  }
}
