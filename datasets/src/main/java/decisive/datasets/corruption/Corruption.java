package decisive.datasets.corruption;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A kind of noise at a severity. */
public final class Corruption {
  private static final Pattern TEXT = Pattern.compile("([a-z]+):(\\d)");
  private static final Pattern RANGE = Pattern.compile("([a-z]+:)(\\d)-(\\d)");

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

  /**
   * Reads a kind at some severities: {@code gaussian:1-5}, {@code gaussian:3}, or {@code gaussian}
   * for all five.
   *
   * @return by severity
   * @throws IllegalArgumentException if there is no such kind or severity, or a range runs
   *     backwards
   */
  public static List<Corruption> parseRange(String text) {
    String kind = text.strip();
    Matcher range = RANGE.matcher(kind.contains(":") ? kind : kind + ":1-" + Noise.SEVERITIES);
    if (!range.matches()) {
      return List.of(parse(kind));
    }
    int first = parse(range.group(1) + range.group(2)).severity();
    int last = parse(range.group(1) + range.group(3)).severity();
    if (last < first) {
      throw new IllegalArgumentException(
          "corruption " + kind + ": want the lower severity first, as in gaussian:1-5");
    }
    return IntStream.rangeClosed(first, last)
        .mapToObj(severity -> parse(range.group(1) + severity))
        .toList();
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
  public ByteNoise table(int maximum) {
    return new ByteNoise(this, maximum);
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
