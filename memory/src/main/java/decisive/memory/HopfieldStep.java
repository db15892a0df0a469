package decisive.memory;

/**
 * One step of a {@link HopfieldMemory}, to be watched.
 *
 * @param number 0 for the query before any update, then 1, 2, …
 * @param state symbol 1 for +1, 0 for −1, erased for a neuron still at 0
 * @param changed how many neurons changed in the step
 * @param energy E = −½ sᵀ W s of the state
 */
public record HopfieldStep(int number, Message state, int changed, double energy) {}
