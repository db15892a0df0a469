package decisive.nn.resnet;

import decisive.nn.Module;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Sequential;
import decisive.tensor.random.Generator;

/** The way around a block: the input itself, or its projection where the shape changes. */
final class Shortcut {
  private Shortcut() {}

  static Module of(int inputs, int outputs, int stride, Generator generator) {
    if (inputs == outputs && stride == 1) {
      return new Sequential();
    }
    return new Sequential(
        new Conv2d(inputs, outputs, 1, stride, 0, generator.split("shortcut")),
        new BatchNorm(outputs));
  }
}
