package decisive.experiments.capacity;

import decisive.memory.Clusters;
import decisive.memory.UnitRule;
import decisive.memory.WillshawMemory;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Willshaw memory of vectors whose ones stand anywhere, the usual form of that model. A wrong
 * unit stands where the vector has a zero.
 */
final class UnitsSubject implements Subject {
  private final WillshawMemory memory;
  private final int ones;
  private final QueryForm form;
  private final List<int[]> stored = new ArrayList<>();

  UnitsSubject(int units, int ones, QueryForm form) {
    memory = new WillshawMemory(Clusters.uniform(1, units), new UnitRule.Winners(ones), 4);
    this.ones = ones;
    this.form = form;
  }

  @Override
  public void store(Generator random) {
    int[] units = new int[ones];
    for (int i = 0; i < ones; i++) {
      units[i] = free(units, i, random);
    }
    stored.add(units);
    memory.storeUnits(units);
  }

  @Override
  public RecallOutcome ask(int index, Generator random) {
    int[] units = stored.get(index);
    int[] order = random.permutation(ones);
    int[] query = new int[ones - form.erased()];
    for (int n = 0; n < query.length; n++) {
      query[n] = units[order[n]];
    }
    for (int n = 0; n < form.wrong(); n++) {
      query[n] = free(units, ones, random);
    }
    int[] answer = memory.retrieveUnits(distinct(query)).candidates(0);
    int[] expected = units.clone();
    Arrays.sort(expected);
    if (Arrays.equals(expected, answer)) {
      return RecallOutcome.CORRECT;
    }
    return answer.length == ones ? RecallOutcome.WRONG : RecallOutcome.AMBIGUOUS;
  }

  /** A unit that is none of the first ones of these. */
  private int free(int[] units, int length, Generator random) {
    while (true) {
      int unit = random.nextInt(memory.clusters().total());
      if (Arrays.stream(units, 0, length).noneMatch(other -> other == unit)) {
        return unit;
      }
    }
  }

  private static int[] distinct(int[] units) {
    return Arrays.stream(units).distinct().toArray();
  }

  @Override
  public long bits() {
    return memory.bits();
  }

  @Override
  public double density() {
    return memory.density();
  }
}
