package decisive.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The files of a data set: those of a folder, or those in a tar archive, whatever folder, packed by
 * gzip or not.
 */
final class DataFiles {
  /** All that an archive may unpack to, and what may stand before one of its files. */
  private static final long MOST_BYTES = 1L << 32;

  private static final long MOST_HEADER_BYTES = 1 << 20;

  /** Files of CIFAR's version for Python. */
  private static final Set<String> PYTHONS =
      Set.of("batches.meta", "data_batch_1", "meta", "train");

  private final Path path;
  private boolean python;

  /**
   * @param path a folder or an archive
   * @param what the data set is, and where it comes from, for the error when there is no such path
   * @throws IOException if there is no such path
   */
  DataFiles(Path path, String what) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(path + ": no such file or folder; it should be " + what);
    }
    this.path = path;
  }

  /** What is done with a file. */
  interface Reader {
    void read(String name, InputStream content) throws IOException;
  }

  /**
   * Gives the files of these names to a reader, in the order of the archive, or of the names.
   *
   * @throws IOException if one is missing, or the archive is damaged
   */
  void read(List<String> names, Reader reader) throws IOException {
    List<String> missing = new ArrayList<>(names);
    if (Files.isDirectory(path)) {
      for (String name : names) {
        Path file = path.resolve(name);
        if (Files.isRegularFile(file)) {
          try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            reader.read(name, in);
          }
          missing.remove(name);
        }
      }
    } else {
      readArchive(missing, reader);
    }
    if (!missing.isEmpty()) {
      throw new IOException(path + ": has no file " + String.join(", ", missing) + pythons());
    }
  }

  private void readArchive(List<String> missing, Reader reader) throws IOException {
    try (PackedFile.Bounded bounded = unpacked();
        TarArchiveInputStream tar = new TarArchiveInputStream(bounded)) {
      for (TarArchiveEntry entry = next(tar, bounded);
          entry != null && !missing.isEmpty();
          entry = next(tar, bounded)) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        python |= entry.isFile() && PYTHONS.contains(name);
        if (entry.isFile() && missing.remove(name)) {
          reader.read(name, new Content(tar));
        }
      }
    }
  }

  private PackedFile.Bounded unpacked() throws IOException {
    try {
      return new PackedFile.Bounded(
          PackedFile.open(path),
          MOST_BYTES,
          "more than 4 GiB, or 1 MiB of headers before a file; no data set has so much");
    } catch (EOFException | ZipException damaged) {
      throw notWhole(damaged);
    }
  }

  /**
   * Long names and PAX headers are taken whole into memory, so they are bounded; what is left of
   * the file before them is not theirs.
   */
  private TarArchiveEntry next(TarArchiveInputStream tar, PackedFile.Bounded bounded)
      throws IOException {
    try {
      if (tar.getCurrentEntry() != null) {
        tar.transferTo(OutputStream.nullOutputStream());
      }
      bounded.allow(MOST_HEADER_BYTES);
      TarArchiveEntry entry = tar.getNextEntry();
      bounded.allow(Long.MAX_VALUE);
      return entry;
    } catch (IOException | IllegalArgumentException damaged) {
      throw notWhole(damaged);
    }
  }

  private IOException notWhole(Exception damaged) {
    return new IOException(
        path + ": is not a whole .tar.gz (" + damaged.getMessage() + "); fetch it again", damaged);
  }

  /** What there is to say of an archive or a folder of pickles. */
  private String pythons() {
    boolean found =
        python || PYTHONS.stream().anyMatch(name -> Files.isRegularFile(path.resolve(name)));
    return found
        ? "; this is the version for Python, whose pickles are not read: fetch the one named binary"
        : "";
  }

  /** A file of the archive, whose errors name the archive. */
  private final class Content extends FilterInputStream {
    Content(InputStream tar) {
      super(tar);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return in.read(bytes, from, length);
      } catch (IOException | IllegalArgumentException damaged) {
        throw notWhole(damaged);
      }
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
