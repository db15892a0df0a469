package decisive.memory.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Message;
import decisive.memory.encode.Decoded;
import decisive.memory.encode.Encoder;
import decisive.memory.encode.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What every {@link Encoder} obeys. To hold one to it, extend this class and say what its values
 * are and how their text falls into parts.
 *
 * @param <T> the values
 */
public abstract class EncoderLaws<T> {
  /** The encoder; the same at each call. */
  protected abstract Encoder<T> encoder();

  /** Values that come back as they were: of an encoder that rounds, rounded ones. */
  protected abstract Arbitrary<T> values();

  /** The text of a value in parts that can be unknown one by one. */
  protected abstract List<String> parts(T value);

  /** The text of parts, some of which may be {@code ?}. Any parts of values are one's together. */
  protected abstract String join(List<String> parts);

  /** Whether {@link Encoder#named} makes this encoder again. */
  protected boolean hasName() {
    return true;
  }

  @Property(tries = 60)
  void decodingUndoesEncoding(@ForAll("all") T value) {
    Message message = encoder().encode(value);
    assertEquals(message.length(), message.known());
    for (int i = 0; i < message.length(); i++) {
      encoder().clusters().fanal(i, message.symbol(i)); // throws if out of range
    }
    assertSame(value, encoder().decode(message).value());
  }

  /**
   * Nothing is decoded that was not encoded, so an answer that decodes is a value's own message.
   */
  @Property(tries = 60)
  void whatDecodesIsTheMessageOfItsValue(@ForAll("all") T value, @ForAll Random random) {
    Message near = altered(encoder().encode(value), random);
    Message far = near;
    for (int i = 0; i < near.length(); i++) {
      far = altered(far, random);
    }
    for (Message message : List.of(near, far)) {
      Decoded<T> decoded = encoder().decode(message);
      if (decoded.consistent()) {
        assertEquals(message, encoder().encode(decoded.value()));
      } else {
        String error =
            assertThrows(IllegalStateException.class, () -> decoded.value()).getMessage();
        assertTrue(error.endsWith("; ask consistent() first"), error);
      }
    }
  }

  @Property(tries = 60)
  void parsingUndoesFormatting(@ForAll("all") T value) {
    String text = encoder().format(value);
    assertSame(value, encoder().parse(text));
    assertEquals(join(parts(value)), text);
  }

  /** The law retrieval stands on: the value asked for is among the candidates. */
  @Property(tries = 60)
  void aQueryAgreesWithTheValueWhereverItIsKnown(@ForAll("all") T value, @ForAll Random random) {
    Message message = encoder().encode(value);
    Query query = encoder().query(join(hide(parts(value), random)));
    assertEquals(encoder().clusters(), query.clusters());
    assertTrue(query.admits(message), () -> query + " admits " + message);
    assertEquals(message.length(), query.message().length());
    assertEquals(message.length(), query.candidates().length);
    for (int i = 0; i < message.length(); i++) {
      int[] candidates = query.candidates(i);
      assertArrayEquals(candidates, query.candidates()[i]);
      assertArrayEquals(Arrays.stream(candidates).sorted().distinct().toArray(), candidates);
      encoder().clusters().fanal(i, candidates[0]);
      encoder().clusters().fanal(i, candidates[candidates.length - 1]);
      int expected = candidates.length == 1 ? message.symbol(i) : Message.ERASED;
      assertEquals(expected, query.message().symbol(i));
    }
  }

  /** Nothing that is known is lost: values that differ in a known part are not admitted. */
  @Property(tries = 100)
  void aQueryAdmitsTheValuesThatAgreeAndNoOther(
      @ForAll("all") T value, @ForAll("all") T second, @ForAll Random random) {
    List<String> partial = hide(parts(value), random);
    List<String> other = new ArrayList<>(parts(second));
    int changes = random.nextInt(3); // few enough to agree often
    for (int i = 0, left = changes; i < other.size(); i++) {
      if (left > 0 && random.nextInt(other.size() - i) < left) {
        left--;
      } else {
        other.set(i, parts(value).get(i));
      }
    }
    boolean agrees = true;
    for (int i = 0; i < other.size(); i++) {
      agrees &= partial.get(i).equals("?") || partial.get(i).equals(other.get(i));
    }
    Message message = encoder().encode(encoder().parse(join(other)));
    assertEquals(agrees, encoder().query(join(partial)).admits(message));
  }

  @Property(tries = 30)
  void nothingKnownErasesEverythingThatCanVary(@ForAll("all") T value) {
    List<String> unknown = parts(value).stream().map(part -> "?").toList();
    Query query = encoder().query(join(unknown));
    for (int i = 0; i < encoder().clusters().count(); i++) {
      assertEquals(encoder().clusters().fanals(i), query.candidates(i).length);
    }
    assertThrows(IllegalArgumentException.class, () -> encoder().parse(join(unknown)));
  }

  @Property(tries = 10)
  void itsNameMakesItAgain(@ForAll("all") T value) {
    if (hasName()) {
      Encoder<?> again = Encoder.named(encoder().name());
      assertEquals(encoder().name(), again.name());
      assertEquals(encoder().clusters(), again.clusters());
      assertEquals(encoder().encode(value), encodeText(again, encoder().format(value)));
    }
  }

  @Property(tries = 30)
  void differentSymbolsReadDifferently(@ForAll Random random) {
    int cluster = random.nextInt(encoder().clusters().count());
    int fanals = encoder().clusters().fanals(cluster);
    int a = random.nextInt(fanals);
    int b = random.nextInt(fanals);
    assertEquals(a == b, encoder().meaning(cluster, a).equals(encoder().meaning(cluster, b)));
    assertThrows(IllegalArgumentException.class, () -> encoder().meaning(cluster, fanals));
    assertThrows(IllegalArgumentException.class, () -> encoder().meaning(cluster, -1));
  }

  @Property(tries = 30)
  void messagesOfAnotherFormAreNotDecoded(@ForAll("all") T value, @ForAll Random random) {
    Message message = encoder().encode(value);
    int[] symbols = symbols(message);
    int cluster = random.nextInt(symbols.length);
    assertRefused(message.erase(cluster), "cluster " + cluster + " is erased");
    int[] longer = Arrays.copyOf(symbols, symbols.length + 1);
    assertRefused(Message.of(longer), "the message has length " + longer.length);
    symbols[cluster] = encoder().clusters().fanals(cluster);
    String outOfRange = "symbol " + symbols[cluster] + " of cluster " + cluster;
    assertRefused(Message.of(symbols), outOfRange + " is out of range");
  }

  /** Without jqwik's edge cases, which would fill many tries. */
  @Provide
  Arbitrary<T> all() {
    return values().withoutEdgeCases();
  }

  private static List<String> hide(List<String> parts, Random random) {
    double share = random.nextDouble();
    return parts.stream().map(part -> random.nextDouble() < share ? "?" : part).toList();
  }

  private Message altered(Message message, Random random) {
    int[] symbols = symbols(message);
    int cluster = random.nextInt(symbols.length);
    symbols[cluster] = random.nextInt(encoder().clusters().fanals(cluster));
    return Message.of(symbols);
  }

  private static int[] symbols(Message message) {
    int[] symbols = new int[message.length()];
    Arrays.setAll(symbols, message::symbol);
    return symbols;
  }

  private static <V> Message encodeText(Encoder<V> encoder, String text) {
    return encoder.encode(encoder.parse(text));
  }

  private void assertRefused(Message message, String reason) {
    String error =
        assertThrows(IllegalArgumentException.class, () -> encoder().decode(message)).getMessage();
    assertTrue(error.contains(reason), error);
  }

  private static void assertSame(Object expected, Object actual) {
    assertTrue(
        Objects.deepEquals(expected, actual), () -> "expected " + expected + ", was " + actual);
  }
}
