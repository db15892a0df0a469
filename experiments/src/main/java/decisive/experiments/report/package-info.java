/**
 * What is made of a comparison: {@link decisive.experiments.report.ComparisonReport} writes the
 * files, {@link decisive.experiments.report.ComparisonTable} prints the terminal's table.
 *
 * <p>The page is put together from one small class per section; each returns well-formed XHTML.
 */
package decisive.experiments.report;
