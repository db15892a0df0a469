package decisive.experiments.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A folder of small images of two classes. */
final class Images {
  private static final int EACH = 10;

  private Images() {}

  /**
   * @param brightness of one pixel of one image, so that folders differ by one byte
   */
  static Path folder(Path folder, int brightness) throws IOException {
    for (String name : new String[] {"dark", "light"}) {
      Path images = Files.createDirectories(folder.resolve(name));
      for (int i = 0; i < EACH; i++) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 8; x++) {
          image.getRaster().setSample(x, i % 8, 0, name.equals("dark") ? 60 : 200);
        }
        if (i == 0) {
          for (int y = 0; y < 8; y++) {
            image.getRaster().setSample(0, y, 0, brightness);
          }
        }
        ImageIO.write(image, "png", images.resolve("image" + i + ".png").toFile());
      }
    }
    return folder;
  }
}
