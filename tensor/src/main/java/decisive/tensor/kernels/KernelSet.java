package decisive.tensor.kernels;

/**
 * Chooses the kernel set of the process: {@code simd} if the Vector API's module is present, else
 * {@code plain}; {@code -Ddecisive.kernels=plain|simd} forces one. The JDK's version is never
 * asked.
 */
public final class KernelSet {
  public static final String PROPERTY = "decisive.kernels";
  private static final String MODULE = "jdk.incubator.vector";
  private static final String SIMD = "decisive.tensor.kernels.simd.SimdKernels";

  private static volatile String reason;
  private static volatile Kernels active; // written after its reason

  private KernelSet() {}

  /** The set in use. */
  public static Kernels active() {
    Kernels chosen = active;
    return chosen != null ? chosen : choose();
  }

  /** Why this set was chosen, in a sentence. */
  public static String reason() {
    active();
    return reason;
  }

  public static boolean simdAvailable() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * A set by name, for comparing the two.
   *
   * @throws IllegalArgumentException for an unknown name
   * @throws IllegalStateException for {@code simd} without the module; names the flag to add
   */
  public static Kernels named(String name) {
    return switch (name) {
      case "plain" -> new PlainKernels();
      case "simd" -> {
        if (!simdAvailable()) {
          throw new IllegalStateException(
              "kernels simd: module "
                  + MODULE
                  + " is absent; start java with --add-modules "
                  + MODULE);
        }
        // Not named by our module, which must do without it.
        KernelSet.class.getModule().addReads(ModuleLayer.boot().findModule(MODULE).orElseThrow());
        try {
          yield (Kernels) Class.forName(SIMD).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
          throw new IllegalStateException("kernels simd: cannot be loaded: " + e, e);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "kernels " + name + ": unknown; -D" + PROPERTY + " takes plain or simd");
    };
  }

  /** Puts a set in use. Results do not depend on it; only time does. */
  public static synchronized void use(Kernels kernels) {
    reason = "set by the program";
    active = kernels;
  }

  private static synchronized Kernels choose() {
    if (active != null) {
      return active;
    }
    String asked = System.getProperty(PROPERTY);
    if (asked != null) {
      reason = "asked for by -D" + PROPERTY + "=" + asked;
      active = named(asked);
    } else if (simdAvailable()) {
      reason = "module " + MODULE + " is present";
      active = named("simd");
    } else {
      reason = "module " + MODULE + " is absent; --add-modules " + MODULE + " makes it faster";
      System.err.println("decisive: plain kernels: " + reason);
      active = named("plain");
    }
    return active;
  }
}
