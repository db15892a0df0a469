package decisive.experiments.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RangeTest {
  @Property(tries = 200)
  void logarithmicAxesHoldTheirDataAndEndOnRoundNumbers(
      @ForAll @Size(min = 1, max = 5) List<@DoubleRange(min = -6, max = 12) Double> exponents) {
    double[] values = exponents.stream().mapToDouble(e -> StrictMath.pow(10, e)).toArray();
    Range range = Range.log(DoubleStream.of(values));
    for (double value : values) {
      assertTrue(range.min() <= value && value <= range.max(), () -> value + " in " + range);
    }
    for (double end : new double[] {range.min(), range.max()}) {
      double digit = end / StrictMath.pow(10, Math.floor(StrictMath.log10(end * 1.0000001)));
      assertTrue(
          DoubleStream.of(1, 2, 5).anyMatch(round -> Math.abs(digit - round) < 1e-6),
          () -> end + " starts with " + digit);
    }
  }

  @Test
  void logarithmicAxesNeedPositiveData() {
    assertEquals(new Range(0, 3, false), Range.log(DoubleStream.of(0, 3)));
    assertEquals(new Range(100, 1000, true), Range.log(DoubleStream.of(100)));
  }

  @Test
  void percentagesEndAtAHundred() {
    assertEquals(new Range(90, 100, false), Range.percent(DoubleStream.of(91.9, 99.4)));
    assertEquals(new Range(97, 100, false), Range.percent(DoubleStream.of(97.2, 99.4)));
    assertEquals(new Range(99, 100, false), Range.percent(DoubleStream.of(100)));
    assertEquals(new Range(0, 100, false), Range.percent(DoubleStream.of(0, 100)));
  }

  @Test
  void refusesAnAxisWithoutLength() {
    var error = assertThrows(IllegalArgumentException.class, () -> new Range(1, 1, false));
    assertEquals("axis from 1.0 to 1.0: no such axis", error.getMessage());
  }
}
