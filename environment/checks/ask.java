import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Asks a server: {@code ask URL [FILE-TO-POST]}; waits up to two minutes for one that is ready. */
class ask {

  public static void main(String... args) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(args[0]));
    if (args.length > 1) {
      request.POST(HttpRequest.BodyPublishers.ofFile(Path.of(args[1])));
    }
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    HttpClient client = HttpClient.newHttpClient();
    while (true) {
      try {
        HttpResponse<byte[]> response =
            client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 503 || Instant.now().isAfter(end)) {
          System.out.write(response.body());
          System.out.flush();
          System.exit(response.statusCode() == 200 ? 0 : 1);
        }
      } catch (java.net.ConnectException e) {
        if (Instant.now().isAfter(end)) {
          throw e;
        }
      }
      Thread.sleep(200);
    }
  }
}
