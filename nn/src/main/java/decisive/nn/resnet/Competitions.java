package decisive.nn.resnet;

import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;

/** Hands out the competitions of a network under construction, numbered in order. */
final class Competitions {
  private final Competition competition;
  private int next;

  Competitions(Competition competition) {
    this.competition = competition;
  }

  Competitor next(int channels) {
    return new Competitor(competition, next++, channels);
  }
}
