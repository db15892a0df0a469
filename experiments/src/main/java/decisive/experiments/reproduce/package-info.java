/**
 * The paper, rerun: its tables and figures at a scale that is chosen. An {@link
 * decisive.experiments.reproduce.Experiment} says which networks it wants trained and makes its
 * tables and charts of them; a {@link decisive.experiments.reproduce.Study} trains each once.
 */
package decisive.experiments.reproduce;
