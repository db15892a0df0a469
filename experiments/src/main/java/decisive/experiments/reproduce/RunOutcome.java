package decisive.experiments.reproduce;

import decisive.experiments.train.RunConfig;
import java.util.Optional;

/**
 * A run of a study.
 *
 * @param config what was trained
 * @param result empty if it failed, or was stopped
 * @param failure why there is none
 */
public record RunOutcome(RunConfig config, Optional<RunResult> result, Optional<String> failure) {}
