/**
 * The comparison of deep and shallow associative memories on the digits. {@link
 * decisive.experiments.compare.Comparison} is its result, plain records all the way down.
 */
package decisive.experiments.compare;
