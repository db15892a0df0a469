package decisive.tensor.sparse;

import decisive.tensor.Shape;
import decisive.tensor.parallel.Workers;

/**
 * The entries of sparse images map by map, in the order of their locations; images are taken
 * together in parts, so that what belongs to a part stays in a cache.
 */
final class MapList {
  /** Lines, and columns, that an image may have. */
  static final int LONGEST = Short.MAX_VALUE;

  /** Floats that belong to a part: 1 MiB of them. */
  private static final int PART = 1 << 18;

  private static final ThreadLocal<MapList> OWN = ThreadLocal.withInitial(MapList::new);

  private int maps;
  private int parts;
  private int[] starts = new int[0];
  private int[] locations = new int[0];

  /** Line and column in the image. */
  private short[] lines = new short[0];

  private short[] columns = new short[0];
  private float[] values = new float[0];

  private MapList() {}

  /**
   * This thread's list, filled; valid until it is filled again.
   *
   * @param each floats that belong to an image
   */
  static MapList of(Winners x, int each) {
    MapList list = OWN.get();
    list.fill(x, Math.max(1, PART / Math.max(1, each)));
    return list;
  }

  private void fill(Winners x, int imagesEach) {
    Shape shape = x.shape();
    int images = shape.extent(0);
    int height = shape.extent(1);
    int width = shape.extent(2);
    maps = shape.extent(3);
    parts = (images - 1) / imagesEach + 1;
    int size = (int) x.size();
    if (locations.length < size) {
      locations = new int[size + size / 4];
      values = new float[locations.length];
      lines = new short[locations.length];
      columns = new short[locations.length];
    }
    if (starts.length < parts * maps + 1) {
      starts = new int[parts * maps + 1];
    }
    int perImage = height * width;
    int[] counts = new int[parts * maps];
    Workers.forEach(
        parts,
        part -> {
          int end = Math.min(images, (part + 1) * imagesEach) * perImage;
          for (int location = part * imagesEach * perImage; location < end; location++) {
            int first = x.start(location);
            for (int e = first; e < first + x.count(location); e++) {
              counts[part * maps + x.maps()[e]]++;
            }
          }
        });
    starts[0] = 0;
    for (int i = 0; i < counts.length; i++) {
      starts[i + 1] = starts[i] + counts[i];
      counts[i] = starts[i]; // where the next one goes
    }
    Workers.forEach(
        parts,
        part -> {
          int end = Math.min(images, (part + 1) * imagesEach) * perImage;
          for (int location = part * imagesEach * perImage; location < end; location++) {
            int first = x.start(location);
            short line = (short) (location / width % height);
            short column = (short) (location % width);
            for (int e = first; e < first + x.count(location); e++) {
              int to = counts[part * maps + x.maps()[e]]++;
              locations[to] = location;
              lines[to] = line;
              columns[to] = column;
              values[to] = x.values()[e];
            }
          }
        });
  }

  int parts() {
    return parts;
  }

  /** The first entry of a map in a part; of the map behind the last, the end. */
  int start(int part, int map) {
    return starts[part * maps + map];
  }

  /** Location of an entry, counted through all images. */
  int location(int entry) {
    return locations[entry];
  }

  /** Its line in the image. */
  int line(int entry) {
    return lines[entry];
  }

  /** Its column. */
  int column(int entry) {
    return columns[entry];
  }

  float value(int entry) {
    return values[entry];
  }
}
