package decisive.experiments.compare;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of model a result belongs to. */
public enum ModelKind {
  /** A trained network after winner-takes-all. */
  @JsonProperty("network")
  NETWORK,
  /** The shallow hetero-associative memory on grey levels. */
  @JsonProperty("shallow-pixels")
  SHALLOW_PIXELS,
  /** The same shallow memory on the winners of a trained network's last competition. */
  @JsonProperty("shallow-codes")
  SHALLOW_CODES
}
