package decisive.experiments.capacity;

import decisive.memory.AmariMemory;
import decisive.memory.BaselineTheory;
import decisive.memory.CliqueMemory;
import decisive.memory.CliqueTheory;
import decisive.memory.Clusters;
import decisive.memory.HeteroTheory;
import decisive.memory.HopfieldMemory;
import decisive.memory.HopfieldRule;
import decisive.memory.RetrievalRule;
import decisive.memory.WillshawMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.special.Gamma;

/**
 * The memories that can be compared, all over n = c·l neurons. The sparse ones store messages of c
 * symbols, the dense ones vectors of n signs.
 */
public enum StudiedModel {
  CLIQUE_ONE_STEP("clique-one-step", "clique memory, one step of sum-of-sum", false),
  CLIQUE("clique", "clique memory, by the rule of the study", false),
  HETERO("hetero", "hetero-associative memory, from a message to another", false),
  DEEP("deep", "deep memory, two hetero memories in a row", false),
  WILLSHAW("willshaw", "Willshaw memory of the same messages, one unit a cluster", false),
  WILLSHAW_ANYWHERE("willshaw-anywhere", "Willshaw memory of vectors of c ones anywhere", false),
  AMARI("amari", "Amari memory of the same messages", false),
  SCAN("scan", "a list of the messages, searched from end to end", false),
  HOPFIELD("hopfield", "Hopfield memory of n signs, Hebb's rule", true),
  PROJECTION("projection", "Hopfield memory of n signs, projection rule", true);

  /** Where the dense memories are measured, in shares of the n/(2 ln n) of Hebb's rule. */
  private static final double[] HEBB_SHARES = {0.25, 0.5, 0.75, 1, 1.25, 1.5, 2};

  /** And of the n vectors that the projection rule can hold. */
  private static final double[] PROJECTION_SHARES = {0.1, 0.2, 0.3, 0.35, 0.4, 0.45};

  private final String title;
  private final String description;
  private final boolean dense;

  StudiedModel(String title, String description, boolean dense) {
    this.title = title;
    this.description = description;
    this.dense = dense;
  }

  /** As on the command line. */
  public String title() {
    return title;
  }

  public String description() {
    return description;
  }

  /** Whether it stores vectors of n signs. */
  public boolean dense() {
    return dense;
  }

  /**
   * @throws IllegalArgumentException if there is no such model, naming all
   */
  public static StudiedModel named(String title) {
    return Arrays.stream(values())
        .filter(model -> model.title.equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no model "
                        + title
                        + "; choose among "
                        + String.join(
                            ", ", Arrays.stream(values()).map(StudiedModel::title).toList())));
  }

  /** An empty memory. */
  Subject subject(CapacityPlan plan) {
    Clusters clusters = plan.messageClusters();
    QueryForm form = new QueryForm(plan.erased(), plan.wrong());
    int n = clusters.total();
    return switch (this) {
      case CLIQUE_ONE_STEP ->
          new MessageSubject(
              new CliqueMemory(clusters, RetrievalRule.sumOfSum().maxSteps(1)), form);
      case CLIQUE -> new MessageSubject(new CliqueMemory(clusters, plan.retrievalRule()), form);
      case HETERO -> new PathSubject(clusters, 1, form);
      case DEEP -> new PathSubject(clusters, 2, form);
      case WILLSHAW -> new MessageSubject(new WillshawMemory(clusters), form);
      case WILLSHAW_ANYWHERE -> new UnitsSubject(n, plan.clusters(), form);
      case AMARI -> new MessageSubject(new AmariMemory(clusters), form);
      case SCAN -> new ScanSubject(clusters, form);
      case HOPFIELD -> new MessageSubject(new HopfieldMemory(n, HopfieldRule.HEBB), signs(plan));
      case PROJECTION ->
          new MessageSubject(new HopfieldMemory(n, HopfieldRule.PROJECTION), signs(plan));
    };
  }

  /** The same shares of the n signs. */
  private static QueryForm signs(CapacityPlan plan) {
    return new QueryForm(plan.erased() * plan.fanals(), plan.wrong() * plan.fanals());
  }

  /** The numbers of messages it is measured at. */
  List<Integer> sizes(CapacityPlan plan) {
    if (!dense) {
      return plan.messages();
    }
    int n = plan.messageClusters().total();
    double whole = this == HOPFIELD ? BaselineTheory.hopfieldMost(n) : n;
    double[] shares = this == HOPFIELD ? HEBB_SHARES : PROJECTION_SHARES;
    return Arrays.stream(shares)
        .mapToObj(share -> Math.max(1, (int) StrictMath.round(share * whole)))
        .distinct()
        .toList();
  }

  /** Bits of one message (logarithms to base 2). */
  double messageBits(CapacityPlan plan) {
    Clusters clusters = plan.messageClusters();
    if (dense) {
      return clusters.total();
    }
    return this == WILLSHAW_ANYWHERE
        ? log2Choose(clusters.total(), plan.clusters())
        : messageBits(clusters);
  }

  static double messageBits(Clusters clusters) {
    double bits = 0;
    for (int i = 0; i < clusters.count(); i++) {
      bits += StrictMath.log(clusters.fanals(i)) / StrictMath.log(2);
    }
    return bits;
  }

  private static double log2Choose(int n, int k) {
    double log = Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    return log / StrictMath.log(2);
  }

  /** The errors that formulas give, where there are any and no symbol of the query is wrong. */
  Optional<CapacityPoint.Theory> theory(CapacityPlan plan, int messages) {
    Clusters clusters = plan.messageClusters();
    int known = plan.clusters() - plan.erased();
    if (plan.wrong() > 0) {
      return Optional.empty();
    }
    return switch (this) {
      case CLIQUE_ONE_STEP -> {
        CliqueTheory theory = new CliqueTheory(clusters);
        yield Optional.of(
            new CapacityPoint.Theory(
                theory.error(messages, plan.erased()),
                theory.correctedError(messages, plan.erased())));
      }
      case HETERO -> {
        HeteroTheory theory = new HeteroTheory(clusters, clusters);
        yield Optional.of(
            new CapacityPoint.Theory(
                theory.error(messages, known), theory.correctedError(messages, known)));
      }
      case SCAN -> {
        double error = BaselineTheory.ambiguity(clusters, messages, plan.erased());
        yield Optional.of(new CapacityPoint.Theory(error, error));
      }
      case HOPFIELD -> {
        double error = BaselineTheory.hopfieldError(clusters.total(), messages);
        yield Optional.of(new CapacityPoint.Theory(error, error));
      }
      case CLIQUE, DEEP, WILLSHAW, WILLSHAW_ANYWHERE, AMARI, PROJECTION -> Optional.empty();
    };
  }

  /** How much it can hold at best by theory, in words; empty if there is no such formula. */
  String limit(CapacityPlan plan) {
    int n = plan.messageClusters().total();
    return switch (this) {
      case CLIQUE_ONE_STEP, CLIQUE ->
          String.format(
              Locale.ROOT,
              "a bit is stored for each bit at (c − 1) l² / (2 log2 l) = %,.0f messages",
              new CliqueTheory(plan.messageClusters()).messagesOfFullEfficiency());
      case WILLSHAW, WILLSHAW_ANYWHERE ->
          String.format(
              Locale.ROOT,
              "vectors of ln n ones stay stable up to 0.459 n² / ln² n = %,.0f",
              BaselineTheory.willshaw(n));
      case AMARI ->
          String.format(
              Locale.ROOT,
              "vectors of ln n ones stay stable up to 0.159 n² / ln² n = %,.0f",
              BaselineTheory.amari(n));
      case HOPFIELD ->
          String.format(
              Locale.ROOT,
              "whole vectors: all are recalled up to n / (4 ln n) = %.0f, most up to n / (2 ln n)"
                  + " = %.0f",
              BaselineTheory.hopfieldAll(n),
              BaselineTheory.hopfieldMost(n));
      case PROJECTION ->
          String.format(Locale.ROOT, "up to n = %,d independent vectors are fixed", n);
      case HETERO, DEEP, SCAN -> "";
    };
  }

  /** The density that a formula gives, or NaN. */
  double expectedDensity(CapacityPlan plan, int messages) {
    Clusters clusters = plan.messageClusters();
    return switch (this) {
      case CLIQUE_ONE_STEP, CLIQUE -> new CliqueTheory(clusters).density(messages);
      case HETERO, DEEP -> new HeteroTheory(clusters, clusters).density(messages);
      case WILLSHAW -> BaselineTheory.willshawDensity(clusters, messages);
      case WILLSHAW_ANYWHERE ->
          BaselineTheory.willshawDensity(clusters.total(), plan.clusters(), messages);
      default -> Double.NaN;
    };
  }
}
