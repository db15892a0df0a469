import decisive.tutorials.exercise.laws.MirrorLaws;

/** A solution of exercise 25. */
public class Mirror implements MirrorLaws.Contract {
  @Override
  public float[] mirror(float[] image, int height, int width, int channels) {
    float[] mirrored = new float[image.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          mirrored[(y * width + width - 1 - x) * channels + c] =
              image[(y * width + x) * channels + c];
        }
      }
    }
    return mirrored;
  }
}
