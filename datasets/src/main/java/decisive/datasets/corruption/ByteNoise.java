package decisive.datasets.corruption;

import decisive.tensor.random.Generator;

/**
 * What noise makes of each byte, as distributions of bytes: so a value costs one random number and
 * a look, whatever the noise. Immutable.
 */
public final class ByteNoise {
  private static final int CELLS = 256;

  /** Entry [v][b] is the probability that v becomes b or less. */
  private final double[][] atMost;

  /** Entry [v][c] is where to begin to look for a chance of c / {@link #CELLS} or more. */
  private final byte[][] from;

  ByteNoise(Corruption corruption, int maximum) {
    atMost = new double[maximum + 1][];
    from = new byte[maximum + 1][CELLS];
    for (int value = 0; value <= maximum; value++) {
      atMost[value] = corruption.noise().atMost((double) value / maximum, corruption.severity());
      int byteValue = 0;
      for (int cell = 0; cell < CELLS; cell++) {
        byteValue = first(atMost[value], byteValue, (double) cell / CELLS);
        from[value][cell] = (byte) byteValue;
      }
    }
  }

  /**
   * Puts noise on {@code length} bytes of {@code image} from {@code offset} on, which then mean 0
   * .. {@link Noise#LARGEST}.
   *
   * @param image bytes of 0 .. maximum, unsigned
   * @param generator of this image alone
   */
  public void apply(byte[] image, int offset, int length, Generator generator) {
    for (int p = offset; p < offset + length; p++) {
      int value = Byte.toUnsignedInt(image[p]);
      double chance = generator.nextDouble();
      int begin = Byte.toUnsignedInt(from[value][(int) (chance * CELLS)]);
      image[p] = (byte) first(atMost[value], begin, chance);
    }
  }

  /** The first entry above {@code chance}, which is below the last, from {@code begin} on. */
  private static int first(double[] atMost, int begin, double chance) {
    int at = begin;
    while (atMost[at] <= chance) {
      at++;
    }
    return at;
  }
}
