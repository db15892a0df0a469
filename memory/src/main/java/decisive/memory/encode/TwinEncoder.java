package decisive.memory.encode;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.tensor.random.Generator;
import java.util.Arrays;

/**
 * Another encoder's messages with <em>twin</em> clusters behind them: fanals drawn at random from
 * the message and a seed, so that a value always has the same ones and similar values do not share
 * them.
 *
 * <pre>
 *   message of x = (a_0, …, a_{c−1}, t_0, …, t_{k−1}),   t = random(seed, a_0, …, a_{c−1})
 * </pre>
 *
 * <p>Twins spread the cliques of values whose own symbols are few and skewed, such as letters, over
 * many uniform fanals. Who asks for a partial value cannot know them: in a query all twin clusters
 * are erased, always. In an answer they are a check: if they are not those of the other symbols,
 * the message was never stored, and decoding it is {@link Decoded.Inconsistent}.
 *
 * @param <T> the values, those of the other encoder
 */
public final class TwinEncoder<T> implements Encoder<T> {
  static final int CLUSTERS = 8;
  static final int FANALS = 256;
  static final long SEED = 1;

  private static final int MAX_CLUSTERS = 1000;
  private static final int MAX_FANALS = 1 << 16;

  private final Encoder<T> base;
  private final int twins;
  private final int fanals;
  private final long seed;
  private final Clusters clusters;

  /**
   * With 8 twin clusters of 256 fanals and seed 1.
   *
   * @param base the encoder of the value itself
   */
  public TwinEncoder(Encoder<T> base) {
    this(base, CLUSTERS, FANALS, SEED);
  }

  /**
   * @param base the encoder of the value itself
   * @param twins number of twin clusters, 1 to 1000
   * @param fanals of each twin cluster, 1 to 65536
   * @param seed of the draw; messages of different seeds do not fit together in a memory
   */
  public TwinEncoder(Encoder<T> base, int twins, int fanals, long seed) {
    if (twins < 1 || fanals < 1 || twins > MAX_CLUSTERS || fanals > MAX_FANALS) {
      throw new IllegalArgumentException(
          "twins: "
              + twins
              + " clusters of "
              + fanals
              + " fanals; there can be 1 to "
              + MAX_CLUSTERS
              + " of 1 to "
              + MAX_FANALS);
    }
    this.base = base;
    this.twins = twins;
    this.fanals = fanals;
    this.seed = seed;
    int count = base.clusters().count();
    int[] sizes = new int[Math.addExact(count, twins)];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = i < count ? base.clusters().fanals(i) : fanals;
    }
    clusters = Clusters.ofSizes(sizes);
  }

  /** The other encoder's name and {@code +twins}, with the options that are not the default. */
  @Override
  public String name() {
    EncoderName.Writer name = new EncoderName.Writer(base.name() + EncoderName.TWINS);
    name.option("clusters", twins, CLUSTERS);
    name.option("fanals", fanals, FANALS);
    name.option("seed", seed, SEED);
    return name.toString();
  }

  @Override
  public Clusters clusters() {
    return clusters;
  }

  @Override
  public Message encode(T value) {
    return withTwins(base.encode(value));
  }

  @Override
  public Decoded<T> decode(Message message) {
    int[] symbols = CompleteMessage.symbols(message, clusters, name());
    Message own = Message.of(Arrays.copyOf(symbols, base.clusters().count()));
    Decoded<T> decoded = base.decode(own);
    if (!decoded.consistent()) {
      return decoded;
    }
    Message expected = withTwins(own);
    for (int i = own.length(); i < symbols.length; i++) {
      if (symbols[i] != expected.symbol(i)) {
        return new Decoded.Inconsistent<>(
            name()
                + ": \""
                + base.format(decoded.value())
                + "\" has the twin "
                + expected.symbol(i)
                + " in cluster "
                + i
                + ", the message has "
                + symbols[i]);
      }
    }
    return decoded;
  }

  /** As the other encoder's; all twin clusters are erased, even if the whole value is known. */
  @Override
  public Query query(String partial) {
    int[][] own = base.query(partial).candidates();
    int[][] candidates = Arrays.copyOf(own, clusters.count());
    for (int i = own.length; i < candidates.length; i++) {
      candidates[i] = Query.all(fanals);
    }
    return new Query(clusters, candidates);
  }

  @Override
  public T parse(String text) {
    return base.parse(text);
  }

  @Override
  public String format(T value) {
    return base.format(value);
  }

  /** Of a twin its number, as in {@code twin 203}. */
  @Override
  public String meaning(int cluster, int symbol) {
    clusters.fanal(cluster, symbol);
    return cluster < base.clusters().count() ? base.meaning(cluster, symbol) : "twin " + symbol;
  }

  @Override
  public String toString() {
    return name();
  }

  private Message withTwins(Message own) {
    int[] symbols = new int[clusters.count()];
    Generator random = new Generator(seed);
    for (int i = 0; i < own.length(); i++) {
      symbols[i] = own.symbol(i);
      random = random.split(symbols[i]);
    }
    for (int i = own.length(); i < symbols.length; i++) {
      symbols[i] = random.nextInt(fanals);
    }
    return Message.of(symbols);
  }
}
