package decisive.bench;

import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;

/**
 * The different convolutions of ResNet-20 of width 16 (batch 128), of ResNet-18 of width 64 (batch
 * 32), and of one image: edge of the input image, channels, outputs, size, stride.
 */
public enum NetworkShape {
  R20_STEM(128, 32, 3, 16, 3, 1),
  R20_STAGE_1(128, 32, 16, 16, 3, 1),
  R20_TO_STAGE_2(128, 32, 16, 32, 3, 2),
  R20_AROUND_2(128, 32, 16, 32, 1, 2),
  R20_STAGE_2(128, 16, 32, 32, 3, 1),
  R20_TO_STAGE_3(128, 16, 32, 64, 3, 2),
  R20_AROUND_3(128, 16, 32, 64, 1, 2),
  R20_STAGE_3(128, 8, 64, 64, 3, 1),
  R18_STEM(32, 32, 3, 64, 3, 1),
  R18_STAGE_1(32, 32, 64, 64, 3, 1),
  R18_TO_STAGE_2(32, 32, 64, 128, 3, 2),
  R18_AROUND_2(32, 32, 64, 128, 1, 2),
  R18_STAGE_2(32, 16, 128, 128, 3, 1),
  R18_TO_STAGE_3(32, 16, 128, 256, 3, 2),
  R18_AROUND_3(32, 16, 128, 256, 1, 2),
  R18_STAGE_3(32, 8, 256, 256, 3, 1),
  R18_TO_STAGE_4(32, 8, 256, 512, 3, 2),
  R18_AROUND_4(32, 8, 256, 512, 1, 2),
  R18_STAGE_4(32, 4, 512, 512, 3, 1),
  ONE_IMAGE_STAGE_1(1, 32, 64, 64, 3, 1),
  ONE_IMAGE_STAGE_4(1, 4, 512, 512, 3, 1);

  private final Shape input;
  private final Shape weight;
  private final int stride;

  NetworkShape(int batch, int edge, int channels, int outputs, int size, int stride) {
    this.input = Shape.of(batch, edge, edge, channels);
    this.weight = Shape.of(size, size, channels, outputs);
    this.stride = stride;
  }

  Shape input() {
    return input;
  }

  Shape weight() {
    return weight;
  }

  Convolution2d convolution() {
    return new Convolution2d(input, weight, stride, weight.extent(0) / 2);
  }

  /** Thousand millions of floating-point operations of a pass, a multiply-add being two. */
  double gflop() {
    return 2e-9 * weight.size() * convolution().output().span(0, 3);
  }
}
