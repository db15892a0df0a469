/**
 * Clique memories kept in files: start at {@link decisive.memory.store.MemoryStore}.
 *
 * <pre>{@code
 * try (var store = MemoryStore.create(file, Clusters.uniform(8, 256), "my encoder")) {
 *   store.append(messages);                       // on the disk when this returns
 *   store.memory().retrieve(query);
 * }
 * try (var store = MemoryStore.open(file)) { … }  // the one writer
 * try (var store = MemoryStore.read(file)) { … }  // one of any number of readers
 * try (var store = StoreWriter.open(file)) { … }  // a writer that does not hold the memory
 * }</pre>
 *
 * <p><b>The file, version 1.</b> A header, then batches up to the end. Numbers are little-endian
 * and, except checksums, signed; checksums are CRC32C. A checksum covers everything from the first
 * byte of its header or batch up to itself.
 *
 * <pre>
 *   header    8       89 44 4d 45 4d 0d 0a 1a   (\x89 D M E M \r \n \x1a)
 *             4       version, 1
 *             4       c, number of clusters, 2 or more
 *             4       d, bytes of the description, 0 to 65,536
 *             4·c     l_i, fanals of each cluster, 1 or more
 *             d       the description, UTF-8
 *             4       checksum
 *
 *   batch     4       42 54 43 48   (BTCH)
 *             8       number of messages in all batches before
 *             4       n, number of messages of this batch, 1 or more
 *             8       n·b, bytes of its messages, 2^28 or less
 *             4       checksum of these 24 bytes
 *             n·b     the messages, b bytes each
 *             4       checksum
 *
 *   message   w_i bits for symbol i, w_i = max(1, ⌈log2 l_i⌉), one symbol after the other from the
 *             lowest bit of the first byte on; b = ⌈Σ w_i / 8⌉, the bits left over are 0
 * </pre>
 *
 * <p><b>After a crash</b> the end of the file may hold a part of the batch that was being written,
 * which was never acknowledged. What follows the last whole batch is such a <em>torn</em> batch
 * exactly if it is
 *
 * <ul>
 *   <li>shorter than the 28 bytes before the messages, and as far as it goes begins with BTCH, or
 *   <li>a beginning of a batch with a correct checksum after 24 bytes, but shorter than it says, or
 *   <li>no longer than the longest batch and nothing but zeros, as file systems leave where a file
 *       grew but its content did not arrive.
 * </ul>
 *
 * <p>Writers cut a torn batch off, readers ignore it; {@link
 * decisive.memory.store.MemoryStore#torn} says how long it was. Everything else is damage and
 * refused by a {@link decisive.tensor.io.FormatException}. In particular a last batch of full
 * length with a wrong checksum is refused: it may have been acknowledged and damaged since. (After
 * a power cut it may also be one whose content arrived in part; the error says where to cut it
 * off.) What no format can tell from a crash is a file that someone else shortened.
 *
 * <p><b>The lock.</b> The writer of {@code FILE} holds a lock on {@code FILE.lock}, an empty file
 * that stays and may be deleted while nobody writes. It is another file so that the lock outlives
 * the renaming in {@link decisive.memory.store.MemoryStore#compact}, and so that a reader closing
 * {@code FILE} does not release it, as it would on POSIX systems. It must be a plain file.
 *
 * <p>The lock keeps other writers away, but not {@code mv} and {@code rm}. So before it writes, a
 * writer looks whether {@code FILE} is still the file that it opened and as long as it left it, and
 * otherwise refuses to go on: nothing is acknowledged into a file that is not there any more. A
 * file with several names (hard links) can be appended to by either, but not be written anew.
 */
package decisive.memory.store;
