package decisive.cli;

import com.beust.jcommander.IStringConverter;
import com.beust.jcommander.ParameterException;
import java.time.Duration;
import java.util.Locale;

/** A time on the command line, such as {@code 30m}, {@code 1h30m} or {@code 45s}. */
final class DurationConverter implements IStringConverter<Duration> {
  private final String option;

  /** JCommander gives the option's name. */
  DurationConverter(String option) {
    this.option = option;
  }

  @Override
  public Duration convert(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (!text.matches("(?=.)(\\d{1,5}h)?(\\d{1,7}m)?(\\d{1,9}s)?")) {
      throw new ParameterException(option + " " + text + ": want a time, as in 30m, 1h30m or 45s");
    }
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }
}
