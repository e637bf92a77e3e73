package io.shelfcast.deployment;

import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.registry.ModelRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A deployment in a process of its own, to be killed. */
final class DeployChild {

  private DeployChild() {}

  /**
   * {@code CUSTOMER VERTEX STORAGE MODELS JDBC-URL} deploys; without arguments Google's own cloud
   * is asked for, by the credentials that there are.
   */
  public static void main(String... args) {
    if (args.length == 0) {
      try {
        Cloud.connect(new CloudProject("shop-1", "europe-west1", null, null), Duration.ofMinutes(1))
            .close();
        System.out.println("connected");
      } catch (RuntimeException e) {
        System.out.println(e.getMessage());
      }
      return;
    }
    Path models = Path.of(args[3]);
    Database database =
        Database.open(new StateFolder(models.getParent()), Map.of("SHELFCAST_DB_URL", args[4]));
    CloudProject project = new CloudProject("shop-1", "europe-west1", args[1], args[2]);
    Shop shop = new Shop(args[0], project, database, new ModelRegistry(models));
    System.exit(shop.deploy(100));
  }
}
