package dev.assay.rego.fuzz;

import dev.assay.rego.ast.RegoError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why OPA's answer is another where we do not follow it: see rego/README.md. Each cause is proven
 * on the sample itself, by asking for it in a way in which the cause has no effect.
 */
enum Explained {
  /** Stored arrays have items by their number as text, too; those given by {@code with} do not. */
  TEXT_AS_INDEX("indexes that are text") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      return (d.sample.module() + d.sample.input()).contains("\"1\"")
          && d.ours.agrees(d.opa.evaluate(d.sample, GIVEN_DATA, List.of()));
    }
  },
  /** What is read above replaced data is merged with what was there; not if all was given. */
  MERGED_ABOVE("data above what is replaced") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      return d.sample.module().contains("with data.base.")
          && d.ours.agrees(d.opa.evaluate(d.sample, GIVEN_DATA, List.of()));
    }
  },
  /** Definitions that an index skips, puts in another order or makes superfluous may conflict. */
  CONFLICT_UNSEEN("conflicts that one did not come to") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      if (d.ours.equals(CONFLICT) && d.theirs instanceof Answer.Of) {
        Sample all = allOfEvery(d);
        return d.ours.agrees(d.opa.evaluate(d.sample, "data.fuzz", UNOPTIMIZED))
            || d.ours.agrees(d.opa.evaluate(d.sample, GIVEN_DATA, UNOPTIMIZED))
            || (!all.equals(d.sample)
                && d.ours.equals(d.engine.answer(all))
                && d.ours.agrees(d.opa.evaluate(all, "data.fuzz", UNOPTIMIZED)))
            || d.ours.agrees(
                d.opa.evaluate(
                    d.sample.with(Explained::comparedAfterwards), "data.fuzz", UNOPTIMIZED));
      }
      List<String> reversed = new ArrayList<>(d.sample.rules());
      Collections.reverse(reversed);
      return d.theirs.equals(CONFLICT)
          && d.ours instanceof Answer.Of
          && (d.engine.answer(new Sample(reversed, d.sample.input())).equals(CONFLICT)
              || d.engine.answer(exhaustive(d)).equals(CONFLICT));
    }

    /** The sample with all solutions looked for of what holds for every item: one is enough. */
    private Sample allOfEvery(Difference d) {
      Sample all = d.sample;
      for (int i = 0; i < all.rules().size(); i++) {
        String rule = all.rules().get(i);
        for (int at = rule.lastIndexOf("every ");
            at >= 0;
            at = rule.lastIndexOf("every ", at - 1)) {
          List<String> rules = new ArrayList<>(all.rules());
          StringBuilder text = new StringBuilder(rules.get(i));
          int start = text.indexOf(" { ", at) + 2;
          text.insert(bracket(text, start, 1), "]) > 0 ");
          rules.set(i, text.insert(start, " count([1 |").toString());
          Sample next = new Sample(rules, d.sample.input());
          all = d.engine.compiles(next) ? next : all;
        }
      }
      return all;
    }

    /** The sample with all solutions of those bodies looked for of which one is enough. */
    private Sample exhaustive(Difference d) {
      List<String> rules = new ArrayList<>(d.sample.rules());
      for (int i = 0; i < rules.size(); i++) {
        Matcher body = BODY.matcher(rules.get(i));
        for (int from = 0; body.find(from); from = body.end(1)) {
          String literals = body.group(1).strip().replace("\n", ";");
          String all = "  count([1 | " + literals + "]) > 0\n";
          StringBuilder rule = new StringBuilder(rules.get(i));
          List<String> next = new ArrayList<>(rules);
          next.set(i, rule.replace(body.start(1), body.end(1), all).toString());
          if (d.engine.compiles(new Sample(next, d.sample.input()))) {
            rules = next;
            body = BODY.matcher(rules.get(i));
            body.find(from);
          }
        }
      }
      return new Sample(rules, d.sample.input());
    }
  },
  /** What a rule's keys are is known by the definitions that were checked by then. */
  TYPES_BY_THEN("keys of definitions that were not checked by then") {
    private static final int TRIES = 8;

    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      if (!codes(d.theirs).contains(RegoError.TYPE) || !(d.ours instanceof Answer.Of)) {
        return false;
      }
      List<String> rules = new ArrayList<>(d.sample.rules());
      boolean agrees = false;
      for (int i = 0; i < TRIES && !agrees; i++) {
        Collections.rotate(rules, 1);
        agrees = d.ours.agrees(d.opa.answer(new Sample(rules, d.sample.input())));
      }
      return agrees;
    }
  },
  /** A literal with a comprehension over bound variables is not looked into for unbound ones. */
  COMPREHENSION_HIDES("unbound variables beside a comprehension") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      if (!codes(d.ours).contains(RegoError.UNSAFE) || codes(d.theirs).contains(RegoError.UNSAFE)) {
        return false;
      }
      List<RegoError> unsafe =
          d.engine.errors(d.sample).stream()
              .filter(e -> e.code().equals(RegoError.UNSAFE))
              .toList();
      Set<String> beside = new HashSet<>();
      List<String> rules = new ArrayList<>();
      int row = Sample.FIRST_ROW;
      for (String rule : d.sample.rules()) {
        List<String> lines = new ArrayList<>();
        for (String line : rule.lines().toList()) {
          int here = row++;
          List<String> found =
              unsafe.stream()
                  .filter(e -> e.at().filter(at -> at.line() == here).isPresent())
                  .map(RegoError::message)
                  .toList();
          boolean hides = line.startsWith("  ") && line.contains(" | ") && !found.isEmpty();
          beside.addAll(hides ? found : List.of());
          lines.add(hides ? "  true" : line);
        }
        rules.add(String.join("\n", lines));
        row++;
      }
      Sample rest = new Sample(rules, d.sample.input());
      Sample bare = d.sample.with(Explained::withoutComprehensions);
      return !beside.isEmpty()
          && codes(d.opa.answer(bare)).contains(RegoError.UNSAFE)
          && d.agreeOn(rest);
    }
  },
  /** A rule with variable keys is computed whole, so that what lies below it must not use it. */
  COMPUTED_WHOLE("recursion through keys that vary") {
    private final Pattern constantKey =
        Pattern.compile(
            "^(r\\d+)(\\.[a-z]|\\[(\"([^\"\\\\]|\\\\.)*\"|-?[0-9.e]+|true|false|null)\\])");

    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      if (!codes(d.ours).contains(RegoError.RECURSION)
          || codes(d.theirs).contains(RegoError.RECURSION)) {
        return false;
      }
      Sample apart = d.sample.with(rule -> constantKey.matcher(rule).replaceFirst("$1k$2"));
      return !codes(d.engine.answer(apart)).contains(RegoError.RECURSION) && d.agreeOn(apart);
    }
  },
  /** A literal that is there twice is ordered once; its twin's variables stay unbound. */
  REPEATED("literals that are there twice") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      Sample once =
          d.sample.with(
              rule -> {
                Set<String> before = new HashSet<>();
                return rule.lines()
                    .filter(line -> before.add(line.replaceAll("^  \\((.*)\\)$", "  $1")))
                    .collect(Collectors.joining("\n"));
              });
      return !once.equals(d.sample)
          && codes(d.theirs).contains(RegoError.UNSAFE)
          && d.ours.equals(d.engine.answer(once))
          && d.agreeOn(once);
    }
  },
  /** OPA's index of a comprehension is computed as if nothing were bound around it. */
  INDEXED_COMPREHENSION("comprehensions that have an index") {
    private final Pattern variable = Pattern.compile("\\bv\\d+\\b");

    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      Set<String> names = new TreeSet<>();
      Matcher found = variable.matcher(d.sample.module());
      while (found.find()) {
        names.add(found.group());
      }
      for (String name : names) {
        for (int i = 0; i < d.sample.rules().size(); i++) {
          String rule = d.sample.rules().get(i);
          for (int at = rule.indexOf(" | "); at >= 0; at = rule.indexOf(" | ", at + 1)) {
            // One within that closes over the variable keeps OPA from making an index.
            String more = "count([1 | 0 == " + name + "]) >= 0; ";
            List<String> rules = new ArrayList<>(d.sample.rules());
            rules.set(i, rule.substring(0, at + 3) + more + rule.substring(at + 3));
            Sample same = new Sample(rules, d.sample.input());
            if (d.ours.equals(d.engine.answer(same)) && d.agreeOn(same)) {
              return true;
            }
          }
        }
      }
      return false;
    }
  },
  /** OPA writes what replaces a part of the input into the data that replaces the input. */
  SHARED_INPUT("data that replaces the input, of which a part is replaced") {
    private final Pattern replaced =
        Pattern.compile("with input as ((?!with |;|\\}).)+?(?= with |;| \\}|$)");

    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      String copy = "with input as json.unmarshal(json.marshal(";
      UnaryOperator<String> copied =
          line ->
              replaced
                  .matcher(line)
                  .replaceAll(
                      m ->
                          Matcher.quoteReplacement(
                              copy + m.group().substring("with input as ".length()) + "))"));
      Sample same =
          d.sample.with(rule -> rule.lines().map(copied).collect(Collectors.joining("\n")));
      return !same.equals(d.sample) && d.ours.equals(d.engine.answer(same)) && d.agreeOn(same);
    }
  },
  /** As {@link #COMPUTED_WHOLE}: OPA looks one key up, and does not come to conflicts at others. */
  LOOKED_UP_WHOLE("conflicts at other keys than those looked up") {
    private final Pattern lookup = Pattern.compile("\\b(data\\.fuzz\\.)?r\\d+(?=\\[)");

    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      Sample whole =
          d.sample.with(
              rule ->
                  rule.lines()
                      .map(
                          line ->
                              line.startsWith("  ")
                                  ? lookup.matcher(line).replaceAll("{k_: w_ | w_ = $0[k_]}")
                                  : line)
                      .collect(Collectors.joining("\n")));
      return d.ours.equals(CONFLICT)
          && d.engine.answer(whole).equals(CONFLICT)
          && d.opa.answer(whole).equals(CONFLICT);
    }
  },
  /** A set with variables for a member is found by OPA if the whole set is known by then only. */
  SET_WITH_VARIABLES("members that are sets with variables") {
    private final Pattern member = Pattern.compile("^(r\\S* contains )(.*)( if \\{\\n(  .*\\n)+)");

    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      Sample same = d.sample.with(rule -> member.matcher(rule).replaceFirst("$1m_$3  m_ := $2\n"));
      return !same.equals(d.sample) && d.ours.equals(d.engine.answer(same)) && d.agreeOn(same);
    }
  },
  /** While OPA looks whether one {@code not} fails for good, all others fail. */
  NOT_WITHIN_NOT("negations below one that has failed") {
    private final Pattern negation = Pattern.compile("(?<=  |; |\\| |\\{ )not ");

    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      Sample same =
          d.sample.with(rule -> rule.lines().map(this::counted).collect(Collectors.joining("\n")));
      return !same.equals(d.sample) && d.ours.equals(d.engine.answer(same)) && d.agreeOn(same);
    }

    /** A line in which what must not hold is counted. */
    private String counted(String line) {
      StringBuilder text = new StringBuilder(line);
      for (Matcher found = negation.matcher(text); found.find(); found = negation.matcher(text)) {
        int end = bracket(text + ")", found.end(), 1);
        int next = text.indexOf("; ", found.end());
        text.insert(next >= 0 && next < end ? next : end, "]) == 0");
        text.replace(found.start(), found.end(), "count([1 | ");
      }
      return text.toString();
    }
  },
  /** YAML 1.2 has fewer words for true and false; the newest OPA reads it. */
  YAML_BOOLEANS("words for booleans in YAML") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      Sample json =
          d.sample.with(
              rule ->
                  rule.replace("yaml.unmarshal(", "json.unmarshal(")
                      .replace("yaml.is_valid(", "json.is_valid("));
      return !json.equals(d.sample) && d.agreeOn(json);
    }
  },
  /** The least of a set with null is null; the newest OPA says so. */
  LEAST_WITH_NULL("the least of a set with null") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      Sample greatest = d.sample.with(rule -> rule.replaceAll("\\bmin\\(", "max("));
      return !greatest.equals(d.sample) && d.agreeOn(greatest);
    }
  },
  /** The newest OPA takes arrays for documents that a schema may describe. */
  ARRAYS_AS_DOCUMENTS("arrays in json.match_schema") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      Sample matched = d.sample.with(rule -> rule.replace("json.match_schema(", "matched("));
      List<String> rules = new ArrayList<>(matched.rules());
      rules.add("matched(x, y) := [is_object(x), [is_object(y)]]");
      return !matched.equals(d.sample) && d.agreeOn(new Sample(rules, d.sample.input()));
    }
  };

  /** A difference between answers. */
  record Difference(Sample sample, Engine engine, Opa opa, Answer ours, Answer theirs) {
    boolean agreeOn(Sample other) throws IOException, InterruptedException {
      return engine.answer(other).agrees(opa.answer(other));
    }
  }

  private static final String GIVEN_DATA =
      "data.fuzz with data.base as " + Sample.BASE.replace('\n', ' ');
  private static final List<String> UNOPTIMIZED =
      List.of("--disable-indexing", "--disable-early-exit");
  private static final Pattern BODY = Pattern.compile(" if \\{\\n((  .*\\n)+)\\}");
  private static final Answer CONFLICT =
      new Answer.Fails(new TreeSet<>(Set.of(RegoError.CONFLICT)));

  /** A literal that begins with a call of a function of the sample. */
  private static final Pattern CALL = Pattern.compile("(?m)^  (r\\d+\\()");

  private final String label;

  Explained(String label) {
    this.label = label;
  }

  /** Whether this makes the difference. */
  abstract boolean holds(Difference difference) throws IOException, InterruptedException;

  static Optional<Explained> of(Difference difference) throws IOException, InterruptedException {
    for (Explained cause : values()) {
      if (cause.holds(difference)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /** A rule with an empty collection for each comprehension in a body. */
  private static String withoutComprehensions(String rule) {
    StringBuilder text = new StringBuilder(rule);
    int body = rule.indexOf('\n');
    for (int bar = text.lastIndexOf(" | "); bar > body; bar = text.lastIndexOf(" | ", bar - 1)) {
      int start = bracket(text, bar, -1);
      int end = bracket(text, bar, 1);
      if (start > body && end < text.length()) {
        text.replace(start, end + 1, text.charAt(start) == '[' ? "[]" : "{}");
        bar = text.length();
      }
    }
    return text.toString();
  }

  /** The rule with results of functions compared once they are there, not looked for. */
  private static String comparedAfterwards(String rule) {
    StringBuilder text = new StringBuilder(rule);
    Matcher call = CALL.matcher(rule);
    for (int from = 0; call.find(from); from = call.end()) {
      int at = call.start(1) + text.length() - rule.length();
      int end = bracket(text, at + call.group(1).length(), 1) + 1;
      if (text.indexOf(" = ", end) == end) {
        text.replace(end, end + 3, " == ");
      }
    }
    return text.toString();
  }

  /** Where the brackets around a place begin or end. */
  private static int bracket(CharSequence text, int place, int step) {
    int depth = 0;
    int i = place;
    for (; i >= 0 && i < text.length() && depth >= 0; i += step) {
      boolean opens = (step > 0 ? "[{(" : "]})").indexOf(text.charAt(i)) >= 0;
      boolean closes = (step > 0 ? "]})" : "[{(").indexOf(text.charAt(i)) >= 0;
      depth += opens ? 1 : closes ? -1 : 0;
    }
    return i - step;
  }

  private static Set<String> codes(Answer answer) {
    return answer instanceof Answer.Fails f ? f.codes() : Set.of();
  }

  @Override
  public String toString() {
    return label;
  }
}
