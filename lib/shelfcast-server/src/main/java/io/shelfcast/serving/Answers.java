package io.shelfcast.serving;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.shelfcast.ShelfcastException;
import io.shelfcast.models.Forecasts;
import io.shelfcast.prediction.Prediction;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Answers the instances of a request, each for itself. */
final class Answers {

  private final Models models;

  Answers(Models models) {
    this.models = models;
  }

  /** What is said of one instance: forecasts, or why there are none. */
  private record Answer(
      ServedModel model,
      Instance instance,
      Forecasts forecasts,
      int place,
      int horizon,
      List<String> notes,
      String field,
      String error) {

    static Answer refused(String field, String error) {
      return new Answer(null, null, null, 0, 0, List.of(), field, error);
    }
  }

  /** The response's body for a request's. */
  byte[] answer(byte[] body) throws IOException {
    JsonNode instances = InstanceJson.instances(body);
    Answer[] answers = new Answer[instances.size()];
    IntStream range = IntStream.range(0, answers.length);
    (carriesHistory(instances) ? range.parallel() : range)
        .forEach(i -> answers[i] = answer(instances.get(i)));
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = InstanceJson.JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("predictions");
      for (Answer answer : answers) {
        write(answer, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /** Look-ups are over before a second thread has begun. */
  private static boolean carriesHistory(JsonNode instances) {
    return instances.size() > 1 && instances.get(0).has("history");
  }

  private Answer answer(JsonNode node) {
    try {
      Instance instance = InstanceJson.instance(node);
      ServedModel model = models.of(instance.customerId());
      return instance.history() == null ? known(model, instance) : told(model, instance);
    } catch (Refusal e) {
      return Answer.refused(e.field(), e.getMessage());
    } catch (ShelfcastException e) {
      return Answer.refused(null, e.getMessage());
    } catch (RuntimeException e) {
      System.getLogger(Answers.class.getName()).log(System.Logger.Level.ERROR, "No forecast", e);
      return Answer.refused(null, "Internal error: " + e);
    }
  }

  private static Answer known(ServedModel model, Instance in) {
    if (model.known() == null) {
      throw new Refusal("history", "is required: this server has no database to read it from");
    }
    if (in.carriesCovariates()) {
      throw new Refusal("history", "is required where anything is told but ids and horizon");
    }
    Forecasts f = model.known().forecasts();
    int place = model.known().place(in.productId(), in.storeId());
    if (place < 0) {
      throw new Refusal(
          "product_id",
          "Customer '"
              + model.customer()
              + "' has no sales of product '"
              + in.productId()
              + "' in store '"
              + in.storeId()
              + "'");
    }
    return new Answer(model, in, f, place, horizon(model, in), List.of(), null, null);
  }

  private static Answer told(ServedModel model, Instance in) {
    int horizon = horizon(model, in);
    List<String> notes = new ArrayList<>();
    if (in.storeHistory() == null) {
      notes.add("No store_history: the store's sales are taken to be this product's alone");
    }
    SalesPanel panel = InstancePanel.of(model.customer(), in);
    Forecasts f =
        Prediction.of(
                model.model(),
                panel,
                new Prediction.Request(horizon, in.productId(), in.storeId(), levelCorrection(in)),
                new Notes(notes))
            .forecasts();
    return new Answer(model, in, f, 0, horizon, notes, null, null);
  }

  private static double levelCorrection(Instance in) {
    return in.levelCorrection() == null ? 1 : in.levelCorrection();
  }

  private static int horizon(ServedModel model, Instance in) {
    int trained = model.model().options().horizon();
    if (in.horizon() != null && in.horizon() > trained) {
      throw new Refusal(
          "horizon", "must be " + trained + " days at most, for which the model was trained");
    }
    return in.horizon() == null ? trained : in.horizon();
  }

  private static void write(Answer a, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (a.error != null) {
      json.writeObjectFieldStart("error");
      if (a.field != null) {
        json.writeStringField("field", a.field);
      }
      json.writeStringField("message", a.error);
      json.writeEndObject();
    } else {
      json.writeStringField("customer_id", a.model.customer());
      json.writeStringField("product_id", a.instance.productId());
      json.writeStringField("store_id", a.instance.storeId());
      json.writeStringField("model_version", a.model.version());
      json.writeStringField("origin", LocalDate.ofEpochDay(a.forecasts.origin()).toString());
      json.writeArrayFieldStart("days");
      for (int ahead = 1; ahead <= a.horizon; ahead++) {
        day(a.forecasts, a.forecasts.cell(a.place, ahead), ahead, json);
      }
      json.writeEndArray();
      if (!a.notes.isEmpty()) {
        json.writeArrayFieldStart("notes");
        for (String note : a.notes) {
          json.writeString(note);
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private static void day(Forecasts f, int cell, int ahead, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("date", LocalDate.ofEpochDay(f.origin() + ahead).toString());
    json.writeNumberField("forecast", f.mean()[cell]);
    json.writeNumberField("p10", f.p10()[cell]);
    json.writeNumberField("p50", f.p50()[cell]);
    json.writeNumberField("p90", f.p90()[cell]);
    json.writeEndObject();
  }

  /** Warnings, kept for the answer. */
  private record Notes(List<String> lines) implements Progress {

    @Override
    public void step(String task, long done, long total, String note) {}

    @Override
    public void say(String line) {
      lines.add(line.replace("; --plans gives what is planned", ""));
    }
  }
}
