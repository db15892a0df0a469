package decisive.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a stream, one at a time and numbered from 1. They must be UTF-8: other bytes are an
 * error of their line, never a wrong letter. Lines end with LF or CR LF; the last one needs no end.
 * A byte order mark before the first one is passed over.
 */
final class TextLines implements AutoCloseable {
  /** Most bytes of a line, so that a stream without line ends does not fill the heap. */
  static final int LONGEST = 1 << 20;

  /** The byte order mark, with which some editors begin a file. */
  private static final String MARK = "\uFEFF";

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];

  /** What was read and not yet given is {@code buffer[at]} to {@code buffer[end - 1]}. */
  private int at;

  private int end;
  private long number;

  TextLines(InputStream in) {
    this.in = in;
  }

  /**
   * All lines of a file.
   *
   * @throws FileSystemException if it cannot be read; naming the line, too, if one is longer than
   *     {@link #LONGEST} or not UTF-8
   */
  static List<String> all(Path file) throws IOException {
    try (TextLines lines = new TextLines(Files.newInputStream(file))) {
      List<String> all = new ArrayList<>();
      try {
        for (String line = lines.next(); line != null; line = lines.next()) {
          all.add(line);
        }
      } catch (IllegalArgumentException bad) {
        String line = file + ", line " + lines.number();
        throw new FileSystemException(line, null, bad.getMessage());
      }
      return all;
    } catch (FileSystemException named) {
      throw named;
    } catch (IOException unnamed) { // such as "Is a directory"
      throw new FileSystemException(file.toString(), null, unnamed.getMessage());
    }
  }

  /** The number of the line that {@link #next} gave, or failed to give; 0 before the first. */
  long number() {
    return number;
  }

  /** Whether {@link #next} has a line, or at least new bytes, without waiting for the writer. */
  boolean ready() throws IOException {
    return lineEnd(at) < end || in.available() > 0;
  }

  /**
   * The next line without its end, or null if there is none.
   *
   * @throws IllegalArgumentException if it is longer than {@link #LONGEST}, or not UTF-8
   */
  String next() throws IOException {
    number++;
    int lineEnd = lineEnd(at);
    while (lineEnd == end) {
      if (end - at > LONGEST) {
        throw new IllegalArgumentException("is longer than " + LONGEST + " bytes");
      }
      int searched = end - at;
      if (!fill()) {
        return at == end ? null : text(at, at = end);
      }
      lineEnd = lineEnd(at + searched);
    }
    int start = at;
    at = lineEnd + 1;
    return text(start, lineEnd);
  }

  /** Index of the first LF from there on, or {@code end}. */
  private int lineEnd(int from) {
    int k = from;
    while (k < end && buffer[k] != '\n') {
      k++;
    }
    return k;
  }

  /** Reads more behind what is there; false at the end of the stream. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read >= 0;
  }

  private String text(int from, int to) {
    int length = (to > from && buffer[to - 1] == '\r' ? to - 1 : to) - from;
    try {
      String line =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(buffer, from, length))
              .toString();
      return number == 1 && line.startsWith(MARK) ? line.substring(1) : line;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("is not UTF-8; convert it first", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
