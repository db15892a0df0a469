package decisive.experiments.train;

import decisive.tensor.io.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory of one run, held against any other run until it is closed.
 *
 * <p>{@code last.safetensors} alone says how far the run is; the metrics of all epochs are in its
 * metadata. {@code metrics.jsonl} follows from it, and is written anew when the run goes on.
 */
public final class RunDirectory implements Closeable {
  private static final String CONFIG = "config.json";
  private static final String LOCK = ".lock";

  /**
   * What this program holds. Asked first: on POSIX systems even a failed second attempt would, on
   * closing its channel, release the lock of the first.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path real;
  private final FileChannel lock;

  private RunDirectory(Path path, Path real, FileChannel lock) {
    this.path = path;
    this.real = real;
    this.lock = lock;
  }

  /**
   * Takes a directory for a new run; it is made if missing.
   *
   * @throws FileSystemException if it holds a run, or another run is writing there
   */
  public static RunDirectory create(Path path) throws IOException {
    Files.createDirectories(path);
    RunDirectory directory = hold(path);
    if (Files.exists(directory.config()) || Files.exists(directory.last())) {
      directory.close();
      throw new FileSystemException(
          path.toString(),
          null,
          "holds a run already; go on with --resume " + path + ", or name another directory");
    }
    return directory;
  }

  /**
   * Takes the directory of a run to go on with.
   *
   * @throws NoSuchFileException if there is no run in it, or the run has epochs and no state
   * @throws FileSystemException if another run is writing there
   */
  public static RunDirectory open(Path path) throws IOException {
    if (!Files.isRegularFile(path.resolve(CONFIG))) {
      throw new NoSuchFileException(
          path.toString(), null, "holds no run to go on with (no " + CONFIG + ")");
    }
    RunDirectory directory = hold(path);
    try {
      directory.refuseLostState();
      directory.removeLeftOver();
    } catch (Throwable failure) {
      directory.close();
      throw failure;
    }
    return directory;
  }

  /**
   * A run that was killed before its first save has no state and begins anew. One that has epochs
   * would lose them.
   */
  private void refuseLostState() throws IOException {
    boolean hasEpochs = Files.exists(metrics()) && Files.size(metrics()) > 0;
    if (!Files.exists(last()) && (hasEpochs || Files.exists(best()))) {
      throw new NoSuchFileException(
          last().toString(),
          null,
          "is missing, so the run cannot go on where it was; put it back, or begin anew in another"
              + " directory");
    }
  }

  /** What a run that was killed while writing has left; nobody else writes here now. */
  private void removeLeftOver() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, AtomicFile.TEMPORARY)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static RunDirectory hold(Path path) throws IOException {
    Path real = path.toRealPath();
    if (!HELD.add(real)) {
      throw taken(path);
    }
    FileChannel lock = null;
    try {
      lock =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw taken(path);
      }
      return new RunDirectory(path, real, lock);
    } catch (Throwable failure) {
      if (lock != null) {
        lock.close();
      }
      HELD.remove(real);
      throw failure;
    }
  }

  private static FileSystemException taken(Path path) {
    return new FileSystemException(
        path.toString(),
        null,
        "another run is writing there; wait until it is done, or name another directory");
  }

  public Path path() {
    return path;
  }

  /** What is trained. */
  public Path config() {
    return file(CONFIG);
  }

  /** The state to go on from. */
  public Path last() {
    return file("last.safetensors");
  }

  /** The network of the best epoch until now. */
  public Path best() {
    return file("best.safetensors");
  }

  /** A line for each epoch. */
  public Path metrics() {
    return file("metrics.jsonl");
  }

  public Path report() {
    return file("report.html");
  }

  private Path file(String name) {
    return path.resolve(name);
  }

  void write(RunConfig config) throws IOException {
    replace(config(), RunConfigJson.write(config));
  }

  void write(RunHistory history) throws IOException {
    replace(metrics(), history.lines());
  }

  void append(EpochRecord epoch) throws IOException {
    writing(
        metrics(),
        () ->
            Files.writeString(
                metrics(),
                RunHistory.line(epoch),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND));
  }

  private void replace(Path file, String text) throws IOException {
    writing(
        file,
        () -> AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
  }

  /** Something that writes a file. */
  interface Writing {
    void run() throws IOException;
  }

  /**
   * Writes one of the files.
   *
   * @throws FileSystemException if that fails: names the file, and says what is safe
   */
  void writing(Path file, Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException failure) {
      String reason =
          failure instanceof FileSystemException system && system.getReason() != null
              ? system.getReason()
              : failure instanceof FileSystemException || failure.getMessage() == null
                  ? "cannot be written"
                  : failure.getMessage();
      FileSystemException clear =
          new FileSystemException(
              file.toString(),
              null,
              reason
                  + (Files.exists(last())
                      ? "; the run is safe as it was last saved: mend that, then go on with"
                          + " --resume "
                          + path
                      : "; nothing of the run is saved yet"));
      clear.initCause(failure);
      throw clear;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      HELD.remove(real);
    }
  }
}
