package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A verb of the command line. Exit codes: 0 done; 1 failure, bad data included; 2 usage; 3 a
 * negative verdict of {@code evaluate}, {@code deploy} or {@code monitor}. A human summary goes to
 * standard output, progress and notices to standard error; a user's mistake is told in one line,
 * with a trace only under {@code --verbose}.
 */
@Command(
    showDefaultValues = true,
    usageHelpAutoWidth = true,
    sortOptions = false,
    versionProvider = Verb.Version.class)
public abstract class Verb implements Callable<Integer> {

  public static final int DONE = CommandLine.ExitCode.OK;
  public static final int FAILURE = 1;
  public static final int USAGE = 2;
  public static final int NEGATIVE_VERDICT = 3;

  @Spec private CommandSpec spec;

  // Not picocli's standard pair: --version is the model's, in verbs that use one.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(names = "-V", versionHelp = true, description = "Show which Shelfcast this is.")
  private boolean about;

  @Option(names = "--verbose", description = "Show logs, and the trace of an error.")
  protected boolean verbose;

  private final ConsoleProgress progress = new ConsoleProgress();

  /** Does the work and returns the exit code. */
  protected abstract int run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    Logs.configure(verbose);
    OutputFile.check(commandLine());
    return run();
  }

  /** Where the summary goes; a bar that is still shown ends before it. */
  protected PrintWriter out() {
    progress.close();
    return spec.commandLine().getOut();
  }

  /** The parser, for the exceptions of wrong usage. */
  protected CommandLine commandLine() {
    return spec.commandLine();
  }

  /** Makes something of option values; where it refuses them, the usage was wrong. */
  protected <T> T ofOptions(Supplier<T> made) {
    try {
      return made.get();
    } catch (ShelfcastException e) {
      throw new ParameterException(commandLine(), e.getMessage(), e);
    }
  }

  /** Bars and notices on standard error. */
  protected Progress progress() {
    return progress;
  }

  /** Runs a verb as a program: parses, works, reports, exits. */
  public static void main(Verb verb, String... args) {
    System.exit(execute(verb, args));
  }

  /** Runs a verb and returns its exit code. */
  public static int execute(Verb verb, String... args) {
    CommandLine line = new CommandLine(verb);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    WrongValue.registerConverters(line);
    line.setParameterExceptionHandler(
        (e, a) -> {
          CommandLine failed = e.getCommandLine();
          failed
              .getErr()
              .println(
                  WrongValue.said(oneLine(e.getMessage()))
                      + " (see "
                      + failed.getCommandName()
                      + " --help)");
          return USAGE;
        });
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          verb.progress.close();
          failed.getErr().println(failed.getCommandName() + ": " + describe(e));
          if (verb.verbose) {
            e.printStackTrace(failed.getErr());
          }
          return FAILURE;
        });
    int code = line.execute(args);
    verb.progress.close();
    line.getOut().flush();
    return code;
  }

  private static String describe(Throwable e) {
    if (e instanceof ShelfcastException) {
      return e.getMessage();
    }
    String what =
        e.getMessage() == null
            ? e.getClass().getSimpleName()
            : e.getClass().getSimpleName() + ": " + e.getMessage();
    return oneLine(what) + " (run again with --verbose for the trace)";
  }

  private static String oneLine(String text) {
    return text == null ? "" : text.replaceAll("\\s*\\R\\s*", " ");
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Verb.class.getPackage().getImplementationVersion();
      return new String[] {"shelfcast " + (version == null ? "(from sources)" : version)};
    }
  }
}
