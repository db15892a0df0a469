package decisive.experiments.chart;

/**
 * The texts beside a chart.
 *
 * @param name short, fit for a file name
 * @param title what the chart shows; it stands over it
 * @param description what is to be seen in it, in a sentence, for those who cannot see it
 */
record Caption(String name, String title, String description) {}
