/**
 * How good a trained network is: on test images by phase of its competition, under noise, and at
 * telling apart classes that it never saw. {@link decisive.experiments.evaluate.EvaluationRun} does
 * what an {@link decisive.experiments.evaluate.EvaluationPlan} says.
 */
package decisive.experiments.evaluate;
