package io.shelfcast.tables;

import io.shelfcast.progress.Progress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Regions that events or weather mention and no store of the stores table has, most often because
 * they are spelt otherwise there. No defect, but a loss that nobody would see.
 */
final class Regions {

  private final Set<String> ofStores = new HashSet<>();
  private final Map<String, Table> unknown = new LinkedHashMap<>();

  /** Takes a valid row of any table; the stores come before events and weather. */
  void see(Table table, Row row) {
    if (table == Table.STORES || table == Table.EVENTS || table == Table.WEATHER) {
      String region = row.text(table.column("region"));
      if (region == null) {
        return;
      }
      if (table == Table.STORES) {
        ofStores.add(region);
      } else if (!ofStores.contains(region)) {
        unknown.putIfAbsent(region, table);
      }
    }
  }

  /** Says in one line which there are; nothing where there is no stores table to compare with. */
  void note(DataDirectory directory, Progress progress) {
    if (unknown.isEmpty() || !directory.has(Table.STORES)) {
      return;
    }
    var first = unknown.entrySet().iterator().next();
    progress.say(
        directory.file(first.getValue()).getFileName()
            + ": no store of "
            + directory.file(Table.STORES).getFileName()
            + " is in region '"
            + first.getKey()
            + "'"
            + " (regions of events and weather without a store: "
            + unknown.size()
            + "); such rows are not used");
  }
}
