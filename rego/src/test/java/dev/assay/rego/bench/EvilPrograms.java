package dev.assay.rego.bench;

import dev.assay.rego.Policy;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Programs that take long or make much. Some each of which has hurt once, and as many as one wants
 * that are put together by chance: large values of every kind, handed from function to function.
 */
final class EvilPrograms {
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

  static final List<String> TERMS =
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
          "array.reverse(array.concat(xs, xs))",
          "n24 == m24",
          "[n24, m24] < [m24, n24]",
          "{x | some x in [n24, m24]; x != n23}",
          "count({x | some x in [n24, [n24, m24], m24, [n24, n24]]})",
          "yaml.unmarshal(replace(s, \"a\", \"1\"))",
          "yaml.unmarshal(concat(\"\", [\"0x\", s]))",
          "yaml.marshal({concat(\"\", [replace(s, \"a\", \"1\"), x]): 1 | some x in [\"2\", \"3\", \"4\"]})",
          "json.unmarshal(replace(s, \"a\", \"1\"))",
          "to_number(replace(s, \"a\", \"1\"))",
          "semver.compare(concat(\".\", [replace(s, \"a\", \"1\"), \"1\", \"1\"]), \"1.1.1\")",
          "units.parse(replace(s, \"a\", \"1\"))",
          "time.parse_duration_ns(concat(\"\", [replace(s, \"a\", \"1h\")]))",
          "time.parse_ns(s, s)",
          "net.cidr_contains(s, s)",
          "uri.parse(s)",
          "object.get({\"a\": xs}, [x | some x in xs], 1)",
          "[x | some x in xs; x in xs]",
          "[x | some i, x in xs; [i, x] == [x, i]]",
          "[1 | some x in split(concat(\"\", [s, s, s, s]), \"\"); x == \"b\"]",
          "strings.render_template(s, {})",
          "base64.is_valid(concat(\"\", [s, s, s, s, s, s, s, s]))",
          "hex.decode(concat(\"\", [s, s, s, s, s, s, s, s]))",
          "json.match_schema({\"a\": xs}, {\"properties\": {\"a\": {\"uniqueItems\": true}}})");

  /**
   * What makes arrays: an array goes where {@code $a} stands, a size where {@code #}, and so on.
   */
  private static final List<String> ARRAYS =
      List.of(
          "xs",
          "numbers.range(1, #)",
          "numbers.range_step(1, #, 3)",
          "[x | some x in $a]",
          "[x | some x in $s]",
          "[k | some k, _ in $o]",
          "[x * x | some x in $a]",
          "[[x, y] | some x, y in $a]",
          "array.concat($a, $a)",
          "array.slice($a, 3, #)",
          "array.reverse($a)",
          "sort($a)",
          "sort($s)",
          "split($t, \"a\")",
          "split($t, \"\")",
          "regex.split(`b|1`, $t)",
          "regex.find_n(`[a-z]+|.`, $t, -1)",
          "json.unmarshal(json.marshal($a))",
          "yaml.unmarshal(yaml.marshal($a))",
          "[p | walk($a, [p, _])]",
          "[v | walk($o, [_, v])]",
          "json.patch($a, [{\"op\": \"add\", \"path\": \"/-\", \"value\": $t} | some x in [1, 2]])",
          "[sprintf(\"%d-%v\", [i, x]) | some i, x in $a]",
          "[upper(x) | some x in [$t, $t]]",
          "[x | some x in $a; not x in $s]",
          "[x | some x in $a; x in $s]",
          "[y | some x in $a; y := $o[x]]",
          "[substring($t, i, 20) | some i in $a]");

  private static final List<String> TEXTS =
      List.of(
          "s",
          "concat(\",\", [sprintf(\"%d\", [x]) | some x in $a])",
          "concat(\"\", [$t, $t])",
          "json.marshal($a)",
          "json.marshal($o)",
          "json.marshal($s)",
          "json.marshal_with_options($a, {\"pretty\": true})",
          "yaml.marshal($a)",
          "yaml.marshal($o)",
          "sprintf(\"%v|%v\", [$a, $o])",
          "sprintf(\"%s\", [$t])",
          "$\"{$a}{$t}\"",
          "replace($t, \"a\", \"bc\")",
          "replace($t, \"1\", \"é\")",
          "strings.replace_n({\"a\": \"1\", \"1\": \"é\"}, $t)",
          "regex.replace($t, `[a1]`, \"<$0>\")",
          "upper($t)",
          "strings.reverse($t)",
          "base64.encode($t)",
          "hex.encode($t)",
          "urlquery.encode($t)",
          "base64url.encode_no_pad($t)",
          "trim($t, \"a\")",
          "trim_space($t)",
          "substring($t, 3, #)",
          "strings.render_template(`{{range .a}}{{.}},{{end}}`, {\"a\": $a})");
  private static final List<String> SETS =
      List.of(
          "{x | some x in $a}",
          "{x | some x in $s}",
          "{[x, x] | some x in $a}",
          "{{x} | some x in $a}",
          "{sprintf(\"%v\", [x]) | some x in $a}",
          "($s | $s)",
          "($s & $s)",
          "($s - $s)",
          "union({$s, $s})",
          "intersection({$s, $s})",
          "object.keys($o)",
          "{[y, x] | some x, y in $a}",
          "{substring($t, 0, i) | some i in numbers.range(1, 300)}",
          "graph.reachable({x: [x + 1] | some x in $a}, {1, 2})");
  private static final List<String> OBJECTS =
      List.of(
          "{x: y | some x, y in $a}",
          "{sprintf(\"%v\", [y]): x | some x, y in $s}",
          "{x: [x, x] | some x in $a}",
          "object.union($o, $o)",
          "object.union_n([$o, $o])",
          "object.remove($o, $s)",
          "object.filter($o, $a)",
          "json.unmarshal(json.marshal($o))",
          "{\"a\": $a, \"t\": $t, \"o\": $o}",
          "json.filter({\"a\": $a}, [\"a/1\", \"a/2\"])",
          "json.remove({\"a\": $a, \"o\": $o}, [sprintf(\"a/%v\", [x]) | some x in $a])");
  private static final List<String> ENDS =
      List.of(
          "$a",
          "$t",
          "$s",
          "$o",
          "count($a)",
          "sum($a)",
          "max($s)",
          "min($a)",
          "$a == $a",
          "$o == $o",
          "$s < $s",
          "$t < $t",
          "contains($t, concat(\"\", [$t, \"b\"]))",
          "indexof_n($t, \"a\")",
          "crypto.sha256($t)",
          "crypto.hmac.md5($t, $t)",
          "object.subset($o, $o)",
          "regex.match(`^(a|1)*b$`, $t)",
          "glob.match(\"*a*1*b\", [], $t)",
          "every x in $a { x in $s }",
          "[1 | some x in $a; some y in $s; x == y]",
          "[1 | some x in $o; some y in $o; x == y]",
          "startswith($t, $t)",
          "strings.any_suffix_match($a, $a)",
          "json.match_schema($a, {\"type\": \"array\", \"uniqueItems\": true})");

  private static final Map<Character, List<String>> KINDS =
      Map.of('a', ARRAYS, 't', TEXTS, 's', SETS, 'o', OBJECTS);
  private static final Map<Character, String> LEAVES =
      Map.of(
          'a', "numbers.range(1, #)",
          't', "substring(s, 0, #)",
          's', "{x | some x in numbers.range(1, #)}",
          'o', "{x: [x] | some x in numbers.range(1, #)}");
  private static final List<Integer> SIZES = List.of(10, 1_000, 100_000, 1_000_000);

  /** The value that the programs get. */
  static Value input() {
    return RegoObject.of("s", RegoString.of("a".repeat(1_000_000)));
  }

  /** The program whose rule {@code data.evil.r} is a term. */
  static List<RegoSource> program(String term) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 1; i <= 40; i++) {
      text.append("x%d := concat(\"\", [x%d, x%d])%n".formatted(i, i - 1, i - 1));
    }
    doubling(text, "y", "[1]", "array.concat(%s, %s)");
    doubling(text, "n", "[1]", "[%s, %s]");
    doubling(text, "m", "[1]", "[%s, %s]");
    doubling(text, "z", "\"ab\"", "$\"{%s}{%s}\"");
    text.append("r := ").append(term).append('\n');
    return List.of(new RegoSource("evil.rego", text.toString()));
  }

  private static void doubling(StringBuilder text, String name, String first, String next) {
    text.append(name).append("0 := ").append(first).append('\n');
    for (int i = 1; i <= 40; i++) {
      String before = name + (i - 1);
      text.append(name).append(i).append(" := ").append(next.formatted(before, before));
      text.append('\n');
    }
  }

  /** A term put together by chance, of so many levels at most, which is a legal one. */
  static String random(Random random, int levels) {
    while (true) {
      String term = filled(pick(ENDS, random), random, levels);
      try {
        Policy.compile(program(term));
        return term;
      } catch (RegoException typesDoNotMatch) {
        // the next one
      }
    }
  }

  private static String filled(String pattern, Random random, int levels) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '#') {
        text.append(pick(SIZES, random));
      } else if (pattern.charAt(i) == '$' && KINDS.containsKey(pattern.charAt(i + 1))) {
        List<String> patterns = Objects.requireNonNull(KINDS.get(pattern.charAt(++i)));
        text.append(
            levels > 1
                ? filled(pick(patterns, random), random, levels - 1)
                : filled(Objects.requireNonNull(LEAVES.get(pattern.charAt(i))), random, 1));
      } else {
        text.append(pattern.charAt(i));
      }
    }
    return text.toString();
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private EvilPrograms() {}
}
