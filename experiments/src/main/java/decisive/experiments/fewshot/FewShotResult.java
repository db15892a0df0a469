package decisive.experiments.fewshot;

/**
 * What a few-shot evaluation found.
 *
 * @param task of every episode
 * @param episodes how many
 * @param accuracy mean over the episodes of the share of queries whose class is predicted
 *     correctly, 0 to 1
 * @param halfWidth of its 95 % confidence interval, 1.96 σ / √episodes
 */
public record FewShotResult(FewShotTask task, int episodes, double accuracy, double halfWidth) {}
