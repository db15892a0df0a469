package outside;

import decisive.nn.block.Unit;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Chain;
import decisive.nn.layer.Conv2d;
import decisive.tensor.random.Generator;

/** Maps that compete as a sparse code of an image, and a convolution that makes it out of them. */
final class Autoencoder extends Chain {
  Autoencoder(Generator random) {
    child(
        "code",
        new Unit(
            new Conv2d(1, 16, 3, 1, 1, random.split("code")),
            new BatchNorm(16),
            new Competitor(Competition.groupsOf(4), 0, 16)));
    Generator image = random.split("image");
    child("image", new Conv2d(16, 1, 3, 1, 1, image).withBias(image));
  }
}
