///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION List, compare, promote, roll back and prune a customer's models
//JAVA 17+
//RUNTIME_OPTIONS -Djava.awt.headless=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.ModelsVerb;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.Promotions;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
    name = "models",
    description =
        "Shows a customer's saved models and why each was promoted or not; moves the champion.")
class models extends Verb {

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description =
          "list; show (--version); compare (--version, --with); promote (--version); rollback, to the"
              + " champion before; prune (--keep).%nCandidates: ${COMPLETION-CANDIDATES}")
  ModelsVerb.Action action;

  @Mixin CustomerOptions customers;

  @Option(names = "--version", paramLabel = "N", description = "Which one. Default: the champion.")
  Integer version;

  @Option(
      names = "--with",
      paramLabel = "N",
      description = "With compare: the other one. Default: the newest.")
  Integer other;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description =
          "With prune: so many of the last ones stay, and the champion and the one before it that"
              + " is whole always.")
  int keep = 10;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "With promote and rollback: logged.")
  String reason;

  public static void main(String... args) {
    Verb.main(new models(), args);
  }

  @Override
  protected int run() {
    if (action == ModelsVerb.Action.PROMOTE && version == null) {
      throw new ParameterException(commandLine(), "promote needs --version N");
    }
    Database database = customers.open();
    String customer = customers.in(database);
    ModelRegistry registry = ModelRegistry.of(StateFolder.current());
    Promotions promotions = Promotions.logged(registry, database, progress()::say);
    new ModelsVerb(
            registry, promotions, Clock.systemDefaultZone(), System.getProperty("user.name"), out())
        .run(action, new ModelsVerb.Request(customer, version, other, keep, reason));
    return DONE;
  }
}
