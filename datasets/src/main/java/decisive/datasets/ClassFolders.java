package decisive.datasets;

import decisive.datasets.image.ImageFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The image files of a folder that has a folder for each class, sorted by name. What systems and
 * programs leave is passed over (names with a dot in front, {@code __MACOSX}, {@code Thumbs.db} and
 * the like), and files that are no images, such as notes. Images that would have no place are not:
 * they are an error.
 *
 * @param folder that the classes are in
 * @param classes names of the folders
 * @param files all images, class by class
 * @param labels of each image, 0 .. classes-1
 */
record ClassFolders(Path folder, List<String> classes, List<Path> files, List<Integer> labels) {
  private static final Set<String> SYSTEM =
      Set.of(
          "__macosx",
          "__pycache__",
          "@eadir",
          "$recycle.bin",
          "system volume information",
          "lost+found",
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini");

  /** Stands where a file's name has bytes that the locale's charset gives no character. */
  private static final char UNKNOWN = '\ufffd';

  private static final int NAMED = 3;

  /**
   * @throws IOException if there is no class, a class has no image, or images lie where they would
   *     belong to none: the message names the folder or file
   */
  static ClassFolders of(Path folder) throws IOException {
    ClassFolders found =
        new ClassFolders(folder, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Path> stray = new ArrayList<>();
    for (Path entry : entries(folder)) {
      if (Files.isDirectory(entry)) {
        found.add(entry);
      } else if (ImageFile.isImage(entry) || Files.isSymbolicLink(entry) && !Files.exists(entry)) {
        stray.add(entry);
      }
    }
    if (found.classes.isEmpty()) {
      throw new IOException(folder + ": has no folder in it; it should have one for each class");
    }
    if (!stray.isEmpty()) {
      throw new IOException(
          folder
              + ": "
              + named(stray)
              + (stray.size() == 1 ? " lies" : " lie")
              + " beside the folders of the classes; move "
              + (stray.size() == 1 ? "it" : "them")
              + " into one, or away");
    }
    return found;
  }

  private void add(Path directory) throws IOException {
    List<Path> entries = entries(directory);
    List<Path> inside = entries.stream().filter(Files::isDirectory).toList();
    List<Path> images = new ArrayList<>();
    for (Path entry : entries) {
      boolean lost = Files.isSymbolicLink(entry) && !Files.exists(entry);
      if (!inside.contains(entry) && (lost || ImageFile.isImage(entry))) {
        images.add(entry);
      }
    }
    List<Path> foreign = images.stream().filter(ImageFile::isForeign).toList();
    if (!foreign.isEmpty()) {
      throw new IOException(
          directory
              + ": "
              + named(foreign)
              + (foreign.size() == 1 ? " is no" : " are no")
              + " PNG or JPEG; convert what is not, or move it away");
    }
    if (!inside.isEmpty()) {
      throw new IOException(
          directory
              + (images.isEmpty() ? ": has no images but " : ": has images and ")
              + "folders ("
              + named(inside)
              + "); "
              + (images.isEmpty() ? "if these are the classes, name this folder" : "move either")
              + (images.isEmpty() ? "; else move the images up" : " away"));
    }
    if (images.isEmpty()) {
      throw new IOException(directory + ": this class has no PNG or JPEG image");
    }
    String name = directory.getFileName().toString();
    if (name.indexOf(UNKNOWN) >= 0) {
      throw new IOException(
          directory
              + ": this locale's charset has no characters for the name of this class; set"
              + " LC_ALL=C.UTF-8, or rename the folder");
    }
    images.forEach(image -> labels.add(classes.size()));
    files.addAll(images);
    classes.add(name);
  }

  /** How many, and the first names. */
  private static String named(List<Path> entries) {
    String names =
        entries.stream()
            .limit(NAMED)
            .map(entry -> entry.getFileName().toString())
            .collect(Collectors.joining(", "));
    return entries.size() <= NAMED
        ? names
        : entries.size() + " files or folders (" + names + ", …)";
  }

  /** What is in a folder, sorted, without what systems leave there. */
  static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !isSystems(entry)).sorted().toList();
    } catch (FileSystemException e) {
      throw ImageFile.unreadable(folder, e);
    }
  }

  private static boolean isSystems(Path entry) {
    String name = entry.getFileName().toString();
    return name.startsWith(".") || SYSTEM.contains(name.toLowerCase(Locale.ROOT));
  }
}
