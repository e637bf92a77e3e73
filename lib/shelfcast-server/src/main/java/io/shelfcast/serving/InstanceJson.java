package io.shelfcast.serving;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;

/** Reads requests, strictly: what is misspelt or of another type is refused by its name. */
final class InstanceJson {

  static final String INSTANCES = "instances";
  private static final String PARAMETERS = "parameters";

  static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .addModule(
              new SimpleModule()
                  .addDeserializer(LocalDate.class, new Dates())
                  .addDeserializer(Integer.class, new WholeNumbers())
                  .addSerializer(LocalDate.class, ToStringSerializer.instance)
                  .addSerializer(double[].class, new Numbers())
                  .addSerializer(Double.class, new Number()))
          .build();

  private InstanceJson() {}

  /**
   * The instances of a request's body, not yet looked into.
   *
   * @throws Refusal if the body is no request, naming the field
   */
  static JsonNode instances(byte[] body) {
    JsonNode request = tree(body);
    if (!request.isObject()) {
      throw new Refusal(null, "The body must be an object: {\"instances\": [...]}");
    }
    request
        .fieldNames()
        .forEachRemaining(
            name -> {
              // Vertex AI passes parameters on; there are none here.
              if (!name.equals(INSTANCES) && !name.equals(PARAMETERS)) {
                throw new Refusal(name, "is no field of a request: it has 'instances' alone");
              }
            });
    JsonNode instances = request.get(INSTANCES);
    if (instances == null || !instances.isArray()) {
      throw new Refusal(
          INSTANCES, instances == null ? "is required, an array" : "must be an array");
    }
    for (int i = 0; i < instances.size(); i++) {
      if (!instances.get(i).isObject()) {
        throw new Refusal(INSTANCES + "[" + i + "]", "must be an object");
      }
    }
    return instances;
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation(); // null where a limit of the parser is reached
      throw new Refusal(
          null,
          "The body is no JSON: "
              + (at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ")
              + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Refusal(null, "The body is no JSON in UTF-8");
    }
  }

  /**
   * Reads an instance.
   *
   * @throws Refusal naming the field at fault
   */
  static Instance instance(JsonNode node) {
    try {
      Instance instance = JSON.treeToValue(node, Instance.class);
      InstanceCheck.named(instance);
      return instance;
    } catch (UnrecognizedPropertyException e) {
      throw new Refusal(path(e), "is no field here: known are " + names(e.getKnownPropertyIds()));
    } catch (JsonMappingException e) {
      throw new Refusal(path(e), "must be " + wanted(e));
    } catch (JsonProcessingException e) {
      throw new Refusal(null, e.getOriginalMessage());
    }
  }

  private static String names(Collection<Object> known) {
    return String.join(", ", known.stream().map(String::valueOf).sorted().toList());
  }

  private static String wanted(JsonMappingException e) {
    Class<?> type = e instanceof MismatchedInputException m ? m.getTargetType() : null;
    if (type != null && type.isArray() && path(e).endsWith("]")) {
      type = type.getComponentType(); // of an element, Jackson tells the array's type
    }
    if (type == LocalDate.class) {
      return "a date like 2019-04-30";
    }
    if (type == Integer.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == String.class) {
      return "a text";
    }
    boolean list = type != null && (type.isArray() || List.class.isAssignableFrom(type));
    return list ? "an array" : "an object";
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  /** Whole numbers without ".0": a history is mostly made of them. */
  private static void write(double value, JsonGenerator json) throws IOException {
    if (value == (long) value) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }

  private static final class Number extends StdScalarSerializer<Double> {

    Number() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      write(value, json);
    }
  }

  private static final class Numbers extends StdScalarSerializer<double[]> {

    Numbers() {
      super(double[].class);
    }

    @Override
    public void serialize(double[] values, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (double value : values) {
        write(value, json);
      }
      json.writeEndArray();
    }
  }

  /** Also those written as 7.0: Vertex AI's clients send every number as a double. */
  private static final class WholeNumbers extends StdScalarDeserializer<Integer> {

    WholeNumbers() {
      super(Integer.class);
    }

    @Override
    public Integer deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : Double.NaN;
      return value == Math.rint(value)
          ? Integer.valueOf((int) value) // what is too large stays the largest, to be refused
          : (Integer) context.handleUnexpectedToken(Integer.class, parser);
    }
  }

  private static final class Dates extends StdScalarDeserializer<LocalDate> {

    Dates() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try {
        return LocalDate.parse(parser.getValueAsString(""));
      } catch (DateTimeParseException e) {
        throw context.weirdStringException(parser.getText(), LocalDate.class, "not a date");
      }
    }
  }
}
