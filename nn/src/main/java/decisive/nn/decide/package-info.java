/**
 * Networks that have decided: {@link decisive.nn.decide.Dham}, made of a trained one, runs without
 * the training stack, from winners alone where that is faster. {@link decisive.nn.decide.Groups}
 * say who competes with whom.
 */
package decisive.nn.decide;
