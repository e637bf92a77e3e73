package io.shelfcast.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.shelfcast.ShelfcastException;
import io.shelfcast.WholeFile;
import io.shelfcast.evaluation.Json;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * What monitoring found.
 *
 * @param asOf the day taken as today
 * @param version the champion; null where there is none that can be read
 * @param weeks the latest last, which may be incomplete
 * @param bands of the measures that have enough past weeks
 * @param days the last eight weeks and those to come, as far as forecasts are kept
 * @param drift null without a champion
 * @param alerts what calls for somebody; empty where nothing does
 * @param notes what could not be looked at, and why
 */
public record MonitoringReport(
    String customer,
    LocalDate asOf,
    Integer version,
    Freshness freshness,
    List<Week> weeks,
    List<Band> bands,
    List<DayTotal> days,
    Drift drift,
    ProductChanges products,
    List<Alert> alerts,
    List<String> notes) {

  /** The band of a measure, null where there is none. */
  public Band band(Measure measure) {
    return bands.stream().filter(b -> b.measure() == measure).findFirst().orElse(null);
  }

  /** Whether a whole week's measure is outside of its band. */
  public boolean outside(Week week, Measure measure) {
    Band band = band(measure);
    return band != null && week.complete(measure) && band.alarms(week.value(measure));
  }

  /** The latest week of which a measure could be judged, null for none. */
  public Week latest(Measure measure) {
    return Bands.latest(weeks, measure);
  }

  /** JSON with stable keys; numbers that are not defined are null. */
  public String toJson() {
    try {
      return Json.mapper().writer(Json.rowsInOneLine()).writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what {@link #toJson} wrote. */
  public static MonitoringReport fromJson(String json) {
    try {
      return Json.mapper().readValue(json, MonitoringReport.class);
    } catch (JsonProcessingException e) {
      throw new ShelfcastException("Not a report of monitoring: " + e.getOriginalMessage(), e);
    }
  }

  /** Writes {@link #toJson} to a file, whole or not at all, in a folder that is made if need be. */
  public void write(Path file) {
    WholeFile.write(file, toJson());
  }
}
