package io.shelfcast.deployment;

import com.google.protobuf.Value;
import java.util.Map;
import java.util.Optional;

/**
 * One request for a prediction, to see that a deployed version says what the same version says
 * here.
 *
 * @param instance as in {@code instances} of Vertex AI's contract
 * @param expected as in {@code predictions}; null where the version is not at hand
 */
record Question(Value instance, Value expected) {

  /** Other processors add up in another order; forecasts differ in the last digits of a float. */
  private static final double TOLERANCE = 1e-3;

  /** What is wrong with an answer; empty if nothing is. */
  Optional<String> wrong(Value answer) {
    return expected == null ? Optional.empty() : wrong("", expected, answer);
  }

  private static Optional<String> wrong(String where, Value expected, Value answer) {
    if (expected.getKindCase() != answer.getKindCase()) {
      return Optional.of(said(where, expected, answer));
    }
    switch (expected.getKindCase()) {
      case NUMBER_VALUE:
        double e = expected.getNumberValue();
        boolean close =
            Math.abs(e - answer.getNumberValue()) <= TOLERANCE * Math.max(1, Math.abs(e));
        return close ? Optional.empty() : Optional.of(said(where, expected, answer));
      case LIST_VALUE:
        int n = expected.getListValue().getValuesCount();
        if (n != answer.getListValue().getValuesCount()) {
          return Optional.of(said(where, expected, answer));
        }
        for (int i = 0; i < n; i++) {
          var wrong =
              wrong(
                  where + "[" + i + "]",
                  expected.getListValue().getValues(i),
                  answer.getListValue().getValues(i));
          if (wrong.isPresent()) {
            return wrong;
          }
        }
        return Optional.empty();
      case STRUCT_VALUE:
        Map<String, Value> fields = expected.getStructValue().getFieldsMap();
        Value none = Value.getDefaultInstance();
        for (String field : fields.keySet()) {
          Value other = answer.getStructValue().getFieldsOrDefault(field, none);
          var wrong = wrong(where + "." + field, fields.get(field), other);
          if (wrong.isPresent()) {
            return wrong;
          }
        }
        return Optional.empty();
      default:
        return expected.equals(answer)
            ? Optional.empty()
            : Optional.of(said(where, expected, answer));
    }
  }

  private static String said(String where, Value expected, Value answer) {
    return (where.isEmpty() ? "the answer" : where.replaceFirst("^\\.", ""))
        + " is "
        + shown(answer)
        + ", here it is "
        + shown(expected);
  }

  private static String shown(Value value) {
    return switch (value.getKindCase()) {
      case NUMBER_VALUE -> String.valueOf(value.getNumberValue());
      case STRING_VALUE -> "'" + value.getStringValue() + "'";
      case LIST_VALUE -> "a list of " + value.getListValue().getValuesCount();
      case STRUCT_VALUE -> "an object of " + value.getStructValue().getFieldsMap().keySet();
      case BOOL_VALUE -> String.valueOf(value.getBoolValue());
      default -> "missing";
    };
  }
}
