/**
 * The comparison of deep and shallow associative memories on the digits. Start with {@link
 * decisive.experiments.compare.ComparisonRun}, which does what a {@link
 * decisive.experiments.compare.ComparisonPlan} says; {@link
 * decisive.experiments.compare.Comparison} is its result, plain records all the way down.
 */
package decisive.experiments.compare;
