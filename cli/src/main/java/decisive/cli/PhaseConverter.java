package decisive.cli;

import com.beust.jcommander.IStringConverter;
import com.beust.jcommander.ParameterException;
import decisive.nn.competition.Phase;

/** Reads {@code relu}, {@code wta} or {@code temperature=T}. */
final class PhaseConverter implements IStringConverter<Phase> {
  private static final String TEMPERATURE = "temperature=";

  @Override
  public Phase convert(String text) {
    if (text.equals("relu")) {
      return Phase.rectified();
    }
    if (text.equals("wta")) {
      return Phase.decided();
    }
    if (!text.startsWith(TEMPERATURE)) {
      throw new ParameterException(
          "--phase " + text + ": unknown; it takes relu, wta or temperature=T");
    }
    try {
      return Phase.gated(Double.parseDouble(text.substring(TEMPERATURE.length())));
    } catch (NumberFormatException e) {
      throw new ParameterException("--phase " + text + ": T is no number");
    } catch (IllegalArgumentException e) {
      throw new ParameterException("--phase " + text + ": T must be positive and finite");
    }
  }
}
