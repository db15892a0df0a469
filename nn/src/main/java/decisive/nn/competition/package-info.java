/**
 * The paper's activation: feature maps compete in groups until one winner is left.
 *
 * <p>{@link decisive.nn.competition.Competition} says who competes with whom, {@link
 * decisive.nn.competition.Phase} how far the competition has gone, {@link
 * decisive.nn.competition.TemperatureSchedule} how it goes on while training; {@link
 * decisive.nn.competition.Competitor} is the layer that does it, and the formulas stand at {@code
 * Gate}.
 */
package decisive.nn.competition;
