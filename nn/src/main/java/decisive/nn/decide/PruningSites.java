package decisive.nn.decide;

import java.util.ArrayList;
import java.util.List;

/** Finds the layers whose maps may go, in lists of those whose maps go together. */
final class PruningSites {
  /** Layers that have their maps in common. */
  private static final class Site {
    private final List<String> layers = new ArrayList<>();
    private boolean stays;
  }

  private final List<Site> sites = new ArrayList<>();

  /** Whose maps are handed on; the network's inputs at first. */
  private Site now = new Site();

  /** Whether each of them is several values: images were flattened. */
  private boolean several;

  private Site block;
  private boolean severalInBlock;

  private PruningSites() {}

  static List<List<String>> of(List<DecidedStep> steps) {
    PruningSites walk = new PruningSites();
    walk.now.stays = true;
    for (DecidedStep step : steps) {
      if (step instanceof DecidedLayer layer) {
        walk.follow(layer);
      } else {
        walk.several |= step instanceof DecidedFlatten;
      }
    }
    walk.now.stays = true; // the network's outputs
    return walk.sites.stream()
        .filter(site -> !site.stays)
        .map(site -> List.copyOf(site.layers))
        .toList();
  }

  private void follow(DecidedLayer layer) {
    if (layer.beginsBlock()) {
      block = now;
      severalInBlock = several;
    }
    if (layer.shortcut() instanceof Shortcut.Identity) {
      block.stays |= severalInBlock;
      now = block;
    } else {
      now = new Site();
      sites.add(now);
    }
    now.layers.add(layer.name());
    now.stays |= !layer.competes();
    several = false;
  }
}
