/**
 * What is made of results: {@link decisive.experiments.report.ComparisonReport} writes the files of
 * a comparison, {@link decisive.experiments.report.ComparisonTable} prints the terminal's table,
 * {@link decisive.experiments.report.CapacityReport} and {@link
 * decisive.experiments.report.TrainingReport} write those of a study and of a training run.
 *
 * <p>The page is put together from one small class per section; each returns well-formed XHTML.
 */
package decisive.experiments.report;
