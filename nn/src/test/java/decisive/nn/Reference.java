package decisive.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import decisive.nn.checkpoint.TorchLayout;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Tensors that PyTorch computed, in its layouts, and the agreement to hold with them. */
public final class Reference {
  private final SafetensorsFile file;

  private Reference(SafetensorsFile file) {
    this.file = file;
  }

  public static Reference of(String name) {
    try {
      return new Reference(SafetensorsFile.read(path(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path path(String name) {
    try {
      return Path.of(Reference.class.getResource("/reference/" + name + ".safetensors").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public SafetensorsFile file() {
    return file;
  }

  public boolean has(String name) {
    return file.names().contains(name);
  }

  public Tensor tensor(String name) {
    return file.tensor(name);
  }

  /** An image tensor in our layout. */
  public Tensor images(String name) {
    return TorchLayout.imagesFromTorch(file.tensor(name));
  }

  /** A weight in our layout. */
  public Tensor weights(String name) {
    return TorchLayout.weightsFromTorch(file.tensor(name));
  }

  /** |ours − theirs| ≤ 1e-5 + 1e-4 · |theirs|: single operations. */
  public static void assertOperation(Tensor theirs, Tensor ours, String what) {
    assertWithin(theirs, ours, 1e-5, 1e-4, what);
  }

  /** |ours − theirs| ≤ 1e-4 + 1e-3 · |theirs|: whole networks and steps. */
  public static void assertNetwork(Tensor theirs, Tensor ours, String what) {
    assertWithin(theirs, ours, 1e-4, 1e-3, what);
  }

  private static void assertWithin(
      Tensor theirs, Tensor ours, double absolute, double relative, String what) {
    assertEquals(theirs.shape(), ours.shape(), what);
    for (int i = 0; i < theirs.size(); i++) {
      double difference = Math.abs((double) ours.data()[i] - theirs.data()[i]);
      if (!(difference <= absolute + relative * Math.abs(theirs.data()[i]))) {
        fail(what + " element " + i + ": PyTorch " + theirs.data()[i] + ", ours " + ours.data()[i]);
      }
    }
  }
}
