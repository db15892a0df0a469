/**
 * Reading the decisions of a decided network: of images, and who wins how often over a data set.
 */
package decisive.experiments.explain;
