/**
 * Explaining a decided network: its decisions about images, and who wins how often over a data set.
 */
package decisive.experiments.explain;
