package decisive.nn.resnet;

import decisive.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;

/** Walks a design as an image would, noting each convolution. */
final class ConvolutionSites {
  private final ResNetDesign design;
  private final List<ConvolutionSite> sites = new ArrayList<>();
  private int height;
  private int width;
  private int competitions;

  private ConvolutionSites(ResNetDesign design, int height, int width) {
    this.design = design;
    this.height = height;
    this.width = width;
  }

  static List<ConvolutionSite> of(ResNetDesign design, int height, int width) {
    if (height < 1 || width < 1) {
      throw new ShapeException("convolutions: images of " + height + "×" + width);
    }
    design.competition().checkCount(design.competitions());
    ConvolutionSites walk = new ConvolutionSites(design, height, width);
    walk.network();
    return walk.sites;
  }

  private void network() {
    add("conv1", design.channels(), design.width(), 3, false, 1);
    int inputs = design.width();
    int inputGroup = 1; // the stem's ReLU is no competition
    for (int stage = 0; stage < design.blocks().size(); stage++) {
      for (int block = 0; block < design.blocks().get(stage); block++) {
        String path = "layer" + (stage + 1) + "." + block + ".";
        int stride = stage > 0 && block == 0 ? 2 : 1;
        int outputs = design.outputs(stage);
        if (design.bottleneck()) {
          bottleneck(path, inputs, design.width() << stage, stride, inputGroup);
        } else {
          basic(path, inputs, outputs, stride, inputGroup);
        }
        if (inputs != outputs || stride != 1) {
          add(path + "shortcut.0", inputs, outputs, 1, true, inputGroup);
        }
        inputGroup = competition(outputs);
        inputs = outputs;
      }
    }
  }

  private void basic(String path, int inputs, int outputs, int stride, int inputGroup) {
    shrink(stride);
    add(path + "conv1", inputs, outputs, 3, true, inputGroup);
    add(path + "conv2", outputs, outputs, 3, false, competition(outputs));
  }

  private void bottleneck(String path, int inputs, int width, int stride, int inputGroup) {
    add(path + "conv1", inputs, width, 1, true, inputGroup);
    int first = competition(width);
    shrink(stride);
    add(path + "conv2", width, width, 3, false, first);
    add(path + "conv3", width, width * BottleneckBlock.EXPANSION, 1, false, competition(width));
  }

  /** The group size of the next competition. */
  private int competition(int channels) {
    return design.competition().groupSize(competitions++, channels);
  }

  /** Every convolution keeps the size (its padding is size/2) but for the stride. */
  private void shrink(int stride) {
    height = (height - 1) / stride + 1;
    width = (width - 1) / stride + 1;
  }

  private void add(
      String name, int inputs, int outputs, int size, boolean readsBlockInput, int inputGroup) {
    sites.add(
        new ConvolutionSite(
            name, inputs, outputs, size, height, width, readsBlockInput, inputGroup));
  }
}
