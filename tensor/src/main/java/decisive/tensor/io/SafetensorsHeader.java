package decisive.tensor.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import decisive.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file says of itself, checked against its size: every byte after the header
 * belongs to exactly one tensor.
 *
 * @param entries the tensors in the order of their data
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Entry> entries) {
  /** The key that is no tensor. */
  static final String METADATA = "__metadata__";

  /** The limit of the reference implementation. */
  static final int LONGEST = 100_000_000;

  /**
   * A tensor: its bytes run from {@code begin} to {@code end}, counted from the first data byte.
   *
   * @param dtype as the file names it
   * @param type the same, or null if it is none that we read
   */
  record Entry(String dtype, Dtype type, Shape shape, long begin, long end) {
    long bytes() {
      return end - begin;
    }
  }

  /** Reads up to where the data starts. */
  static SafetensorsHeader read(FileSource source) throws IOException {
    if (source.size() < Long.BYTES) {
      throw source.error(
          source.size(),
          "the file ends within the 8 bytes that give the header's length",
          "it is empty or truncated: copy or export it again");
    }
    long length = ByteBuffer.wrap(source.bytes(8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > source.remaining()) {
      throw source.error(
          0,
          "the header is declared to have "
              + Long.toUnsignedString(length)
              + " bytes, the file has "
              + source.remaining()
              + " left",
          "the file is truncated or of another kind: copy or export it again");
    }
    if (length > LONGEST) {
      throw source.error(
          0,
          "the header is declared to have " + length + " bytes, the limit is " + LONGEST,
          "the file is of another kind, or is to be split");
    }
    byte[] json = source.bytes((int) length);
    // The second byte tells UTF-8 from UTF-16, which the parser would take as well.
    if (json.length < 2 || json[0] != '{' || json[1] == 0) {
      throw source.error(
          8, "the header is not a JSON object in UTF-8", "is this a safetensors file?");
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      return new HeaderReader(source, parser).header();
    } catch (StreamConstraintsException beyond) {
      throw source.error(
          Long.BYTES,
          "the header is beyond a limit of this reader: " + beyond.getOriginalMessage(),
          "shorten names and metadata, and export the file again");
    } catch (JsonProcessingException invalid) {
      JsonLocation at = invalid.getLocation();
      throw source.error(
          Long.BYTES + (at == null ? 0 : Math.max(0, at.getByteOffset())),
          "the header is not valid: " + invalid.getOriginalMessage(),
          "the file is damaged: copy or export it again");
    }
  }

  /** Repeated names are refused; names are many and used once, so none is kept for ever. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /** One pass over the JSON. */
  private record HeaderReader(FileSource source, JsonParser parser) {
    SafetensorsHeader header() throws IOException {
      long available = source.remaining();
      Map<String, String> metadata = Map.of();
      Map<String, Entry> entries = new LinkedHashMap<>();
      expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        if (name.equals(METADATA)) {
          metadata = Collections.unmodifiableMap(metadata());
        } else {
          entries.put(name, entry(name, available));
        }
      }
      if (parser.nextToken() != null) {
        throw malformed("something follows the header's object");
      }
      return new SafetensorsHeader(metadata, ordered(entries, available));
    }

    private Map<String, String> metadata() throws IOException {
      Map<String, String> metadata = new LinkedHashMap<>();
      expect(parser.nextToken(), JsonToken.START_OBJECT, METADATA);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        expect(parser.nextToken(), JsonToken.VALUE_STRING, METADATA + " '" + key + "'");
        metadata.put(key, parser.getText());
      }
      return metadata;
    }

    private Entry entry(String name, long available) throws IOException {
      String of = "tensor '" + name + "': ";
      String dtype = null;
      Shape shape = null;
      long[] offsets = null;
      expect(parser.nextToken(), JsonToken.START_OBJECT, of + "its entry");
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "dtype" -> {
            expect(parser.currentToken(), JsonToken.VALUE_STRING, of + "dtype");
            dtype = parser.getText();
          }
          case "shape" -> shape = source.shape(integers(of + "shape"), here());
          case "data_offsets" -> offsets = integers(of + "data_offsets");
          default -> throw malformed(of + "unknown field '" + field + "'");
        }
      }
      if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
        throw malformed(of + "a dtype, a shape and two data_offsets are needed");
      }
      if (offsets[0] < 0 || offsets[0] > offsets[1] || offsets[1] > available) {
        throw source.error(
            here(),
            of
                + "data_offsets "
                + Arrays.toString(offsets)
                + " are not within the "
                + available
                + " bytes of data",
            "the file is truncated or damaged: copy or export it again");
      }
      Dtype type = Dtype.named(dtype);
      Entry entry = new Entry(dtype, type, shape, offsets[0], offsets[1]);
      if (type != null && entry.bytes() != (long) shape.size() * type.bytes()) {
        throw malformed(
            of
                + "shape "
                + shape
                + " of "
                + dtype
                + " takes "
                + (long) shape.size() * type.bytes()
                + " bytes, data_offsets "
                + Arrays.toString(offsets)
                + " give "
                + entry.bytes());
      }
      return entry;
    }

    private long[] integers(String what) throws IOException {
      expect(parser.currentToken(), JsonToken.START_ARRAY, what);
      long[] values = new long[FileSource.MAX_RANK];
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what + "[" + count + "]");
        if (count == values.length) {
          throw malformed(what + " has more than " + count + " numbers");
        }
        values[count++] = parser.getLongValue(); // an overflow is an error of the parser
      }
      return Arrays.copyOf(values, count);
    }

    /** Sorted as the data lies, and the data covered without overlap or hole. */
    private Map<String, Entry> ordered(Map<String, Entry> entries, long available)
        throws IOException {
      long start = source.position();
      List<Map.Entry<String, Entry>> sorted =
          entries.entrySet().stream()
              .sorted(
                  Map.Entry.comparingByValue(
                      Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end)))
              .toList();
      Map<String, Entry> ordered = new LinkedHashMap<>();
      long expected = 0;
      for (Map.Entry<String, Entry> next : sorted) {
        Entry entry = next.getValue();
        if (entry.begin() != expected) {
          throw source.error(
              start + entry.begin(),
              "tensor '"
                  + next.getKey()
                  + "' starts at "
                  + entry.begin()
                  + " of the data, "
                  + (entry.begin() < expected ? "inside the tensor before it" : "after a hole")
                  + ", which ends at "
                  + expected,
              "the file is damaged or hostile: export it again");
        }
        expected = entry.end();
        ordered.put(next.getKey(), entry);
      }
      if (expected != available) {
        throw source.error(
            start + expected,
            available - expected + " bytes follow the last tensor",
            "the file is damaged, or two files were joined: export it again");
      }
      return Collections.unmodifiableMap(ordered);
    }

    private void expect(JsonToken found, JsonToken wanted, String what) throws IOException {
      if (found != wanted) {
        throw malformed(what + " is " + found + ", should be " + wanted);
      }
    }

    /** Just after the token that was read last. */
    private long here() {
      return Long.BYTES + parser.currentLocation().getByteOffset();
    }

    private FormatException malformed(String wrong) {
      return source.error(here(), wrong, "the header is damaged: export the file again");
    }
  }
}
