package dev.assay.rego;

import dev.assay.rego.ast.Dialect;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs conformance cases, one JSON object a line ({@code note}, {@code category}, {@code query},
 * {@code modules}, {@code data}, {@code input} or {@code input_term}, {@code want_result} or {@code
 * want_error}), and counts the answers that are OPA's. Used by {@link ComplianceTest} and, from the
 * command line, by the script {@code rego/compliance}.
 */
final class Compliance {
  /** How the cases of one category went. */
  private static final class Count {
    private int passed;
    private int failed;
    private int refused;
  }

  private final Map<String, Count> counts = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  private Compliance() {}

  /** Exits with 1 if a case fails. */
  public static void main(String[] args) throws IOException {
    boolean old = args.length == 2 && args[0].equals("--v0-compatible");
    if (args.length != (old ? 2 : 1)) {
      System.err.println("usage: compliance [--v0-compatible] FILE.jsonl");
      System.exit(2);
    }
    Compliance result = run(Path.of(args[args.length - 1]), old ? Dialect.V0 : Dialect.V1);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.print(result.table());
    result.failures.forEach(out::println);
    System.exit(result.failures.isEmpty() ? 0 : 1);
  }

  static Compliance run(Path cases, Dialect dialect) throws IOException {
    Compliance result = new Compliance();
    for (String line : Files.readAllLines(cases)) {
      result.add(new Case((RegoObject) Json.parse(line), dialect));
    }
    return result;
  }

  private void add(Case c) {
    Optional<String> fault = c.fault();
    Count count = counts.computeIfAbsent(c.text("category"), k -> new Count());
    if (fault.isEmpty()) {
      count.passed++;
    } else if (fault.get().contains("not available in Assay: ")) {
      count.refused++;
    } else {
      count.failed++;
      failures.add(c.text("note") + ": " + fault.get());
    }
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** A line for each category, and the sum. */
  String table() {
    StringBuilder table = new StringBuilder();
    Count all = new Count();
    counts.forEach(
        (category, count) -> {
          row(table, category, count);
          all.passed += count.passed;
          all.failed += count.failed;
          all.refused += count.refused;
        });
    row(table, "all", all);
    return table.toString();
  }

  private static void row(StringBuilder table, String name, Count count) {
    table.append(
        String.format(
            "%-28s passed %4d  failed %3d  refused %3d%n",
            name, count.passed, count.failed, count.refused));
  }

  /** One conformance case. */
  private record Case(RegoObject content, Dialect dialect) {

    String text(String key) {
      return content.get(key) instanceof RegoString s ? s.value() : "";
    }

    /** What is wrong with the answer, if anything is. */
    Optional<String> fault() {
      try {
        List<RegoSource> sources = new ArrayList<>();
        for (Value module : content.get("modules") instanceof RegoArray a ? a : RegoArray.of()) {
          String name = "test-" + sources.size() + ".rego";
          // OPA's own tests wait with a function of theirs; a time that stands still need not.
          String text = ((RegoString) module).value().replace("test.sleep(", "is_string(");
          sources.add(new RegoSource(name, text, dialect));
        }
        Policy policy = Policy.compile(sources);
        Limits limits = Limits.none(Instant.now()).withTimeout(Duration.ofSeconds(30));
        if (content.get("strict_error") == RegoBoolean.TRUE) {
          limits = limits.withStrictErrors();
        }
        Value data = content.get("data") instanceof RegoObject o ? o : RegoObject.EMPTY;
        Evaluator evaluator = policy.over(data, limits);
        Value input = content.get("input");
        if (content.get("input_term") != null) {
          input = evaluator.evaluate(policy.query(text("input_term")), null).value().orElseThrow();
        }
        Result result = evaluator.evaluate(policy.query(text("query")), input);
        if (!(content.get("want_result") instanceof RegoArray want)) {
          return Optional.of("wanted an error, got " + result.bindings());
        }
        boolean anyOrder = content.get("sort_bindings") == RegoBoolean.TRUE;
        List<Value> rows = new ArrayList<>();
        for (Map<String, Value> bindings : result.bindings()) {
          RegoObject.Builder row = new RegoObject.Builder();
          bindings.forEach(row::put);
          rows.add(row.build());
        }
        return matches(RegoSet.of(rows), want, anyOrder) // the order of rows has no meaning
            ? Optional.empty()
            : Optional.of("wanted " + want + ", got " + rows);
      } catch (RegoException e) {
        return fault(e);
      }
    }

    private Optional<String> fault(RegoException e) {
      RegoError error = e.errors().get(0);
      String place = error.at().map(l -> l.file() + ":" + l.line() + ": ").orElse("");
      String shown = place + error.code() + ": " + error.message();
      boolean strict = content.get("strict_error") == RegoBoolean.TRUE;
      boolean expected =
          content.get("want_result") == null || (strict && !text("want_error_code").isEmpty());
      boolean sameCode =
          text("want_error_code").isEmpty() || text("want_error_code").equals(error.code());
      return expected && sameCode && shown.contains(text("want_error"))
          ? Optional.empty()
          : Optional.of(
              "wanted " + text("want_error_code") + " " + text("want_error") + ", got " + shown);
    }

    /** JSON has no sets: one equals an array of its items in any order. */
    private static boolean matches(Value got, Value want, boolean anyOrder) {
      if (got instanceof RegoSet || (got instanceof RegoArray && anyOrder)) {
        return want instanceof RegoArray && sorted(got).equals(sorted(want));
      } else if (got instanceof RegoArray a && want instanceof RegoArray b) {
        for (int i = 0; i < a.size() && i < b.size(); i++) {
          if (!matches(a.get(i), b.get(i), anyOrder)) {
            return false;
          }
        }
        return a.size() == b.size();
      } else if (got instanceof RegoObject a && want instanceof RegoObject b) {
        Map<String, Value> left = byText(a);
        Map<String, Value> right = byText(b);
        return left.keySet().equals(right.keySet())
            && left.keySet().stream().allMatch(k -> matches(at(left, k), at(right, k), anyOrder));
      }
      return got.equals(want);
    }

    private static Value at(Map<String, Value> entries, String key) {
      return Objects.requireNonNull(entries.get(key), key);
    }

    private static Map<String, Value> byText(RegoObject object) {
      Map<String, Value> entries = new TreeMap<>();
      object.forEach(
          (k, v) -> entries.put(k instanceof RegoString s ? s.value() : Json.write(k), v));
      return entries;
    }

    /** The value with all its arrays and sets as sorted arrays. */
    private static Value sorted(Value value) {
      if (value instanceof RegoObject o) {
        RegoObject.Builder object = new RegoObject.Builder();
        byText(o).forEach((k, v) -> object.put(k, sorted(v)));
        return object.build();
      } else if (value instanceof RegoArray || value instanceof RegoSet) {
        List<Value> items = new ArrayList<>();
        for (Value item : value instanceof RegoArray a ? a : (RegoSet) value) {
          items.add(sorted(item));
        }
        items.sort(Comparator.naturalOrder());
        return RegoArray.of(items);
      }
      return value;
    }
  }
}
