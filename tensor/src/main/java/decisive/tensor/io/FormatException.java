package decisive.tensor.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is not what its format says: truncated, damaged, hostile, or of another kind. The
 * message names the file, the byte, what is wrong there and the likely fix.
 *
 * <p>Checked, as every {@link IOException}: who opens a file already handles one, and a damaged
 * file is no more the program's mistake than a missing one.
 */
public final class FormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 400;

  /**
   * @param offset the byte, counted from the start of the file, at which the trouble lies
   * @param wrong what is there and what should be; may quote the file, see {@link #printable}
   * @param fix what the reader of the message can do
   */
  public FormatException(Path file, long offset, String wrong, String fix) {
    super(file + " at byte " + offset + ": " + printable(wrong) + "; " + fix);
  }

  /**
   * What a file says, for a message: names and tokens must neither flood nor steer a terminal.
   *
   * @return at most 400 characters of the text, those that control or reorder a line replaced by ?
   */
  public static String printable(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
