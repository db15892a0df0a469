package decisive.cli;

import decisive.memory.Clusters;
import decisive.memory.encode.EncodedMemory;
import decisive.memory.encode.Encoder;
import decisive.memory.encode.SymbolsEncoder;
import decisive.memory.store.MemoryStore;
import decisive.memory.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The file of a memory as the {@code memory} commands use it: its description is the name of the
 * encoder that its messages are written by. A file that was made otherwise, with a description of
 * its own, is read as plain symbols.
 */
final class StoredMemory<T> implements AutoCloseable {
  private final MemoryStore store;
  private final EncodedMemory<T> memory;

  private StoredMemory(MemoryStore store, Encoder<T> encoder) {
    this.store = store;
    memory = new EncodedMemory<>(encoder, store.memory());
  }

  /** For asking. */
  static StoredMemory<?> read(Path file) throws IOException {
    checkThere(file);
    return of(MemoryStore.read(file));
  }

  /** For asking and writing. */
  static StoredMemory<?> open(Path file) throws IOException {
    checkThere(file);
    return of(MemoryStore.open(file));
  }

  /** For writing alone, which takes no heap for the memory; see {@link #encoder(StoreWriter)}. */
  static StoreWriter write(Path file) throws IOException {
    checkThere(file);
    return StoreWriter.open(file);
  }

  private static void checkThere(Path file) throws NoSuchFileException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "there is no such memory; make it with decisive memory create");
    }
  }

  private static StoredMemory<?> of(MemoryStore store) {
    return new StoredMemory<>(store, encoder(store.clusters(), store.description()));
  }

  /** Of the messages of a file. */
  static Encoder<?> encoder(StoreWriter store) {
    return encoder(store.clusters(), store.description());
  }

  private static Encoder<?> encoder(Clusters clusters, String description) {
    SymbolsEncoder symbols = new SymbolsEncoder(clusters);
    if (description.startsWith(SymbolsEncoder.KIND)) {
      return symbols; // its clusters are the file's, whatever sizes the description names
    }
    try {
      Encoder<?> encoder = Encoder.named(description);
      if (encoder.clusters().equals(clusters)) {
        return encoder;
      }
    } catch (IllegalArgumentException another) {
      // The description is the maker's own.
    }
    return symbols;
  }

  MemoryStore store() {
    return store;
  }

  EncodedMemory<T> memory() {
    return memory;
  }

  Encoder<T> encoder() {
    return memory.encoder();
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
