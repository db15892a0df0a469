package decisive.memory.encode;

import decisive.memory.Clusters;
import decisive.memory.Message;

/**
 * Turns values that people have (a word, a row of a table, an image, bytes) into messages of a
 * memory and back, and knows what a partial value means.
 *
 * <p>Different values have different messages. Not every message has a value: a memory that is too
 * full may answer with symbols that contradict each other, and {@link #decode} then says so.
 *
 * <p>Values are also written as text, for files and command lines. In the text of a query {@code ?}
 * stands for a part that is not known; what a part is (a letter, a column, a pixel, a hexadecimal
 * digit) is each encoder's to say. Encoders are immutable.
 *
 * @param <T> the values
 */
public interface Encoder<T> {
  /**
   * The encoder of a name as {@link #name()} gives: {@code words8-sliding}, {@code
   * words8-letters+twins}, {@code csv:colour=red,green/size=small,large}, {@code
   * image8x8:levels=4,maximum=16}, {@code bytes6:bits=12}. Options after the colon may be left out
   * where there is a default, and stand in any order.
   *
   * @throws IllegalArgumentException if no encoder of this package has such a name
   */
  static Encoder<?> named(String name) {
    return EncoderName.encoder(name);
  }

  /** All there is to know to make this encoder again with {@link #named}; for a file's header. */
  String name();

  /** What its messages are made of. */
  Clusters clusters();

  /**
   * @return a message of {@link #clusters()}, nothing erased
   * @throws IllegalArgumentException if the value is not one of this encoder's
   */
  Message encode(T value);

  /**
   * The value whose message this is.
   *
   * @return {@link Decoded.Inconsistent} if the message has the right form but is no value's
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or a cluster
   *     is erased
   */
  Decoded<T> decode(Message message);

  /**
   * What a partial value says of each cluster. The message of every value that agrees with the text
   * in its known parts is {@linkplain Query#admits admitted}, and that of no other value.
   *
   * @param partial as {@link #format} writes, with {@code ?} for unknown parts
   * @throws IllegalArgumentException if the text cannot be part of a value
   */
  Query query(String partial);

  /**
   * The value a text stands for.
   *
   * @throws IllegalArgumentException if it is no value of this encoder, or has unknown parts
   */
  T parse(String text);

  /**
   * The value as a text that {@link #parse} reads.
   *
   * @throws IllegalArgumentException if the value is not one of this encoder's
   */
  String format(T value);

  /**
   * What a symbol stands for, to show the candidates of an ambiguous answer: {@code mp} for a
   * bigram, {@code red} for a column's value. Different symbols of a cluster read differently.
   *
   * @throws IllegalArgumentException if the cluster does not exist or has no such symbol
   */
  String meaning(int cluster, int symbol);
}
