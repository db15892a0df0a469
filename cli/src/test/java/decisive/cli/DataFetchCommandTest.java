package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import decisive.cli.DecisiveTest.Result;
import decisive.datasets.fetch.RemoteFile;
import decisive.datasets.fetch.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFetchCommandTest {
  private static final byte[] ONE = "one".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TWO = "twotwo".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path directory;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve("/one", ONE);
    serve("/two", TWO);
    server.start();
  }

  private void serve(String path, byte[] content) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private RemoteFile file(String name, byte[] content) throws Exception {
    String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    return new RemoteFile(uri, name, content.length, md5);
  }

  private Result run(String... words) throws Exception {
    List<Source> sources =
        List.of(
            new Source("pair", List.of(file("one", ONE), file("two", TWO))),
            new Source("wrong", List.of(file("one", new byte[ONE.length]))));
    return RealCommands.run(List.of(new DataFetchCommand(sources, Duration.ofSeconds(20))), words);
  }

  @Test
  void allFilesComeAndTheNameToUseIsTold() throws Exception {
    Path into = directory.resolve("new");
    Result first = run("data", "fetch", "pair", "--into", into.toString());
    assertEquals(0, first.code(), first.err());
    assertEquals("pair is fetched and checked; its name is pair:" + into + "\n", first.out());
    assertTrue(first.err().contains("fetching pair, bytes: 100 % (9 of 9)"), first.err());
    assertArrayEquals(ONE, Files.readAllBytes(into.resolve("one")));
    assertArrayEquals(TWO, Files.readAllBytes(into.resolve("two")));
    assertEquals(
        "pair was there and checked; its name is pair:" + into + "\n",
        run("data", "fetch", "pair", "--into", into.toString()).out());
  }

  @Test
  void failuresAreOneLine() throws Exception {
    Result wrong = run("data", "fetch", "wrong", "--into", directory.toString());
    assertEquals(1, wrong.code());
    String[] lines = wrong.err().split("\n");
    assertTrue(lines[lines.length - 1].contains("/one: what came has MD5 "), wrong.err());
    assertFalse(Files.exists(directory.resolve("one")));

    Path file = Files.write(directory.resolve("file"), ONE);
    Result notADirectory = run("data", "fetch", "pair", "--into", file.toString());
    assertEquals(1, notADirectory.code());
    assertTrue(
        notADirectory.err().endsWith(file + ": is a file; name a directory\n"),
        notADirectory.err());
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    assertEquals(
        new Result(2, "", "decisive: there is no data set mnst to fetch; there are pair, wrong\n"),
        run("data", "fetch", "mnst", "--into", directory.toString()));
    assertEquals(
        new Result(2, "", "decisive: say where its files go, as in --into data\n"),
        run("data", "fetch", "pair"));
    assertEquals(
        new Result(2, "", "decisive: name one data set: pair, wrong\n"),
        run("data", "fetch", "--into", directory.toString()));
  }
}
