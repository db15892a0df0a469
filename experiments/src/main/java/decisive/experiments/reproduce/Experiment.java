package decisive.experiments.reproduce;

import decisive.experiments.Progress;
import decisive.experiments.train.RunConfig;
import java.io.IOException;
import java.util.List;

/** A table or a figure of the paper, or what the paper only mentions. */
public interface Experiment {
  /** As on the command line: {@code table1}. */
  String name();

  /** What it shows, in a few words. */
  String title();

  /** The networks it wants trained. */
  List<RunConfig> runs(Setting setting);

  /** Steps that {@link #section} reports; 0 where it only reads what the runs found. */
  default long steps(Setting setting) {
    return 0;
  }

  /**
   * Its tables and charts.
   *
   * @param outcomes of {@link #runs}, in that order
   * @param study for further measurements of the trained networks
   */
  Section section(Setting setting, List<RunOutcome> outcomes, Study study, Progress progress)
      throws IOException;

  /**
   * What was asked.
   *
   * @param scale how large
   * @param data name of the data set, or null for the scale's own
   * @param seeds runs of each configuration, 1 or more
   */
  record Setting(Scale scale, String data, int seeds) {}
}
