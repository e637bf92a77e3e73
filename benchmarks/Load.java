import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts bodies to a server over kept connections, each connection one after the other, and says how
 * long the answers took: {@code Load URL CONNECTIONS REQUESTS FILE}. The file has a body a line,
 * which are taken in turns. A time is from the first byte sent to the last one read. Needs the JDK
 * alone, and so little of the processor that it can run beside the server.
 */
class Load {

  private final URI url;
  private final List<byte[]> requests = new ArrayList<>();
  private final long[] nanos;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  Load(URI url, Path bodies, int count) throws IOException {
    this.url = url;
    nanos = new long[count];
    for (String line : Files.readAllLines(bodies)) {
      byte[] body = line.getBytes(StandardCharsets.UTF_8);
      String head =
          "POST "
              + url.getRawPath()
              + " HTTP/1.1\r\nHost: "
              + url.getAuthority()
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      byte[] start = head.getBytes(StandardCharsets.US_ASCII);
      byte[] request = Arrays.copyOf(start, start.length + body.length);
      System.arraycopy(body, 0, request, start.length, body.length);
      requests.add(request);
    }
  }

  public static void main(String... args) throws Exception {
    int connections = Integer.parseInt(args[1]);
    Load load = new Load(URI.create(args[0]), Path.of(args[3]), Integer.parseInt(args[2]));
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    long begun = System.nanoTime();
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(threads.submit(load::connection));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      System.err.println("Cannot go on: " + e.getCause().getMessage());
      System.exit(1);
    } finally {
      threads.shutdownNow();
    }
    load.print((System.nanoTime() - begun) / 1e9);
  }

  private Void connection() throws IOException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
        long begun = System.nanoTime();
        socket.getOutputStream().write(requests.get(i % requests.size()));
        if (!answered(in)) {
          failed.incrementAndGet();
        }
        nanos[i] = System.nanoTime() - begun;
      }
    }
    return null;
  }

  /** Reads an answer to its end; whether it is a 200 without an instance's error. */
  private static boolean answered(InputStream in) throws IOException {
    boolean ok = line(in).startsWith("HTTP/1.1 200");
    int length = 0;
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).trim());
      }
    }
    ByteArrayOutputStream read = new ByteArrayOutputStream(1 << 12);
    do {
      if (chunked) {
        length = Integer.parseInt(line(in), 16);
      }
      read.write(in.readNBytes(length));
      if (chunked) {
        line(in);
      }
    } while (chunked && length > 0);
    String body = read.toString(StandardCharsets.ISO_8859_1);
    if (body.isEmpty()) {
      throw new IOException("an answer is empty");
    }
    return ok && !body.contains("\"error\"");
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server has closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void print(double seconds) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%d requests, %d failed, %.0f a second; p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f, max"
            + " %.1f%n",
        nanos.length,
        failed.get(),
        nanos.length / seconds,
        at(.5),
        at(.9),
        at(.99),
        at(.999),
        at(1));
    System.exit(failed.get() == 0 ? 0 : 1);
  }

  private double at(double share) {
    return nanos[(int) Math.min(nanos.length - 1L, (long) (share * nanos.length))] / 1e6;
  }
}
