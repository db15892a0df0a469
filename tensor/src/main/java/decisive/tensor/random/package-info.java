/**
 * Random numbers that depend on a seed and a path of keys alone: {@link
 * decisive.tensor.random.Generator}.
 */
package decisive.tensor.random;
