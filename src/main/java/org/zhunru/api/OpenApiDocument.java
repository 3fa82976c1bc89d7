package org.zhunru.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.ObjectMapper;

/** The description of the API, OpenAPI 3.1, as YAML and as JSON. */
@RestController
class OpenApiDocument {
  private final String yaml;
  private final byte[] json;

  OpenApiDocument(ObjectMapper mapper) throws IOException {
    yaml =
        new ClassPathResource("openapi/zhunru-v1.yaml").getContentAsString(StandardCharsets.UTF_8);
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    json = mapper.writeValueAsBytes(new Yaml(new SafeConstructor(options)).<Object>load(yaml));
  }

  @GetMapping("/api/v1/openapi.yaml")
  ResponseEntity<byte[]> yaml() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_YAML)
        .body(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/api/v1/openapi.json")
  ResponseEntity<byte[]> json() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
  }
}
