package io.shelfcast.registry;

import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file that says who is champion: its first line names the champion, the others those before
 * it, newest first. A change is first written beside the file, under the id of the decision it
 * belongs to, and becomes true by a move.
 */
record ChampionFile(Path folder) {

  private static final String NAME = "champion";
  private static final String PENDING = ".pending";
  private static final Pattern LINE = Pattern.compile("v([1-9][0-9]{0,8})");
  private static final Pattern PENDING_NAME =
      Pattern.compile(Pattern.quote(NAME) + "\\.([0-9a-f-]{36})" + Pattern.quote(PENDING));

  /** Former champions kept: far more than anybody goes back. */
  private static final int LONGEST = 50;

  Path file() {
    return folder.resolve(NAME);
  }

  /** The champion and those before it; empty where there has never been one. */
  List<Integer> read() {
    try {
      List<Integer> versions = new ArrayList<>();
      for (String line : Files.readAllLines(file())) {
        Matcher m = LINE.matcher(line.strip());
        if (!m.matches()) {
          throw damaged();
        }
        versions.add(Integer.valueOf(m.group(1)));
      }
      if (versions.isEmpty()) {
        throw damaged();
      }
      return versions;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (java.nio.charset.CharacterCodingException e) {
      throw damaged();
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + file() + ": " + e, e);
    }
  }

  private ShelfcastException damaged() {
    return new ShelfcastException(
        file()
            + " is damaged: it must hold names of versions, as in v1; 'jbang models promote' writes"
            + " it anew");
  }

  /** Writes a change beside the file, to be settled or dropped by its id. */
  void prepare(UUID decision, List<Integer> versions) {
    String text =
        versions.stream().limit(LONGEST).map(v -> "v" + v + "\n").collect(Collectors.joining());
    Path pending = pending(decision);
    try (FileChannel channel =
        FileChannel.open(pending, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      tryDrop(pending);
      throw new ShelfcastException("Cannot write " + pending + ": " + e, e);
    }
  }

  private static void tryDrop(Path pending) {
    try {
      Files.deleteIfExists(pending);
    } catch (IOException e) {
      // Its decision is never logged, so that it is dropped the next time.
    }
  }

  /** Makes a prepared change true. */
  void settle(UUID decision) {
    try {
      Files.move(
          pending(decision),
          file(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write " + file() + ": " + e, e);
    }
  }

  /** Forgets a prepared change. */
  void drop(UUID decision) {
    try {
      Files.deleteIfExists(pending(decision));
    } catch (IOException e) {
      throw new ShelfcastException("Cannot delete " + pending(decision) + ": " + e, e);
    }
  }

  /** Changes that were neither settled nor dropped. */
  List<UUID> pending() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> PENDING_NAME.matcher(entry.getFileName().toString()))
          .filter(Matcher::matches)
          .map(m -> UUID.fromString(m.group(1)))
          .toList();
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + folder + ": " + e, e);
    }
  }

  private Path pending(UUID decision) {
    return folder.resolve(NAME + "." + decision + PENDING);
  }
}
