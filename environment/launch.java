///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION What the aliases of jbang-catalog.json run: environment/jbang with the alias's verb.
//JAVA 17+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets {@code jbang train} do what {@code ./environment/jbang train} does, also on a checkout whose
 * library was never built. It depends on nothing, as it runs before anything is there.
 *
 * <p>The verb comes in a system property: some versions of JBang append a user's arguments to those
 * of an alias, others replace them.
 */
class launch {

  public static void main(String... args) throws IOException, InterruptedException {
    Path wrapper = wrapper();
    if (wrapper == null) {
      System.err.println("shelfcast: run this in a checkout of Shelfcast, or in a folder below it");
      System.exit(1);
    }
    List<String> command = new ArrayList<>(List.of(wrapper.toString()));
    String verb = System.getProperty("shelfcast.verb");
    if (verb != null) {
      command.add(verb);
    }
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
    System.exit(process.waitFor());
  }

  /** The wrapper of the checkout around the working directory, null outside of one. */
  private static Path wrapper() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("environment/jbang");
      if (Files.isExecutable(candidate) && Files.exists(at.resolve("jbang-catalog.json"))) {
        return candidate;
      }
    }
    return null;
  }

  /** Ctrl-C reaches the child by itself; a kill of this process must be handed on. */
  private static void stop(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
