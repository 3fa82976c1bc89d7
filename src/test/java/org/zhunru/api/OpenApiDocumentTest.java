package org.zhunru.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.zhunru.IntegrationTest;
import org.zhunru.policy.FactDictionary;
import org.zhunru.web.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The served description of the API against the API itself. */
@IntegrationTest
class OpenApiDocumentTest {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Autowired FactDictionary dictionary;

  @LocalServerPort int port;

  @Test
  void it_has_every_key_of_facts_with_its_choices() {
    var described = new LinkedHashMap<String, List<String>>();
    json()
        .at("/components/schemas/ProjectFacts/properties/facts/properties")
        .properties()
        .forEach(
            fact -> {
              var several = fact.getValue().at("/items/enum");
              var choices = several.isMissingNode() ? fact.getValue().path("enum") : several;
              described.put(fact.getKey(), choices.valueStream().map(JsonNode::asString).toList());
            });
    var known = new LinkedHashMap<String, List<String>>();
    dictionary
        .keyed()
        .forEach(
            (key, fact) ->
                known.put(key, fact.choices().stream().map(FactDictionary.Choice::value).toList()));

    assertThat(described).isEqualTo(known).isNotEmpty();
  }

  @Test
  void it_lists_every_route_of_the_api_and_no_other() {
    var mapped = new TreeSet<String>();
    mappings
        .getHandlerMethods()
        .forEach(
            (info, method) ->
                info.getPatternValues().stream()
                    .filter(path -> path.startsWith("/api/"))
                    .forEach(
                        path ->
                            info.getMethodsCondition()
                                .getMethods()
                                .forEach(m -> mapped.add(m + " " + path))));
    var described = new TreeSet<String>();
    json()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().propertyNames().stream()
                    .filter(METHODS::contains)
                    .forEach(m -> described.add(m.toUpperCase() + " " + path.getKey())));

    assertThat(described).isEqualTo(mapped).isNotEmpty();
  }

  @Test
  void the_yaml_and_the_json_say_the_same() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Map<String, Object> yaml =
        new Yaml(new SafeConstructor(options))
            .load(new Visitor(port).get("/api/v1/openapi.yaml").body());
    var mapper = JsonMapper.shared();
    assertThat(mapper.readTree(mapper.writeValueAsString(yaml))).isEqualTo(json());
    assertThat(yaml.get("openapi")).isEqualTo("3.1.0");
  }

  @Test
  void every_reference_leads_somewhere() {
    var document = json();
    var wrong = new ArrayList<String>();
    references(document)
        .forEach(
            reference -> {
              if (document.at(reference.substring(1)).isMissingNode()) {
                wrong.add(reference);
              }
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void path_variables_are_parameters() {
    var document = json();
    var wrong = new LinkedHashMap<String, String>();
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              var told = new TreeSet<String>();
              path.getValue()
                  .path("parameters")
                  .forEach(p -> told.add(resolved(document, p).path("name").asString("")));
              Pattern.compile("\\{(\\w+)}")
                  .matcher(path.getKey())
                  .results()
                  .map(m -> m.group(1))
                  .filter(v -> !told.contains(v))
                  .forEach(v -> wrong.put(path.getKey(), v));
            });
    assertThat(wrong).isEmpty();
  }

  private static JsonNode resolved(JsonNode document, JsonNode parameter) {
    var reference = parameter.path("$ref");
    return reference.isString() ? document.at(reference.asString().substring(1)) : parameter;
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(new Visitor(port).get("/api/v1/openapi.json").body());
  }

  private static List<String> references(JsonNode node) {
    var found = new ArrayList<String>();
    if (node.isObject() && node.path("$ref").isString()) {
      found.add(node.path("$ref").asString());
    }
    node.forEach(child -> found.addAll(references(child)));
    return found;
  }
}
