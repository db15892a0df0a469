package decisive.datasets.fetch;

import static decisive.datasets.fetch.ScriptedServer.file;
import static decisive.datasets.fetch.ScriptedServer.part;
import static decisive.datasets.fetch.ScriptedServer.raw;
import static decisive.datasets.fetch.ScriptedServer.stalling;
import static decisive.datasets.fetch.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.datasets.Datasets;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] CONTENT = bytes(1, 200_000);
  private static final String ETAG = "\"v1\"";

  @TempDir private Path directory;
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  static byte[] bytes(long seed, int length) {
    Generator generator = new Generator(seed);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) generator.nextInt(256);
    }
    return bytes;
  }

  static String md5(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
  }

  private RemoteFile remote() throws Exception {
    return new RemoteFile(server.uri("/data.gz"), "data.gz", CONTENT.length, md5(CONTENT));
  }

  private boolean fetch() throws Exception {
    return fetch(PATIENCE);
  }

  private boolean fetch(Duration patience) throws Exception {
    return new Download(patience).fetch(remote(), directory, bytes -> {});
  }

  /** The error's text behind the address. */
  private String failure(Duration patience) {
    IOException failure = assertThrows(IOException.class, () -> fetch(patience));
    String address = server.uri("/data.gz") + ": ";
    assertTrue(failure.getMessage().startsWith(address), failure.getMessage());
    return failure.getMessage().substring(address.length());
  }

  private String failure() {
    return failure(PATIENCE);
  }

  private void assertWhole() throws IOException {
    assertArrayEquals(CONTENT, Files.readAllBytes(directory.resolve("data.gz")));
    assertEquals(List.of("data.gz"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileComesWholeAndOnce() throws Exception {
    server.then(file(CONTENT, ETAG));
    List<Long> progress = new ArrayList<>();
    assertTrue(new Download(PATIENCE).fetch(remote(), directory, progress::add));
    assertWhole();
    assertEquals(0, progress.get(0));
    assertEquals(CONTENT.length, progress.get(progress.size() - 1));
    assertEquals(progress.stream().sorted().toList(), progress);
    assertFalse(fetch());
    assertEquals(1, server.requests().size());
  }

  @Test
  void aTransferThatWasCutGoesOnWhereItEnded() throws Exception {
    server.then(part(CONTENT, ETAG, 70_000)).then(file(CONTENT, ETAG));
    assertTrue(failure().endsWith("70000 of 200000 bytes; run it again to go on from there"));
    assertEquals(List.of("data.gz.part", "data.gz.part.etag"), names());
    assertTrue(fetch());
    assertWhole();
    assertEquals("bytes=70000-", server.requests().get(1).header("range"));
    assertEquals(ETAG, server.requests().get(1).header("if-range"));
  }

  @Test
  void invalidLengthsAndAddressesAreTheServersFault() {
    for (String length : List.of("abc", "-5", "99999999999999999999")) {
      server.then(raw("200 OK", CONTENT, 0, 100, "Content-Length: " + length));
      String failure = failure();
      assertTrue(failure.contains(length) || failure.contains("ontent"), failure);
    }
    server.then(status("302 Found", "Location: ht!tp://[nowhere"));
    failure();
  }

  @Test
  void linksAreNotWrittenThrough() throws Exception {
    for (String name : List.of("data.gz.part", "data.gz.part.etag")) {
      Path mine = Files.writeString(directory.resolve("mine"), "mine");
      Path link = Files.createSymbolicLink(directory.resolve(name), mine);
      server.then(file(CONTENT, ETAG));
      String message = assertThrows(IOException.class, this::fetch).getMessage();
      assertEquals(link + ": is a link, or no plain file; remove it", message);
      assertEquals("mine", Files.readString(mine));
      Files.delete(link);
    }
  }

  @Test
  void howeverOftenItIsCutItEndsWithTheFile() throws Exception {
    Generator generator = new Generator(7);
    int end = 0;
    int calls = 0;
    for (; end < CONTENT.length; calls++) {
      end = Math.min(CONTENT.length, end + generator.nextInt(20_000));
      server.then(part(CONTENT, ETAG, end));
    }
    for (int call = 1; call < calls; call++) {
      failure();
    }
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void aServerThatStallsIsLeft() throws Exception {
    server.then(stalling(part(CONTENT, ETAG, 50_000))).then(file(CONTENT, ETAG));
    assertEquals(
        "nothing came for 0.4 s after 50000 of 200000 bytes; run it again to go on from there",
        failure(Duration.ofMillis(400)));
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void aServerThatNeverAnswersIsLeft() {
    server.then(stalling((request, out) -> {}));
    assertEquals("no answer within 0.2 s; try again later", failure(Duration.ofMillis(200)));
  }

  @Test
  void aServerThatIsNotThere() throws Exception {
    server.close();
    assertEquals("cannot be reached; is this machine online, without a proxy?", failure());
  }

  @Test
  void anotherLengthIsAnotherFile() throws Exception {
    for (int length : new int[] {CONTENT.length - 1, CONTENT.length + 1}) {
      server.then(raw("200 OK", CONTENT, 0, 1000, "Content-Length: " + length));
      assertEquals(
          "the server's file has " + length + " bytes, it should have 200000; it is another one",
          failure());
    }
    assertFalse(Files.exists(directory.resolve("data.gz")));
  }

  @Test
  void aPromiseOfMoreThanComes() throws Exception {
    server.then(raw("200 OK", CONTENT, 0, 1000, "Content-Length: 200000"));
    assertTrue(failure().endsWith(" after 1000 of 200000 bytes; run it again to go on from there"));
    server.then(raw("206 Partial Content", CONTENT, 1000, 3000, range(1000)));
    assertTrue(failure().startsWith("the server stopped after 3000 of 200000 bytes"));
  }

  @Test
  void moreThanTheFileIsNotTaken() throws Exception {
    server.then(
        (request, out) -> {
          raw("200 OK", CONTENT, 0, CONTENT.length).answer(request, out);
          for (int more = 0; more < 1000; more++) { // until the reader hangs up
            out.write(CONTENT);
          }
        });
    assertEquals(
        "the server sends more than the 200000 bytes that the file should have; it is another one",
        failure());
    assertEquals(List.of(), names());
  }

  @Test
  void aServerThatKnowsNoRangesSendsAllAgain() throws Exception {
    server
        .then(part(CONTENT, ETAG, 70_000))
        .then(raw("200 OK", CONTENT, 0, CONTENT.length, "Content-Length: 200000"));
    failure();
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void aFileThatChangedMeanwhileIsNotMixed() throws Exception {
    byte[] newer = bytes(2, CONTENT.length);
    server
        .then(part(newer, "\"v0\"", 70_000))
        .then(file(CONTENT, ETAG)); // If-Range "v0" does not hold: all of it, from the beginning
    failure();
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void aMixtureIsFoundByItsChecksum() throws Exception {
    server
        .then(raw("200 OK", bytes(2, 70_000), 0, 70_000, "Content-Length: 200000")) // no ETag
        .then(file(CONTENT, ETAG))
        .then(file(CONTENT, ETAG));
    failure();
    assertTrue(failure().contains("; the server has another file, or it was damaged"));
    assertEquals(List.of(), names());
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void aWrongFileIsDeleted() throws Exception {
    byte[] other = bytes(2, CONTENT.length);
    server.then(file(other, ETAG));
    assertEquals(
        "what came has MD5 "
            + md5(other)
            + ", it should be "
            + md5(CONTENT)
            + "; the server has another file, or it was damaged on its way; it was deleted",
        failure());
    assertEquals(List.of(), names());
  }

  @Test
  void anotherRangeThanAskedForIsNotAppended() throws Exception {
    server
        .then(part(CONTENT, ETAG, 70_000))
        .then(raw("206 Partial Content", CONTENT, 0, CONTENT.length, range(0)))
        .then(file(CONTENT, ETAG));
    failure();
    assertEquals(
        "the server was to send \"bytes 70000-199999/200000\", but sends \"bytes"
            + " 0-199999/200000\"; run it again to begin anew",
        failure());
    assertTrue(fetch());
    assertWhole();
    assertEquals("", server.requests().get(2).header("range"));
  }

  private static String range(int from) {
    return "Content-Range: bytes " + from + "-199999/200000";
  }

  @Test
  void aRangeThatTheServerRefusesBeginsAnew() throws Exception {
    server
        .then(part(CONTENT, ETAG, 70_000))
        .then(status("416 Range Not Satisfiable", "Content-Length: 0"))
        .then(file(CONTENT, ETAG));
    failure();
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void redirectionsAreFollowedNotForEver() throws Exception {
    server
        .then(status("302 Found", "Location: /elsewhere", "Content-Length: 0"))
        .then(file(CONTENT, ETAG));
    assertTrue(fetch());
    assertWhole();
    Files.delete(directory.resolve("data.gz"));
    for (int i = 0; i < 20; i++) {
      server.then(status("302 Found", "Location: /data.gz", "Content-Length: 0"));
    }
    assertEquals("the server answers 302; the file may have moved", failure());
  }

  @Test
  void statusesOfFailure() {
    server.then(status("404 Not Found", "Content-Length: 0"));
    assertEquals("the server answers 404; the file may have moved", failure());
    server.then(status("503 Service Unavailable", "Content-Length: 0"));
    assertEquals("the server answers 503; try again later", failure());
  }

  @Test
  void nonsenseInsteadOfAnAnswer() {
    server.then((request, out) -> out.write("220 mail\r\n\r\n".getBytes()));
    assertTrue(failure().endsWith("; try again later"));
  }

  @Test
  void aFileOfThatNameIsNotOverwritten() throws Exception {
    Path file = Files.write(directory.resolve("data.gz"), new byte[] {1});
    IOException failure = assertThrows(IOException.class, this::fetch);
    assertEquals(
        file
            + ": is there already, but has MD5 55a54008ad1ba589aa210d2629c1df41 instead of "
            + md5(CONTENT)
            + "; move it away, or choose another directory",
        failure.getMessage());
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
  }

  @Test
  void oneAtATime() throws Exception {
    Path part = directory.resolve("data.gz.part");
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      IOException failure = assertThrows(IOException.class, this::fetch);
      assertEquals(
          part + ": is being fetched already; wait for the other one to end", failure.getMessage());
    }
  }

  @Test
  void aPartLongerThanTheFileIsNotOfIt() throws Exception {
    Files.write(directory.resolve("data.gz.part"), Arrays.copyOf(CONTENT, CONTENT.length + 1));
    server.then(file(CONTENT, ETAG));
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void aPartThatIsWholeNeedsOnlyItsCheck() throws Exception {
    Files.write(directory.resolve("data.gz.part"), CONTENT);
    assertTrue(fetch());
    assertWhole();
    assertEquals(0, server.requests().size());
  }

  @Test
  void remoteFilesAreChecked() {
    URI uri = URI.create("http://127.0.0.1/x");
    String md5 = "0".repeat(32);
    for (String name : new String[] {"../x", "a/b", "", ".hidden", "a\\b"}) {
      assertThrows(IllegalArgumentException.class, () -> new RemoteFile(uri, name, 1, md5));
    }
    assertThrows(IllegalArgumentException.class, () -> new RemoteFile(uri, "x", 0, md5));
    assertThrows(IllegalArgumentException.class, () -> new RemoteFile(uri, "x", 1, "abc"));
  }

  @Test
  void everySourceIsNamedAsDatasetsAre() {
    for (Source source : Source.all()) {
      assertTrue(Datasets.NAMES.contains(source.name() + ":PATH"), source.name());
    }
    Path data = Path.of("data");
    assertEquals(
        "cifar10:" + data.resolve("cifar-10-binary.tar.gz"),
        Source.named("cifar10", Source.all()).in(data));
    assertEquals("mnist:data", Source.named("mnist", Source.all()).in(data));
  }
}
