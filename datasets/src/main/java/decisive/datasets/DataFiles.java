package decisive.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files of a data set: those of a folder, or those in a {@code .tar.gz}, whatever folder. */
final class DataFiles {
  private final Path path;

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
      throw new IOException(path + ": has no file " + String.join(", ", missing));
    }
  }

  private void readArchive(List<String> missing, Reader reader) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(unpacked())) {
      for (TarArchiveEntry entry = next(tar);
          entry != null && !missing.isEmpty();
          entry = next(tar)) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && missing.remove(name)) {
          reader.read(name, new Content(tar));
        }
      }
    }
  }

  private InputStream unpacked() throws IOException {
    InputStream packed = Files.newInputStream(path);
    try {
      return new BufferedInputStream(new GZIPInputStream(packed, 1 << 16), 1 << 16);
    } catch (EOFException | ZipException damaged) {
      packed.close();
      throw notWhole(damaged);
    }
  }

  private TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    try {
      return tar.getNextEntry();
    } catch (IOException | IllegalArgumentException damaged) {
      throw notWhole(damaged);
    }
  }

  private IOException notWhole(Exception damaged) {
    return new IOException(
        path + ": is not a whole .tar.gz (" + damaged.getMessage() + "); fetch it again", damaged);
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
