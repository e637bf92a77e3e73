package io.shelfcast.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;

/** Holds requests and answers against the description that a server gives of itself. */
final class OpenApi {

  private static final String PLACE = "https://shelfcast.example/openapi.json";

  private final JsonNode description;
  private final SchemaRegistry registry;

  private OpenApi(JsonNode description) {
    this.description = description;
    registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(),
            b -> b.schemas(java.util.Map.of(PLACE, description.toString())));
  }

  static OpenApi of(PredictionServer server) {
    return new OpenApi(Served.get(server, "/openapi.json").body());
  }

  /** Demands that an answer is one that the description has for its route and status. */
  void holds(String method, String route, Served.Answer answer) {
    JsonNode schema =
        description
            .path("paths")
            .path(route)
            .path(method)
            .path("responses")
            .path(String.valueOf(answer.status()))
            .path("content")
            .path("application/json")
            .path("schema");
    assertThat(schema.isObject())
        .as("%s %s may answer %s", method, route, answer.status())
        .isTrue();
    String pointer =
        "/paths/"
            + route.replace("/", "~1")
            + "/"
            + method
            + "/responses/"
            + answer.status()
            + "/content/application~1json/schema";
    assertThat(defects(pointer, answer.body().toString())).as("%s", answer.body()).isEmpty();
  }

  /** What is wrong with a request's body. */
  java.util.List<String> defects(String body) {
    return defects("/paths/~1predict/post/requestBody/content/application~1json/schema", body);
  }

  private java.util.List<String> defects(String pointer, String json) {
    Schema schema = registry.getSchema(SchemaLocation.of(PLACE + "#" + pointer));
    return schema.validate(json, InputFormat.JSON).stream().map(String::valueOf).toList();
  }
}
