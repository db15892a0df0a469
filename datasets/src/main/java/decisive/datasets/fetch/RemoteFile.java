package decisive.datasets.fetch;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A file to be had from a server, and what it must be.
 *
 * @param uri http or https
 * @param name that it gets here, of letters, digits, dots and dashes
 * @param size in bytes, at least 1
 * @param md5 of its content, as 32 hexadecimal digits in small letters: what the authors published;
 *     it finds damage and mistakes, not forgery
 */
public record RemoteFile(URI uri, String name, long size, String md5) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  public RemoteFile {
    if (!NAME.matcher(name).matches() || size < 1 || !MD5.matcher(md5).matches()) {
      throw new IllegalArgumentException(
          "remote file "
              + name
              + ", "
              + size
              + " bytes, MD5 "
              + md5
              + "; want a plain name, a size of 1 or more and 32 hexadecimal digits");
    }
  }
}
