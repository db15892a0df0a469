/** Images with labels: from files and servers, split, normalised and changed by chance. */
@SuppressWarnings("requires-automatic") // libraries without a module-info
module decisive.datasets {
  requires transitive decisive.tensor;
  requires transitive java.desktop; // its images
  requires java.net.http;
  requires commons.math3;
  requires org.apache.commons.compress;

  exports decisive.datasets;
  exports decisive.datasets.corruption;
  exports decisive.datasets.fetch;
  exports decisive.datasets.image;
  exports decisive.datasets.transform;
}
