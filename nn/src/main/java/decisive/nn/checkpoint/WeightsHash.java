package decisive.nn.checkpoint;

import decisive.nn.Module;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The SHA-256 of a network's parameters and buffers: equal hashes mean equal bits. */
public final class WeightsHash {
  private static final int CHUNK = 1 << 14;

  private WeightsHash() {}

  /** Over each tensor's name, shape and little-endian floats, in the order of the modules. */
  public static String of(Module network) {
    MessageDigest digest = sha256();
    Checkpoint.state(network)
        .forEach(
            (name, value) -> {
              digest.update((name + value.shape()).getBytes(StandardCharsets.UTF_8));
              update(digest, value.data());
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** In pieces: a tensor may have more bytes than an array holds. */
  private static void update(MessageDigest digest, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0, now; done < values.length; done += now) {
      now = Math.min(CHUNK, values.length - done);
      bytes.clear().asFloatBuffer().put(values, done, now);
      digest.update(bytes.limit(now * Float.BYTES));
    }
  }

  /** One hash over several networks' hashes, in the order given. */
  public static String ofAll(List<String> hashes) {
    byte[] text = String.join("\n", hashes).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(text));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
