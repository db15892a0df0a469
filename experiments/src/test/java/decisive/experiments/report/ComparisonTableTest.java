package decisive.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.experiments.SyntheticComparison;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
  private static final String EXPECTED =
      """
      model              accuracy  multiplications, exact  executed  parameters    bits  training    test
      k = 2                98.9 %               1,055,232   588,672      77,754       –     7.5 s  0.12 s
      pixels, 17 levels    71.3 %                       –         –           –  10,880    0.02 s  0.18 s
      pixels, 4 levels     37.9 %                       –         –           –  10,880    0.02 s  0.18 s
      codes, k = 2         95.9 %                       –         –           –  10,880    0.02 s  0.18 s
      """;

  @Test
  void isAlignedInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : List.of(Locale.US, Locale.GERMANY, Locale.forLanguageTag("ar-EG"))) {
        Locale.setDefault(locale);
        assertEquals(EXPECTED, ComparisonTable.text(SyntheticComparison.of(List.of(2), 1)));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void numbersInWords() {
    assertEquals("950", NumberText.inWords(950));
    assertEquals("9,999", NumberText.inWords(9_999));
    assertEquals("297 thousand", NumberText.inWords(297_467));
    assertEquals("1.0 million", NumberText.inWords(999_600));
  }
}
