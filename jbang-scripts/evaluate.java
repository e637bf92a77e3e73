///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Grade a saved model on days after those it has learnt from
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.GateOptions;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.training.EvaluationRun;
import io.shelfcast.training.TrainingSummary;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    description = {
      "Grades a saved model on the days after those it has learnt from.",
      "Exit code 0 if the gate is passed, 3 if it is missed, 1 if there is no day to score."
    })
class evaluate extends Verb {

  @Mixin CustomerOptions customers;

  @Option(names = "--version", paramLabel = "N", description = "Which one. Default: the champion.")
  Integer version;

  @Mixin GateOptions gate;

  public static void main(String... args) {
    Verb.main(new evaluate(), args);
  }

  @Override
  protected int run() {
    Database database = customers.open();
    String customer = customers.in(database);
    ModelVersion model =
        ModelRegistry.of(StateFolder.current()).open(customer, version, progress()::say);
    Verdict verdict =
        new EvaluationRun(database, Clock.systemDefaultZone(), progress()).run(model, gate.level());
    out().print(TrainingSummary.evaluated(model, verdict));
    gate.write(verdict, out());
    return verdict.passed() ? DONE : NEGATIVE_VERDICT;
  }
}
