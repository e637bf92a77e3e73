package io.shelfcast.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.LocalDate;

/**
 * The JSON form of records of scores: keys in the order of the components, dates as ISO text,
 * levels by their short names, and null for a number that is not defined, because JSON knows no
 * NaN.
 */
public final class Json {
  private Json() {}

  /** Reads and writes this form. */
  public static ObjectMapper mapper() {
    SimpleModule module = new SimpleModule("evaluation");
    NumberWriter numbers = new NumberWriter();
    module.addSerializer(Double.class, numbers).addSerializer(double.class, numbers);
    NumberReader reader = new NumberReader();
    module.addDeserializer(Double.class, reader).addDeserializer(double.class, reader);
    module.addSerializer(LocalDate.class, new DateWriter());
    module.addDeserializer(LocalDate.class, new DateReader());
    return JsonMapper.builder()
        .addModule(module)
        .enable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
        .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  /**
   * Breaks lines down to the rows of a table and no further; there may be tens of thousands of
   * rows.
   */
  public static DefaultPrettyPrinter rowsInOneLine() {
    return new DefaultPrettyPrinter()
        .withObjectIndenter(new LinesUpTo(2))
        .withArrayIndenter(new LinesUpTo(3));
  }

  private record LinesUpTo(int level) implements DefaultPrettyPrinter.Indenter {

    @Override
    public void writeIndentation(JsonGenerator json, int at) throws IOException {
      json.writeRaw(at > level ? "" : "\n" + "  ".repeat(at));
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }

  private static final class NumberWriter extends StdSerializer<Double> {
    NumberWriter() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  private static final class NumberReader extends StdDeserializer<Double> {
    NumberReader() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

  private static final class DateWriter extends StdSerializer<LocalDate> {
    DateWriter() {
      super(LocalDate.class);
    }

    @Override
    public void serialize(LocalDate value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.toString());
    }
  }

  private static final class DateReader extends StdDeserializer<LocalDate> {
    DateReader() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return LocalDate.parse(json.getText());
    }
  }
}
