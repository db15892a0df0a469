package decisive.datasets.corruption;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A kind of noise at a severity. */
public final class Corruption {
  private static final Pattern TEXT = Pattern.compile("([a-z]+):(\\d)");

  private final Noise noise;
  private final int severity;

  private Corruption(Noise noise, int severity) {
    if (severity < 1 || severity > Noise.SEVERITIES) {
      throw new IllegalArgumentException(
          "corruption "
              + noise
              + ": severity "
              + severity
              + " is outside 1 .. "
              + Noise.SEVERITIES);
    }
    this.noise = noise;
    this.severity = severity;
  }

  /**
   * @param severity 1 .. 5
   * @throws IllegalArgumentException for another severity
   */
  public static Corruption of(Noise noise, int severity) {
    return new Corruption(noise, severity);
  }

  /**
   * Reads {@link #toString}'s form: a kind and a severity, as in {@code gaussian:3}.
   *
   * @throws IllegalArgumentException if there is no such kind or severity
   */
  public static Corruption parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (matcher.matches()) {
      for (Noise noise : Noise.values()) {
        if (noise.toString().equals(matcher.group(1))) {
          return of(noise, Integer.parseInt(matcher.group(2)));
        }
      }
    }
    throw new IllegalArgumentException(
        "there is no corruption "
            + text
            + "; give a kind, one of "
            + Arrays.toString(Noise.values())
            + ", and a severity of 1 to "
            + Noise.SEVERITIES
            + ", as in gaussian:3");
  }

  public Noise noise() {
    return noise;
  }

  /** 1 .. 5. */
  public int severity() {
    return severity;
  }

  /**
   * What it does to images whose bytes are 0 .. maximum.
   *
   * @param maximum the byte that means full brightness, 1 .. 255
   */
  public NoiseTable table(int maximum) {
    return new NoiseTable(this, maximum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Corruption that && noise == that.noise && severity == that.severity;
  }

  @Override
  public int hashCode() {
    return noise.ordinal() * Noise.SEVERITIES + severity;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return noise + ":" + severity;
  }
}
