/**
 * Experiments that print, draw and keep what they find. {@code compare} compares memories, {@code
 * train} trains a network in a directory, {@code chart} draws what was found, and {@code report}
 * writes it down as a page, a file of results and a table.
 */
package decisive.experiments;
