/**
 * From things that people have to messages of a memory, and back.
 *
 * <p>A memory knows symbols in clusters and nothing else. An {@link decisive.memory.encode.Encoder}
 * says which symbols a value has, which value a message has, and what is known of a message when
 * the value is known in part:
 *
 * <ul>
 *   <li>{@link decisive.memory.encode.WordEncoder}: words by letters, bigrams, or sliding bigrams;
 *   <li>{@link decisive.memory.encode.TwinEncoder}: random clusters behind any other encoder's;
 *   <li>{@link decisive.memory.encode.TableEncoder}: rows of a table, records of fixed width;
 *   <li>{@link decisive.memory.encode.ImageEncoder}: small grey images;
 *   <li>{@link decisive.memory.encode.BytesEncoder}: bytes, in symbols of 1 to 16 bits;
 *   <li>{@link decisive.memory.encode.SymbolsEncoder}: messages as they are, as numbers.
 * </ul>
 *
 * <p>An {@link decisive.memory.encode.EncodedMemory} is an encoder and a clique memory together.
 *
 * <p>An example: words by sliding bigrams, and one with two letters forgotten.
 *
 * <pre>{@code
 * Encoder<String> words = WordEncoder.slidingBigrams(8, Alphabet.LATIN);
 * words.name();                               // words8-sliding
 * words.clusters();                           // 7 clusters of 676 fanals
 * words.encode("computer");                   // [66, 376, 327, 410, 539, 498, 121]
 *
 * Query query = words.query("co?p?ter");
 * query.message();                            // [66, ?, ?, ?, ?, 498, 121]
 * query.candidates(2).length;                 // 26: ap, bp, …, zp; not erased but blurred
 * words.meaning(2, 327);                      // mp
 *
 * words.decode(words.encode("computer"));     // Value[value=computer]
 * words.decode(answer).consistent();          // false if neighbours disagree, as om and re do
 * }</pre>
 *
 * <p>Store {@code words.encode(word)} for each word of {@link
 * decisive.memory.encode.CommonWords#ofEightLetters()}; start retrieval from {@code
 * query.blurred()}, or from {@code query.message()} if the memory takes erasures only.
 *
 * <p>An encoder of one's own implements the interface and extends {@code
 * decisive.memory.laws.EncoderLaws} in its test.
 */
package decisive.memory.encode;
