package decisive.experiments.compare;

import java.util.List;

/**
 * What {@code decisive compare} found: every model on the same test images, and how it was done.
 *
 * @param configuration what was asked for
 * @param environment where it ran
 * @param weightsSha256 one SHA-256 (lower-case hex) over the weights of all trained networks
 * @param models in the order they are reported, at least one
 * @param samples some test images with what every model said; may be empty
 */
public record Comparison(
    Configuration configuration,
    Environment environment,
    String weightsSha256,
    List<ModelResult> models,
    List<SampleImage> samples) {
  public Comparison {
    models = List.copyOf(models);
    samples = List.copyOf(samples);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("comparison of no models: give at least one");
    }
  }

  /** The networks, in report order. */
  public List<NetworkResult> networks() {
    return of(NetworkResult.class);
  }

  /** The shallow memories that store one kind of input, in report order. */
  public List<MemoryResult> memories(Class<? extends MemoryInput> input) {
    return of(MemoryResult.class).stream()
        .filter(memory -> input.isInstance(memory.input()))
        .toList();
  }

  private <R extends ModelResult> List<R> of(Class<R> kind) {
    return models.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
