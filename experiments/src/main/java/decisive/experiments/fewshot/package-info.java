/**
 * Few-shot evaluation: how well a network's features tell classes apart that it never saw, from a
 * few images of each. {@link decisive.experiments.fewshot.FewShotEvaluation} does it on {@link
 * decisive.experiments.fewshot.UnitFeatures}, which a network makes or anything else.
 */
package decisive.experiments.fewshot;
