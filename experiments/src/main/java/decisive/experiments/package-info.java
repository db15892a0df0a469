/**
 * Experiments that print, draw and keep what they find. {@code compare} compares memories, {@code
 * chart} draws what was found, and {@code report} writes it down as a page, a file of results and a
 * table.
 */
package decisive.experiments;
