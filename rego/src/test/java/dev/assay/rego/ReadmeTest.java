package dev.assay.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the README runs, and is the one that is shown. */
class ReadmeTest {
  @Test
  void theExampleGivesWhatItSays() throws Exception {
    // Begin of the example.
    RegoSource source =
        new RegoSource(
            "ports.rego",
            """
            package ports

            deny contains sprintf("port %d is open", [port]) if {
            	some port in input.ports
            	not port in data.allowed
            }
            """);
    Policy policy = Policy.compile(List.of(source));
    Query deny = policy.query("data.ports.deny");
    Limits limits = Limits.none(Instant.now()).withTimeout(Duration.ofSeconds(5));
    Evaluator evaluator = policy.over(Json.parse("{\"allowed\": [443]}"), limits);

    Result result = evaluator.evaluate(deny, Json.parse("{\"ports\": [443, 23]}"));

    String answer = result.value().map(Json::write).orElse("undefined");
    // End of the example.
    assertThat(answer).isEqualTo("[\"port 23 is open\"]");
  }

  @Test
  void theReadmeShowsThisExample() throws Exception {
    String test =
        Files.readString(
            Path.of("src/test/java/dev/assay/rego/ReadmeTest.java"), StandardCharsets.UTF_8);
    int begin = test.indexOf('\n', test.indexOf("// Begin of the example.")) + 1;
    String example =
        test.substring(begin, test.indexOf("    // End of the example."))
            .stripTrailing()
            .stripIndent();
    assertThat(Files.readString(Path.of("README.md"), StandardCharsets.UTF_8))
        .contains("```java\n" + example + "\n```");
  }
}
