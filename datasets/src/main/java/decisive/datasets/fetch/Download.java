package decisive.datasets.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/**
 * Gets files over HTTP. A file comes under its name only when it is whole and its checksum correct;
 * until then it is {@code NAME.part}, and a later call goes on behind what is there already. {@code
 * NAME.part.etag} holds the server's mark of the version that the part is of: of another version
 * the server sends everything anew.
 */
public final class Download {
  /** How long a silent server is waited for, where there is no reason for another time. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int BUFFER = 1 << 16;
  private static final String AGAIN = "; run it again to go on from there";

  private final Duration patience;
  private final HttpClient client;

  /**
   * @param patience how long to wait for a connection, an answer, and each further piece
   */
  public Download(Duration patience) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * Gets a file, or what is missing of it. A file that is there already is only checked.
   *
   * @param directory where to; made if there is none
   * @param progress receives how many bytes of the file are there, before and while others come
   * @return false if nothing was missing
   * @throws IOException if another file of that name is there, the server fails, stalls or breaks
   *     off (what came is kept), or what it sends is not that file (nothing is kept)
   */
  public boolean fetch(RemoteFile file, Path directory, LongConsumer progress) throws IOException {
    Path target = directory.resolve(file.name());
    makeDirectory(directory);
    if (Files.exists(target)) {
      checkExisting(file, target);
      progress.accept(file.size());
      return false;
    }
    Part part = new Part(file, directory.resolve(file.name() + ".part"));
    try (FileChannel channel = part.open()) {
      progress.accept(channel.size());
      if (channel.size() < file.size()) {
        receive(part, channel, progress);
      }
      String md5 = md5(channel);
      if (!md5.equals(file.md5())) {
        part.delete();
        throw new IOException(
            file.uri()
                + ": what came has MD5 "
                + md5
                + ", it should be "
                + file.md5()
                + "; the server has another file, or it was damaged on its way; it was deleted");
      }
      channel.force(true);
    }
    Files.move(part.path(), target, StandardCopyOption.ATOMIC_MOVE);
    part.deleteMark();
    return true;
  }

  private static void makeDirectory(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new FileSystemException(directory.toString(), null, "is a file; name a directory");
    }
  }

  private static void checkExisting(RemoteFile file, Path target) throws IOException {
    if (!Files.isRegularFile(target)) {
      throw new FileSystemException(
          target.toString(), null, "is there already, but no file; choose another directory");
    }
    String md5;
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ)) {
      md5 = md5(channel);
    }
    if (!md5.equals(file.md5())) {
      throw new IOException(
          target
              + ": is there already, but has MD5 "
              + md5
              + " instead of "
              + file.md5()
              + "; move it away, or choose another directory");
    }
  }

  private void receive(Part part, FileChannel channel, LongConsumer progress) throws IOException {
    try {
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = ask(part, channel.size());
      if (response.statusCode() == RANGE_NOT_SATISFIABLE && channel.size() > 0) {
        part.clear(channel);
        response = ask(part, 0);
      }
      try (ResponseBody body = new ResponseBody()) {
        response.body().subscribe(body);
        begin(part, channel, response);
        append(part, channel, body, progress);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(part.file().uri() + ": interrupted" + AGAIN);
    }
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(Part part, long from)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(part.file().uri()).timeout(patience);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
      part.readMark().ifPresent(mark -> request.header("If-Range", mark));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofPublisher());
    } catch (HttpTimeoutException e) {
      throw new IOException(
          part.file().uri() + ": no answer within " + seconds(patience) + "; try again later", e);
    } catch (ConnectException e) {
      throw new IOException(
          part.file().uri() + ": cannot be reached; is this machine online, without a proxy?", e);
    } catch (IOException | IllegalArgumentException e) {
      // The client takes numbers and addresses in an answer as they come.
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException(part.file().uri() + ": " + reason + "; try again later", e);
    }
  }

  /** Makes the part ready for what the answer brings. */
  private static void begin(Part part, FileChannel channel, HttpResponse<?> response)
      throws IOException {
    RemoteFile file = part.file();
    HttpHeaders headers = response.headers();
    long from = channel.size();
    if (response.statusCode() == OK) {
      String length = headers.firstValue("Content-Length").orElse("" + file.size());
      if (!length.equals("" + file.size())) {
        throw new IOException(
            file.uri()
                + ": the server's file has "
                + length
                + " bytes, it should have "
                + file.size()
                + "; it is another one");
      }
      // All of it: nothing was there, or what was is of another version, or ranges are not known.
      part.clear(channel);
      part.writeMark(headers);
    } else if (response.statusCode() == PARTIAL_CONTENT) {
      String range = headers.firstValue("Content-Range").orElse("nothing");
      String wanted = "bytes " + from + "-" + (file.size() - 1) + "/" + file.size();
      if (!range.equals(wanted)) {
        part.clear(channel);
        throw new IOException(
            file.uri()
                + ": the server was to send \""
                + wanted
                + "\", but sends \""
                + range
                + "\"; run it again to begin anew");
      }
    } else {
      throw new IOException(
          file.uri()
              + ": the server answers "
              + response.statusCode()
              + (response.statusCode() < 500 ? "; the file may have moved" : "; try again later"));
    }
  }

  private void append(Part part, FileChannel channel, ResponseBody body, LongConsumer progress)
      throws IOException, InterruptedException {
    RemoteFile file = part.file();
    long at = channel.size();
    while (true) {
      List<ByteBuffer> piece;
      try {
        piece = body.next(patience);
      } catch (IOException e) {
        throw new IOException(brokeOff(file, at, e.getMessage()), e);
      }
      if (piece == null) {
        break;
      }
      for (ByteBuffer bytes : piece) {
        if (at + bytes.remaining() > file.size()) {
          part.delete();
          throw new IOException(
              file.uri()
                  + ": the server sends more than the "
                  + file.size()
                  + " bytes that the file should have; it is another one");
        }
        at += bytes.remaining();
        part.append(channel, bytes);
      }
      progress.accept(at);
    }
    if (at < file.size()) {
      throw new IOException(brokeOff(file, at, "the server stopped"));
    }
  }

  private static String brokeOff(RemoteFile file, long at, String why) {
    return file.uri() + ": " + why + " after " + at + " of " + file.size() + " bytes" + AGAIN;
  }

  static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }

  private static String md5(FileChannel channel) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long at = 0;
    for (int read = channel.read(buffer, at); read > 0; read = channel.read(buffer, at)) {
      at += read;
      digest.update(buffer.flip());
      buffer.clear();
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
