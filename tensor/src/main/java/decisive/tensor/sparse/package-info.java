/**
 * Convolutions of images of which few values are not zero, as after a competition: they look at
 * these alone.
 */
package decisive.tensor.sparse;
