/**
 * How much memories hold: the share of recalls that fail, measured on random messages, beside what
 * the formulas say, for all memories over the same neurons.
 *
 * <p>A {@link decisive.experiments.capacity.CapacityPlan} says what to ask, {@link
 * decisive.experiments.capacity.CapacityRun} asks it of {@link
 * decisive.experiments.capacity.Subject}s, one for each memory of a {@link
 * decisive.experiments.capacity.StudiedModel}, and the {@link
 * decisive.experiments.capacity.CapacityStudy} is what came out.
 */
package decisive.experiments.capacity;
