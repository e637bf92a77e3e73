///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Train a challenger, and promote it where it is better by more than chance
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.DeployAfterPromotion;
import io.shelfcast.cli.RetrainOptions;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.retraining.Outcome;
import io.shelfcast.retraining.RetrainAll;
import io.shelfcast.retraining.RetrainingRun;
import io.shelfcast.retraining.RetrainingSummary;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "retrain",
    description = {
      "Trains a challenger of the customer's champion; both forecast days that neither has learnt from,"
          + " and the challenger is promoted where it is better by more than chance.",
      "Exit code 0 whatever is decided; 1 if a customer failed."
    })
class retrain extends Verb {

  @Mixin CustomerOptions customers;

  @Option(
      names = "--all",
      description = "Every customer of the database; one that fails does not stop the others.")
  boolean all;

  @Mixin RetrainOptions options;

  @Mixin DeployAfterPromotion deploy;

  public static void main(String... args) {
    Verb.main(new retrain(), args);
  }

  @Override
  protected int run() {
    if (all && customers.given() != null) {
      throw new ParameterException(commandLine(), "--customer names one, --all means every one");
    }
    RetrainingRun.Request request = options.request();
    Database database = customers.open();
    RetrainingRun run =
        new RetrainingRun(
            database,
            ModelRegistry.of(StateFolder.current()),
            Clock.systemDefaultZone(),
            System.getProperty("user.name"),
            ofOptions(deploy::afterPromotion),
            progress());
    if (!all) {
      Outcome outcome = run.run(customers.in(database), request);
      out().print(RetrainingSummary.of(outcome));
      options.write(List.of(outcome), out());
      return DONE;
    }
    RetrainAll done =
        RetrainAll.of(
            run,
            database.customers(Integer.MAX_VALUE),
            request,
            outcome -> out().print(RetrainingSummary.of(outcome)),
            failure -> progress().say("'" + failure.customer() + "': " + failure.message()));
    options.write(done.outcomes(), out());
    out().print(done.summary());
    return done.failures().isEmpty() ? DONE : FAILURE;
  }
}
