package decisive.datasets.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on this machine that answers each request by the next act of a script, so that it can
 * cut, stall and lie as no well-meant server does.
 */
public final class ScriptedServer implements AutoCloseable {
  /** What is asked for: names of headers in small letters. */
  public record Request(String path, Map<String, String> headers) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** An answer to one request; the connection is closed behind it. */
  public interface Act {
    void answer(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Queue<Act> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  public ScriptedServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds to the script. */
  public synchronized ScriptedServer then(Act act) {
    script.add(act);
    return this;
  }

  private synchronized Act next() {
    return script.isEmpty() ? status("418 Nothing Planned") : script.remove();
  }

  /** The requests until now. */
  List<Request> requests() {
    return requests;
  }

  public URI uri(String path) {
    return URI.create(
        "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + path);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread thread = new Thread(() -> answer(connection), "scripted-answer");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      String first = in.readLine();
      if (first == null) {
        return;
      }
      Map<String, String> headers = new TreeMap<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
      Request request = new Request(first.split(" ")[1], headers);
      requests.add(request);
      next().answer(request, connection.getOutputStream());
    } catch (IOException | InterruptedException gone) {
      // The reader has had enough, or the test is over.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }

  // ---- acts

  private static void head(OutputStream out, String status, String... headers) throws IOException {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    out.write(text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** A status and headers without content. */
  static Act status(String status, String... headers) {
    return (request, out) -> {
      head(out, status, headers);
    };
  }

  /** A status, headers, and some bytes, whatever the headers promise. */
  static Act raw(String status, byte[] bytes, int from, int to, String... headers) {
    return (request, out) -> {
      head(out, status, headers);
      out.write(bytes, from, to - from);
      out.flush();
    };
  }

  /** As a good server answers: the whole file, or the range if it is still of that version. */
  public static Act file(byte[] content, String etag) {
    return part(content, etag, content.length);
  }

  /** As {@link #file}, but the connection ends at byte {@code end} of the file. */
  static Act part(byte[] content, String etag, int end) {
    return (request, out) -> {
      String range = request.header("range");
      String condition = request.header("if-range");
      if (!range.isEmpty() && (condition.isEmpty() || condition.equals(etag))) {
        int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        String sent = "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
        String length = "Content-Length: " + (content.length - from);
        raw(
                "206 Partial Content",
                content,
                from,
                Math.max(from, end),
                length,
                "Content-Range: " + sent)
            .answer(request, out);
      } else {
        raw("200 OK", content, 0, end, "Content-Length: " + content.length, "ETag: " + etag)
            .answer(request, out);
      }
    };
  }

  /** Does an act, then keeps the connection open and silent until the server is closed. */
  static Act stalling(Act act) {
    return (request, out) -> {
      act.answer(request, out);
      synchronized (out) {
        out.wait();
      }
    };
  }
}
