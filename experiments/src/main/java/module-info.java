/** What the commands do: comparisons, studies, runs of training, and charts of them. */
@SuppressWarnings({
  "module",
  "requires-automatic"
}) // later modules; libraries without a module-info
module decisive.experiments {
  requires transitive decisive.datasets;
  requires transitive decisive.memory;
  requires transitive decisive.nn;
  requires com.fasterxml.jackson.databind;
  requires commons.math3;
  requires java.desktop;
  requires org.apache.xmlgraphics.batik.svggen;
  requires org.knowm.xchart;

  exports decisive.experiments;
  exports decisive.experiments.capacity;
  exports decisive.experiments.chart;
  exports decisive.experiments.compare;
  exports decisive.experiments.evaluate;
  exports decisive.experiments.explain;
  exports decisive.experiments.fewshot;
  exports decisive.experiments.prune;
  exports decisive.experiments.reproduce;
  exports decisive.experiments.train;
  exports decisive.experiments.words;
  exports decisive.experiments.report to
      decisive.cli;
}
