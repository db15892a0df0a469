package decisive.experiments.capacity;

import decisive.experiments.Progress;
import decisive.experiments.Runner;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Runs a capacity study. A job fills one memory of one model, stopping at each number of messages
 * to ask it; so what is stored at a smaller number is part of what is stored at a larger one. The
 * jobs are independent and draw by their own generators: nothing but times depends on threads.
 */
public final class CapacityRun {
  private static final int DENSE_SHARE = 10;

  private final CapacityPlan plan;
  private final List<StudiedModel> models;

  public CapacityRun(CapacityPlan plan) {
    this.plan = plan;
    models = plan.models().stream().map(StudiedModel::named).toList();
  }

  /** What progress counts: numbers of messages of all memories. */
  public int steps() {
    return plan.memories() * models.stream().mapToInt(model -> model.sizes(plan).size()).sum();
  }

  /** One curve a model, in the order of the plan. */
  public List<CapacityCurve> run(Runner runner, Progress progress) {
    List<Callable<List<Tally>>> jobs = new ArrayList<>();
    for (StudiedModel model : models) {
      for (int memory = 0; memory < plan.memories(); memory++) {
        Generator random = new Generator(plan.seed()).split(model.title()).split(memory);
        jobs.add(() -> measure(model, random, progress));
      }
    }
    List<List<Tally>> tallies = runner.run(jobs);
    List<CapacityCurve> curves = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      int first = m * plan.memories();
      curves.add(curve(models.get(m), tallies.subList(first, first + plan.memories())));
    }
    return curves;
  }

  /** What one memory did at one number of messages. */
  private record Tally(int ambiguous, int wrong, double density, long bits, long nanos) {}

  private List<Tally> measure(StudiedModel model, Generator random, Progress progress) {
    Subject subject = model.subject(plan);
    Generator messages = random.split("messages");
    Generator questions = random.split("questions");
    List<Tally> tallies = new ArrayList<>();
    int stored = 0;
    for (int size : model.sizes(plan)) {
      for (; stored < size; stored++) {
        subject.store(messages);
      }
      int ambiguous = 0;
      int wrong = 0;
      long start = System.nanoTime();
      for (int r = 0; r < recalls(model); r++) {
        switch (subject.ask(questions.nextInt(stored), questions)) {
          case AMBIGUOUS -> ambiguous++;
          case WRONG -> wrong++;
          case CORRECT -> {}
        }
      }
      long nanos = System.nanoTime() - start;
      tallies.add(new Tally(ambiguous, wrong, subject.density(), subject.bits(), nanos));
      progress.step();
    }
    return tallies;
  }

  private int recalls(StudiedModel model) {
    return model.dense() ? Math.max(1, plan.recalls() / DENSE_SHARE) : plan.recalls();
  }

  private CapacityCurve curve(StudiedModel model, List<List<Tally>> memories) {
    List<Integer> sizes = model.sizes(plan);
    double messageBits = model.messageBits(plan);
    List<CapacityPoint> points = new ArrayList<>();
    for (int s = 0; s < sizes.size(); s++) {
      int at = s;
      List<Tally> tallies = memories.stream().map(memory -> memory.get(at)).toList();
      points.add(point(model, sizes.get(s), messageBits, tallies));
    }
    return new CapacityCurve(
        model.title(), model.description(), model.dense(), model.limit(plan), messageBits, points);
  }

  private CapacityPoint point(
      StudiedModel model, int messages, double messageBits, List<Tally> tallies) {
    int recalls = recalls(model) * tallies.size();
    int ambiguous = tallies.stream().mapToInt(Tally::ambiguous).sum();
    int wrong = tallies.stream().mapToInt(Tally::wrong).sum();
    int errors = ambiguous + wrong;
    Interval interval = Interval.of(errors, recalls, plan.confidence());
    long bits = tallies.get(0).bits();
    return new CapacityPoint(
        messages,
        recalls,
        ambiguous,
        wrong,
        (double) errors / recalls,
        interval.low(),
        interval.high(),
        model.theory(plan, messages).orElse(null),
        number(tallies.stream().mapToDouble(Tally::density).average().orElseThrow()),
        number(model.expectedDensity(plan, messages)),
        bits,
        messages * messageBits / bits,
        tallies.stream().mapToLong(Tally::nanos).sum() / 1e3 / recalls);
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
