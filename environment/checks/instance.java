import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.serving.Instance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Clock;

/**
 * Writes a request with one instance for the customer's first version: {@code instance CUSTOMER
 * PRODUCT STORE DAY FILE}.
 */
class instance {

  public static void main(String... args) throws IOException {
    Database database = Database.open(StateFolder.current(), System.getenv());
    Extract year = new Extract(Extract.YEAR.historyDays(), LocalDate.parse(args[3]));
    SalesPanel panel =
        PostgresSales.read(database, args[0], year, Clock.systemDefaultZone(), Progress.NONE);
    EnsembleForecaster model =
        ModelRegistry.of(StateFolder.current()).open(args[0], 1).forecaster();
    Instance asked = Instance.of(model, panel, panel.series(args[1], args[2]));
    String body = new String(asked.json(), StandardCharsets.UTF_8);
    Files.writeString(Path.of(args[4]), "{\"instances\": [" + body + "]}");
  }
}
