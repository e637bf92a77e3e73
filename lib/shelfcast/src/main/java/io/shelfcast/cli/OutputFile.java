package io.shelfcast.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Whether the files that options name can be written, asked before the work that fills them. */
final class OutputFile {

  private static final Set<String> OPTIONS = Set.of("--out", "--forecasts", "--figure", "--json");

  /** Options with this label name a folder; whether it may be there, its writer knows. */
  private static final String FOLDER = "DIR";

  private OutputFile() {}

  /**
   * Checks the options of a verb that name a file to write.
   *
   * @throws ParameterException for the first that cannot be written
   */
  static void check(CommandLine line) {
    CommandSpec verb = line.getCommandSpec();
    for (OptionSpec option : verb.options()) {
      if (OPTIONS.contains(option.longestName()) && option.getValue() instanceof Path file) {
        boolean folder = option.paramLabel().equals(FOLDER) && Files.exists(file);
        String defect = folder ? null : defect(file);
        if (defect != null) {
          throw new ParameterException(line, option.longestName() + " " + defect);
        }
      }
    }
  }

  /** What is wrong with a file's place, null where nothing is. */
  private static String defect(Path file) {
    if (file.toString().isBlank()) {
      return "is empty: it must name a file";
    }
    if (Files.isDirectory(file)) {
      return file + " is a directory: it must name a file";
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return file + " is no ordinary file: it must name one, new or to be replaced";
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder)) {
      return file + " cannot be written: " + folder + " is a file, not a directory";
    }
    // the file is written beside its place and moved there: the directory's right decides
    return Files.isWritable(folder)
        ? null
        : file + " cannot be written: there is no right to write in " + folder;
  }
}
