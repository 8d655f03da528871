package dev.assay.rego.bench;

import dev.assay.rego.Evaluator;
import dev.assay.rego.Policy;
import dev.assay.rego.Query;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long it takes to end what would take long: evil programs, each ended by another thread at
 * random moments, and the time from there to the evaluation's end.
 */
final class Cancellation {
  private static final int LATEST_MILLIS = 400;
  private static final long SEED = 42;
  private static final int SHOWN = 5;

  /** A million characters, and a million numbers in no order. */
  private static final String HEAD =
      """
      package evil

      xs := [x | some i in numbers.range(1, 1000000); x := (i * 7919) % 1000003]
      a := [1 | some i in numbers.range(1, 100000000)]
      s := input.s
      x0 := s
      long := [t | some i in numbers.range(1, 1000); t := concat("", [substring(s, 0, 30000), sprintf("%d", [i])])]
      """;

  private static final List<String> TERMS =
      List.of(
          "count(a)",
          "sort(xs)",
          "{x | some x in xs}",
          "[x | some x in {x | some x in xs}]",
          "{x: x | some x in xs}",
          "{[x, y] | some x in xs; some y in xs; x < y}",
          "sum(array.concat(xs, xs))",
          "union({{x | some x in xs}, {y | some x in xs; y := x + 1}})",
          "object.union({x: 1 | some x in xs}, {x: 2 | some x in xs})",
          "json.marshal([xs, xs, xs, xs])",
          "json.unmarshal(json.marshal([xs, xs]))",
          "yaml.marshal(xs)",
          "yaml.unmarshal(json.marshal(xs))",
          "sprintf(\"%v\", [[xs, xs]])",
          "sprintf(\"%s%s%s%s\", [s, s, s, s])",
          "concat(s, [s | some i in numbers.range(1, 100)])",
          "replace(s, \"a\", s)",
          "replace(concat(\"\", [s, s, s, s]), \"aa\", \"bbbbbbbb\")",
          "strings.replace_n({\"aa\": \"b\", \"a\": \"cc\"}, s)",
          "split(concat(\"\", [s, s, s, s]), \"\")",
          "contains(concat(\"\", [s, s]), concat(\"\", [s, \"b\"]))",
          "indexof(s, concat(\"\", [substring(s, 0, 400000), \"b\"]))",
          "strings.count(s, concat(\"\", [substring(s, 0, 400000), \"b\"]))",
          "split(s, concat(\"\", [substring(s, 0, 400000), \"b\"]))",
          "replace(s, concat(\"\", [substring(s, 0, 400000), \"b\"]), \"\")",
          "trim(s, concat(\"\", [\"b\", s]))",
          "upper(concat(\"\", [s, s, s, s, s, s, s, s]))",
          "strings.reverse(concat(\"\", [s, s, s, s, s, s, s, s]))",
          "base64.encode(concat(\"\", [s, s, s, s, s, s, s, s]))",
          "crypto.hmac.sha512(concat(\"\", [s, s, s, s, s, s, s, s]), \"k\")",
          "urlquery.encode(concat(\"\", [s, s, s, s]))",
          "hex.encode(concat(\"\", [s, s, s, s]))",
          "regex.match(`^(a+a+)+b$`, s)",
          "regex.replace(s, \"a\", s)",
          "regex.find_n(\"[a-z]\", s, -1)",
          "glob.match(\"*a*a*a*a*b\", [], s)",
          "x30",
          "y40",
          "z40",
          "product(numbers.range(1, 20000))",
          "count(net.cidr_expand(\"10.0.0.0/8\"))",
          "graph.reachable({x: [x + 1] | some x in xs}, {1})",
          "object.subset(xs, [1, 2])",
          "[p | walk(xs, [p, _])]",
          "json.patch(xs, [{\"op\": \"add\", \"path\": \"/0\", \"value\": 1} | some x in xs])",
          "$\"{xs}{xs}\"",
          "long",
          "sort(long)",
          "{x | some x in long}",
          "n26 == m26",
          "[n26, n25] < [m26, m25]",
          "{n25, m25, n26, m26}",
          "regex.match(`(a{0,30}){0,30}b`, s)",
          "regex.match(`(a{0,30}){0,30}b`, substring(s, 0, 7000))",
          "regex.match(s, \"a\")",
          "regex.replace(s, `(a|aa)*`, `$1$1`)",
          "regex.split(`(b|a*)`, s)",
          "regex.globs_match(s, s)",
          "glob.match(s, [], \"a\")",
          "crypto.sha256(concat(\"\", [s, s, s, s, s, s, s, s]))",
          "crypto.md5(concat(\"\", [s, s, s, s, s, s, s, s]))",
          "{x | some x in xs} & {y | some x in xs; y := x + 1}",
          "{x | some x in xs} - {y | some x in xs; y := x + 1}",
          "{x | some x in xs} | {y | some x in xs; y := x + 1}",
          "strings.any_prefix_match(long, [concat(\"\", [s, \"b\"])])",
          "max({x | some x in long})",
          "[i | some i in numbers.range(1, 1000); long[i] == long[i - 1]]",
          "bits.lsh(1, 30000)",
          "[i | some i in numbers.range(1, 1000); i == product(numbers.range(1, 3000))]",
          "format_int(product(numbers.range(1, 3000)), 2)",
          "to_number(concat(\"\", [\"1\" | some i in numbers.range(1, 9999)])) / 7",
          "json.filter({\"a\": xs}, [\"a/1\"])",
          "json.remove({\"a\": xs}, [sprintf(\"a/%d\", [x]) | some x in xs])",
          "graph.reachable_paths({x: [x + 1] | some x in numbers.range(1, 2000)}, {1})",
          "object.keys({x: 1 | some x in xs})",
          "{x: y | some x, y in xs}",
          "semver.compare(s, s)",
          "time.parse_duration_ns(s)",
          "urlquery.decode(concat(\"\", [s, s, s, s]))",
          "base64.decode(base64.encode(concat(\"\", [s, s, s, s])))",
          "strings.render_template(`{{range .a}}{{.}}{{end}}`, {\"a\": xs})",
          "array.reverse(array.concat(xs, xs))");

  private final PrintStream out;
  private final Random random = new Random(SEED);
  private final Value input = RegoObject.of("s", RegoString.of("a".repeat(1_000_000)));

  Cancellation(PrintStream out) {
    this.out = out;
  }

  /** Ends each program some times and prints how long that took. */
  void run(int rounds) throws InterruptedException {
    List<Double> all = new ArrayList<>();
    Map<String, Double> worst = new TreeMap<>();
    int finished = 0;
    for (int round = 0; round < rounds; round++) {
      for (String term : TERMS) {
        double millis = end(term, random.nextInt(LATEST_MILLIS));
        if (millis < 0) {
          finished++;
          continue;
        }
        all.add(millis);
        worst.merge(term, millis, Math::max);
      }
    }
    all.sort(null);
    out.printf(
        Locale.ROOT,
        "cancellation: %d programs ended, %d were done before; ms: p50 %.1f, p99 %.1f, max %.1f%n",
        all.size(),
        finished,
        at(all, 0.50),
        at(all, 0.99),
        at(all, 1));
    worst.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SHOWN)
        .forEach(e -> out.printf(Locale.ROOT, "  %.1f ms %s%n", e.getValue(), e.getKey()));
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }

  /** Milliseconds from the interruption to the end; negative if it came to its end before. */
  private double end(String term, int delay) throws InterruptedException {
    Policy policy = Policy.compile(List.of(new RegoSource("evil.rego", program(term))));
    Query query = policy.query("data.evil.r");
    Evaluator evaluator = policy.over(RegoObject.EMPTY, Limits.none(Instant.EPOCH));
    AtomicReference<RegoException> cancelled = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                evaluator.evaluate(query, input);
              } catch (RegoException e) {
                cancelled.set(e);
              }
            });
    thread.start();
    thread.join(1 + delay);
    long start = System.nanoTime();
    thread.interrupt();
    thread.join();
    RegoException error = cancelled.get();
    return error != null && String.valueOf(error.getMessage()).contains("interrupted")
        ? (System.nanoTime() - start) / 1e6
        : -1;
  }

  private static String program(String term) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 1; i <= 40; i++) {
      text.append("x%d := concat(\"\", [x%d, x%d])%n".formatted(i, i - 1, i - 1));
    }
    doubling(text, "y", "[1]", "array.concat(%s, %s)");
    doubling(text, "n", "[1]", "[%s, %s]");
    doubling(text, "m", "[1]", "[%s, %s]");
    doubling(text, "z", "\"ab\"", "$\"{%s}{%s}\"");
    return text + "r := " + term + "\n";
  }

  private static void doubling(StringBuilder text, String name, String first, String next) {
    text.append(name).append("0 := ").append(first).append('\n');
    for (int i = 1; i <= 40; i++) {
      String before = name + (i - 1);
      text.append(name).append(i).append(" := ").append(next.formatted(before, before));
      text.append('\n');
    }
  }

  public static void main(String[] args) throws InterruptedException {
    new Cancellation(System.out).run(args.length > 0 ? Integer.parseInt(args[0]) : 5);
  }
}
