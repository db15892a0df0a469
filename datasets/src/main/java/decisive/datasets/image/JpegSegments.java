package decisive.datasets.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/**
 * The segments of a JPEG file that make its pixels: walked through to the end marker, sizes
 * checked, everything that only describes left out (thumbnails, profiles, EXIF, comments).
 *
 * <pre>
 *   FF D8, then segments: FF, kind, length with itself (2 bytes, big-endian), content; FF D9
 *   behind a scan's header (FF DA) its data, where FF 00 stands for FF and FF D0 .. D7 restart
 * </pre>
 *
 * <p>Source: ITU-T T.81 (1992); for what tells the colour space, libjpeg's {@code
 * default_decompress_parms}.
 */
final class JpegSegments {
  /** Ordinary progressive files have about ten; each costs a pass over all pixels. */
  private static final int MOST_SCANS = 200;

  private static final int START_OF_SCAN = 0xda;
  private static final int END = 0xd9;

  private final byte[] file;
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private int at = 2;
  private int scans;
  private int[] componentIds;
  private boolean jfif;

  /** Of Adobe's segment; −1 where there is none. */
  private int adobe = -1;

  private JpegSegments(byte[] file) {
    this.file = file;
  }

  /**
   * @throws UnreadableImageException if anything is not as it should be
   */
  static JpegSegments of(byte[] file) throws UnreadableImageException {
    JpegSegments segments = new JpegSegments(file);
    segments.walk();
    return segments;
  }

  /** The file with its pixels alone. */
  byte[] plain() {
    return plain.toByteArray();
  }

  /** Whether the first three components are luma and chroma, not colours or inks themselves. */
  boolean hasChroma() {
    return switch (componentIds.length) {
      case 3 -> {
        boolean named = componentIds[0] == 'R' && componentIds[1] == 'G' && componentIds[2] == 'B';
        yield jfif || (adobe >= 0 ? adobe != 0 : !named);
      }
      case 4 -> adobe > 0;
      default -> false;
    };
  }

  private void walk() throws UnreadableImageException {
    plain.write(file, 0, 2);
    for (int kind = marker(); kind != END; kind = marker()) {
      int start = at;
      if (file.length - at < 2 || unsigned(at) > file.length - at || unsigned(at) < 2) {
        throw damaged("it ends within a segment at byte " + (at - 2));
      }
      at += unsigned(start);
      boolean kept = take(kind, start + 2, at - start - 2);
      if (kept) {
        plain.write(0xff);
        plain.write(kind);
        plain.write(file, start, at - start);
      }
      if (kind == START_OF_SCAN) {
        start = at;
        skipScan();
        plain.write(file, start, at - start);
      }
    }
    if (scans == 0) {
      throw damaged("it has no pixels");
    }
    plain.write(0xff);
    plain.write(END);
  }

  /** The kind of the segment here; passes over the marker. */
  private int marker() throws UnreadableImageException {
    int start = at;
    while (at < file.length && file[at] == (byte) 0xff) {
      at++;
    }
    if (at >= file.length) {
      throw damaged("it ends at byte " + file.length + ", before its end marker");
    }
    if (at == start) {
      throw damaged("byte " + at + " belongs to no segment");
    }
    return Byte.toUnsignedInt(file[at++]);
  }

  /** Whether the decoder needs it. */
  private boolean take(int kind, int from, int length) throws UnreadableImageException {
    if (kind >= 0xe0 && kind <= 0xef || kind == 0xfe) {
      if (scans == 0) {
        describe(kind, new String(file, from, Math.min(length, 12), ISO_8859_1), length);
      }
      return false;
    }
    switch (kind) {
      case 0xc4, 0xdb, 0xdd -> {} // Huffman and quantisation tables, restart interval
      case 0xc0, 0xc1, 0xc2 -> readFrame(from, length);
      case START_OF_SCAN -> {
        if (componentIds == null) {
          throw damaged("pixels at byte " + from + " without a size before them");
        }
        if (++scans > MOST_SCANS) {
          throw damaged("it has more than " + MOST_SCANS + " scans");
        }
      }
      default -> {
        if (kind >= 0xc3 && kind <= 0xcf) {
          throw new UnreadableImageException(
              "is a lossless, hierarchical or arithmetic JPEG, which is not read; convert it");
        }
        throw damaged(
            String.format(Locale.ROOT, "unknown segment %02x at byte %d", kind, from - 4));
      }
    }
    return true;
  }

  private void describe(int kind, String head, int length) {
    if (kind == 0xe0 && length >= 14 && head.startsWith("JFIF\0")) {
      jfif = true;
    } else if (kind == 0xee && length >= 12 && head.startsWith("Adobe")) {
      adobe = head.charAt(11);
    }
  }

  /** Bits a sample, height, width, number of components, then three bytes a component. */
  private void readFrame(int from, int length) throws UnreadableImageException {
    if (componentIds != null) {
      throw damaged("a second size at byte " + from);
    }
    int components = length < 6 ? 0 : Byte.toUnsignedInt(file[from + 5]);
    if (length != 6 + 3 * components) {
      throw damaged("a segment of wrong length at byte " + from);
    }
    UnreadableImageException.checkSize("JPEG", unsigned(from + 3), unsigned(from + 1));
    if (file[from] != 8 || components != 1 && components != 3 && components != 4) {
      throw new UnreadableImageException(
          "is a JPEG of "
              + components
              + " components of "
              + file[from]
              + " bits, which is not read; convert it");
    }
    componentIds = new int[components];
    for (int c = 0; c < components; c++) {
      componentIds[c] = Byte.toUnsignedInt(file[from + 6 + 3 * c]);
    }
  }

  private void skipScan() throws UnreadableImageException {
    for (; at < file.length - 1; at++) {
      int next = Byte.toUnsignedInt(file[at + 1]);
      if (file[at] == (byte) 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
        return;
      }
    }
    throw damaged("it ends at byte " + file.length + ", before its end marker");
  }

  private int unsigned(int from) {
    return Byte.toUnsignedInt(file[from]) << 8 | Byte.toUnsignedInt(file[from + 1]);
  }

  private static UnreadableImageException damaged(String how) {
    return UnreadableImageException.damaged("JPEG", how);
  }
}
