///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Retrain every customer each Sunday night, or see and change when that happens
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.RetrainOptions;
import io.shelfcast.cli.ScheduleOptions;
import io.shelfcast.cli.ScheduleVerb;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.retraining.RetrainingRun;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
    name = "schedule",
    description =
        "Without an action: a worker, which retrains every customer when its time comes and runs until it is"
            + " stopped. Any number of workers of one database share its customers.%n")
class schedule extends Verb {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description =
          "list, run-now (makes a customer, or all, due for the workers), pause or resume.")
  ScheduleVerb.Action action;

  @Mixin CustomerOptions customer;
  @Mixin ScheduleOptions options;
  @Mixin RetrainOptions retrain;

  public static void main(String... args) {
    Verb.main(new schedule(), args);
  }

  @Override
  protected int run() {
    if (action == null && customer.given() != null) {
      throw new ParameterException(
          commandLine(), "--customer goes with list, run-now, pause or resume");
    }
    Clock clock = Clock.systemDefaultZone();
    for (String of : List.of("--out", "--as-of")) {
      if (commandLine().getParseResult().hasMatchedOption(of)) {
        throw new ParameterException(commandLine(), of + " goes with retrain, which runs but once");
      }
    }
    RetrainingRun.Request request = retrain.request();
    options.check(action);
    Database database = customer.open();
    if (action == null) {
      ModelRegistry registry = ModelRegistry.of(StateFolder.current());
      ScheduleVerb.work(
          database,
          clock,
          options,
          ScheduleVerb.retraining(database, registry, clock, request),
          progress());
    } else {
      ScheduleVerb.run(
          action, database, clock, customer.given(), System.getProperty("user.name"), out());
    }
    return DONE;
  }
}
