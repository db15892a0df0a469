package decisive.tensor.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Who may do what with a file, to carry over to the one that replaces it.
 *
 * @param attributes null where the file system knows neither owners nor permissions, and for a file
 *     that replaces none
 */
record Ownership(PosixFileAttributes attributes) {
  /** Of what is to be replaced, if it is there. */
  static Ownership of(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return new Ownership(view == null || !Files.exists(file) ? null : view.readAttributes());
  }

  /** What to create the replacement with: nobody else reads it before {@link #carryTo}. */
  FileAttribute<?>[] whileWriting() {
    return attributes == null
        ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
  }

  /**
   * Gives the replacement the owner, group and permissions.
   *
   * @param target the name of what is replaced, for the error
   * @throws FileSystemException if only the owner or the superuser could do that, and whoever uses
   *     the file now would be locked out
   */
  void carryTo(Path replacement, Path target) throws IOException {
    if (attributes == null) {
      return;
    }
    PosixFileAttributeView view =
        Files.getFileAttributeView(replacement, PosixFileAttributeView.class);
    PosixFileAttributes fresh = view.readAttributes();
    if (!fresh.group().equals(attributes.group())) {
      try {
        view.setGroup(attributes.group());
      } catch (IOException denied) {
        throw refused(target, "its group " + attributes.group().getName(), denied);
      }
    }
    if (!fresh.owner().equals(attributes.owner())) {
      try {
        view.setOwner(attributes.owner());
      } catch (IOException denied) {
        if (!groupMayWhatTheOwnerMay()) {
          throw refused(target, attributes.owner().getName() + ", who owns it,", denied);
        }
      }
    }
    view.setPermissions(attributes.permissions()); // last, since changing owners takes some away
  }

  private boolean groupMayWhatTheOwnerMay() {
    Set<PosixFilePermission> all = attributes.permissions();
    return all.contains(PosixFilePermission.GROUP_READ)
        && all.contains(PosixFilePermission.GROUP_WRITE);
  }

  private static FileSystemException refused(Path target, String who, IOException denied) {
    FileSystemException clear =
        new FileSystemException(
            target.toString(),
            null,
            "is another user's, and replacing it would lock out "
                + who
                + " since this user may not give files away; write as its owner, or name another"
                + " file");
    clear.initCause(denied);
    return clear;
  }
}
