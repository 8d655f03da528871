package dev.assay.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.rego.ast.Dialect;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The constructs of Rego one by one: {@code src/test/resources/cases/*.yaml}. */
class CasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.sorted().toList()) {
        try (Reader in = Files.newBufferedReader(file)) {
          List<Map<String, Object>> cases =
              new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
          for (Map<String, Object> c : cases) {
            tests.add(dynamicTest(file.getFileName() + ": " + c.get("name"), () -> check(c)));
          }
        }
      }
    }
    return tests.stream();
  }

  private static void check(Map<String, Object> c) throws IOException {
    List<RegoSource> sources = new ArrayList<>();
    List<?> modules =
        c.get("modules") instanceof List<?> list
            ? list
            : c.containsKey("module") ? List.of(text(c, "module")) : List.of();
    Dialect dialect = Boolean.TRUE.equals(c.get("v0")) ? Dialect.V0 : Dialect.V1;
    modules.forEach(
        m -> sources.add(new RegoSource(sources.size() + ".rego", (String) m, dialect)));
    boolean strict = Boolean.TRUE.equals(c.get("strict"));
    if (c.get("errors") instanceof List<?> errors) {
      RegoException e = catchThrowableOfType(RegoException.class, () -> compile(sources, strict));
      assertThat(e).as("compilation should fail").isNotNull();
      assertThat(e.errors().stream().map(RegoError::toString)).isEqualTo(errors);
      return;
    }
    Policy policy = compile(sources, false);
    Limits limits = Limits.none(Instant.EPOCH);
    Evaluator evaluator =
        policy.over(
            c.containsKey("data") ? value(c.get("data")) : RegoObject.EMPTY,
            strict ? limits.withStrictErrors() : limits);
    Query query = policy.query(text(c, "query"));
    Value input = c.containsKey("input") ? value(c.get("input")) : null;
    if (c.containsKey("error")) {
      RegoException e =
          catchThrowableOfType(RegoException.class, () -> evaluator.evaluate(query, input));
      assertThat(e).as("evaluation should fail").isNotNull();
      assertThat(e.errors().get(0).toString()).endsWith(text(c, "error"));
      return;
    }
    Result result = evaluator.evaluate(query, input);
    if (c.containsKey("undefined")) {
      assertThat(result.bindings()).isEmpty();
    } else if (c.containsKey("holds")) {
      assertThat(result.bindings()).isNotEmpty();
    } else if (c.containsKey("bindings")) {
      RegoObject.Builder row = new RegoObject.Builder();
      result.bindings().get(0).forEach(row::put);
      assertThat(Json.write(row.build())).isEqualTo(Json.write(value(c.get("bindings"))));
    } else if (c.containsKey("notes")) {
      assertThat(result.notes()).isEqualTo(c.get("notes"));
    } else {
      String want =
          c.containsKey("want_json") ? text(c, "want_json") : Json.write(value(c.get("want")));
      assertThat(result.value().map(Json::write)).hasValue(want);
    }
  }

  private static Policy compile(List<RegoSource> sources, boolean strict) {
    return strict ? Policy.compileStrictly(sources) : Policy.compile(sources);
  }

  private static String text(Map<String, Object> c, String key) {
    return (String) Objects.requireNonNull(c.get(key), key);
  }

  private static Value value(@Nullable Object yaml) throws IOException {
    return Json.parse(json(yaml));
  }

  private static String json(@Nullable Object yaml) {
    if (yaml instanceof Map<?, ?> map) {
      List<String> entries = new ArrayList<>();
      map.forEach((k, v) -> entries.add(RegoString.of((String) k) + ":" + json(v)));
      return "{" + String.join(",", entries) + "}";
    } else if (yaml instanceof List<?> list) {
      return "[" + String.join(",", list.stream().map(CasesTest::json).toList()) + "]";
    } else if (yaml instanceof String s) {
      return RegoString.of(s).toString();
    }
    return String.valueOf(yaml);
  }
}
