/**
 * Experiments that print, draw and keep what they find. {@code compare} holds what a comparison of
 * memories has found, {@code chart} draws it, and {@code report} writes it down as a page, a file
 * of results and a table.
 */
package decisive.experiments;
