package decisive.datasets.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads PNG and JPEG files. The pixels are those of Pillow's {@code convert("RGB")}, or of {@code
 * convert("L")} where the image is grey: exactly for PNG, within the decoder's rounding for JPEG.
 *
 * <table>
 *   <caption>What becomes of what</caption>
 *   <tr><th>in the file</th><th>here</th></tr>
 *   <tr><td>grey of 1, 2, 4 bits</td><td>0 .. 255 in equal steps</td></tr>
 *   <tr><td>16 bits a channel</td><td>the upper 8 (Pillow does so with colours, but cuts 16-bit
 *       greys off at 255)</td></tr>
 *   <tr><td>palette</td><td>its colours; grey if all entries are</td></tr>
 *   <tr><td>transparency (alpha, a transparent colour)</td><td>passed over: the colour below
 *       counts</td></tr>
 *   <tr><td>CMYK and YCCK JPEG</td><td>inverted, as Adobe writes them; R = (255 − C)(255 − K) /
 *       255 and so on</td></tr>
 *   <tr><td>ICC profile, gAMA, cHRM, sRGB</td><td>passed over: numbers as stored</td></tr>
 *   <tr><td>EXIF orientation</td><td>passed over: rows as stored</td></tr>
 *   <tr><td>animated PNG, several JPEGs in a file</td><td>the first image</td></tr>
 * </table>
 *
 * <p>A file that is damaged in any way (cut off, a wrong checksum, what its decoder warns of) is
 * refused. JPEGs are decoded by the JDK's library: of one built with another, a value may differ by
 * the last bits.
 */
public final class ImageFile {
  /** Pixels of the longer side; room is made only for what is smaller. */
  static final int LARGEST_SIDE = 4096;

  private static final long MOST_BYTES = 1 << 27;
  private static final int HEAD_BYTES = 12;

  private static final Set<String> READ = Set.of("png", "jpg", "jpeg", "jpe", "jfif");

  /** Names of other images, so that they are reported and not passed over as notes are. */
  private static final Set<String> NOT_READ =
      Set.of(
          ("apng avif bmp cur dcm dds dib dng exr gif hdr heic heif ico icns j2c j2k jp2 jpf jpx jxl"
                  + " mng nef pbm pcx pgm pic pict pnm ppm psd qoi raw svg svgz tga tif tiff wbmp"
                  + " webp xbm xcf xpm")
              .split(" "));

  private ImageFile() {}

  /**
   * @throws IOException if there is no such file, it may not be read, is no PNG or JPEG, is damaged
   *     or larger than 4096×4096 pixels: the message begins with the file
   */
  public static DecodedImage read(Path file) throws IOException {
    byte[] bytes = bytes(file);
    String kind = kind(bytes).orElse("no image");
    try {
      return switch (kind) {
        case "PNG" -> Png.decode(bytes);
        case "JPEG" -> Jpeg.decode(bytes);
        default ->
            throw new UnreadableImageException(
                bytes.length == 0
                    ? "is empty"
                    : "is no PNG or JPEG image, whatever its name"
                        + (kind.equals("no image") ? "" : " (it is " + kind + "); convert it"));
      };
    } catch (UnreadableImageException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      // The JDK's decoders throw what they like at damaged data.
      throw new IOException(
          file + ": is a damaged " + kind + " image (" + reason(e) + "); write it anew", e);
    }
  }

  /**
   * Whether a file is meant to be an image: by its name, or, where the name has no extension, by
   * its first bytes.
   *
   * @throws IOException if it must be looked into and cannot be
   */
  public static boolean isImage(Path file) throws IOException {
    String extension = extension(file);
    if (!extension.isEmpty() || !Files.isRegularFile(file)) {
      return READ.contains(extension) || NOT_READ.contains(extension);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return kind(in.readNBytes(HEAD_BYTES)).isPresent();
    } catch (FileSystemException e) {
      throw unreadable(file, e);
    }
  }

  /** Whether a file's name says that it is an image of a kind that is not read here. */
  public static boolean isForeign(Path file) {
    return NOT_READ.contains(extension(file));
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  /** What is no plain file is not opened: a pipe would be waited for. */
  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": " + insteadOfFile(file));
    }
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new IOException(
            file + ": has " + size + " bytes; images of up to 128 MiB are read; make it smaller");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes((int) MOST_BYTES);
      }
    } catch (FileSystemException e) {
      throw unreadable(file, e);
    }
  }

  private static String insteadOfFile(Path file) {
    if (Files.isDirectory(file)) {
      return "is a folder, not an image";
    }
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      return "is a link to nothing; remove it, or bring back what it leads to";
    }
    return Files.exists(file)
        ? "is a pipe or a device, not a file; save the image into a file"
        : "no such file; it should be a PNG or JPEG image";
  }

  public static IOException unreadable(Path file, FileSystemException e) {
    String why =
        e instanceof AccessDeniedException
            ? "may not be read; check its permissions"
            : "cannot be read (" + (e.getReason() == null ? e : e.getReason()) + ")";
    return new IOException(file + ": " + why, e);
  }

  private static Optional<String> kind(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of("PNG");
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("JPEG");
    }
    if (head.startsWith("GIF8")) {
      return Optional.of("GIF");
    }
    if (head.startsWith("BM")) {
      return Optional.of("BMP");
    }
    if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      return Optional.of("TIFF");
    }
    return head.startsWith("RIFF") && head.endsWith("WEBP")
        ? Optional.of("WebP")
        : Optional.empty();
  }

  private static String reason(Exception e) {
    if (e instanceof EOFException) {
      return "it ends too early";
    }
    Throwable cause = e.getCause() != null && e.getCause().getMessage() != null ? e.getCause() : e;
    return cause.getMessage() == null ? e.getClass().getSimpleName() : cause.getMessage();
  }
}
