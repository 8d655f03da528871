package dev.assay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding;
import dev.assay.report.Verdict;
import dev.assay.rulepack.FieldPath;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Never green by ignorance: take a case that passes, and one field of its data away. The verdict
 * may stay a pass only if the kind's schema documents what the absence means, if the rule asks
 * whether the field is there, or if no value of the field would make the case fail.
 */
class RemovalTest {
  private final RulePack pack = RulePack.bundled();
  private final RuleCases cases = new RuleCases(pack);

  private record Line(String rule, FieldPath field, Verdict verdict, String why) {
    @Override
    public String toString() {
      return "%-13s %-45s %-14s %s".formatted(rule, field, verdict.label(), why);
    }
  }

  @Test
  void noRulePassesBecauseAFieldIsMissing() throws Exception {
    TreeSet<String> all = new TreeSet<>();
    List<String> silent = new ArrayList<>();
    for (Rule rule : pack.rules()) {
      for (RuleCase each : cases.of(rule)) {
        if (each.expected() == Verdict.PASS && each.data().isPresent()) {
          for (FieldPath field : fields(rule, each.data().get())) {
            Line line = without(rule, each, field);
            all.add(line.toString());
            if (line.why().isEmpty()) {
              silent.add(line + each.name());
            }
          }
        }
      }
    }
    System.out.println(String.join("\n", all));
    assertThat(silent).isEmpty();
    assertThat(all).hasSizeGreaterThan(pack.rules().size());
  }

  private Set<FieldPath> fields(Rule rule, RegoObject data) {
    Set<FieldPath> fields = new TreeSet<>(rule.reads());
    fields.removeIf(f -> f.in(data).isEmpty());
    leaves(data, List.of(), fields);
    return fields;
  }

  private static void leaves(Value value, List<Value> path, Set<FieldPath> into) {
    if (value instanceof RegoObject object) {
      object.forEach(
          (key, below) -> {
            List<Value> longer = new ArrayList<>(path);
            longer.add(key);
            leaves(below, longer, into);
          });
    } else {
      into.add(new FieldPath(path));
    }
  }

  private Line without(Rule rule, RuleCase each, FieldPath field) {
    RegoObject data = each.data().orElseThrow();
    RegoObject removed = (RegoObject) Objects.requireNonNull(replaced(data, field.keys(), null));
    Finding finding = cases.findings(rule, each.with(removed)).get(0);
    String why =
        switch (finding.verdict()) {
          case UNKNOWN -> finding.message();
          case FAIL -> "its absence is a violation";
          case NOT_APPLICABLE -> "asked in applies";
          case WAIVED -> "";
          case PASS ->
              field
                  .in(pack.schemas().defaults(rule.kind()).under(removed))
                  .map(value -> "documented default " + value)
                  .or(() -> decidesNothing(rule, each, field))
                  .or(() -> asked(rule, field))
                  .or(() -> unsetFlag(field))
                  .orElse("");
        };
    return new Line(rule.id(), field, finding.verdict(), why);
  }

  /** Whether the case passes whatever the field holds. */
  private Optional<String> decidesNothing(Rule rule, RuleCase each, FieldPath field) {
    RegoObject data = each.data().orElseThrow();
    for (Value other : others(field.in(data).orElseThrow())) {
      RegoObject changed = (RegoObject) Objects.requireNonNull(replaced(data, field.keys(), other));
      if (cases.findings(rule, each.with(changed)).get(0).verdict() == Verdict.FAIL) {
        return Optional.empty();
      }
    }
    return Optional.of("decides nothing here");
  }

  private static List<Value> others(Value value) {
    if (value instanceof RegoBoolean b) {
      return List.of(RegoBoolean.of(!b.value()));
    }
    if (value instanceof RegoNumber n) {
      return List.of(
          RegoNumber.of(0), RegoNumber.of(n.longValue() + 1), RegoNumber.of(1_000_000_000));
    }
    List<Value> others = new ArrayList<>(List.of(RegoNull.NULL, RegoArray.of(), RegoString.of("")));
    for (String text :
        List.of("off", "on", "r", "app", "SECONDARY", "PRIMARY", "ZONAL", "SELECT", "ALL")) {
      others.add(RegoString.of(text));
    }
    return others;
  }

  /** Whether the rule's code or a library's asks if the field is there. */
  private Optional<String> asked(Rule rule, FieldPath field) {
    String name = field.keys().get(field.keys().size() - 1).toString().replace("\"", "");
    return pack.policy().modules().stream()
        .filter(
            m ->
                m.source().file().equals(rule.file())
                    || m.path().subList(0, 2).equals(List.of("assay", "lib")))
        .flatMap(m -> m.source().text().lines())
        .map(String::strip)
        .filter(line -> !line.startsWith("#") && line.contains(name))
        .filter(line -> line.contains("not ") || line.contains("object.get("))
        .findFirst()
        .map(line -> "asked: " + line);
  }

  /** What lib/flags documents of a database flag that is not set. */
  private Optional<String> unsetFlag(FieldPath field) {
    String name = field.keys().get(field.keys().size() - 1).toString();
    return pack.policy().modules().stream()
        .filter(m -> m.path().equals(List.of("assay", "lib", "flags")))
        .flatMap(m -> m.source().text().lines())
        .map(String::strip)
        .filter(line -> line.startsWith(name + ": "))
        .findFirst()
        .map(line -> "unset means " + line);
  }

  /** The value with what is at the path replaced, or removed. */
  private static @Nullable Value replaced(Value value, List<Value> path, @Nullable Value by) {
    if (path.isEmpty()) {
      return by;
    }
    if (value instanceof RegoArray array) {
      List<Value> items = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        boolean here = RegoNumber.of(i).equals(path.get(0));
        Value item = here ? replaced(array.get(i), path.subList(1, path.size()), by) : array.get(i);
        if (item != null) {
          items.add(item);
        }
      }
      return RegoArray.of(items);
    }
    RegoObject.Builder changed = new RegoObject.Builder();
    ((RegoObject) value)
        .forEach(
            (key, below) -> {
              Value kept =
                  key.equals(path.get(0))
                      ? replaced(below, path.subList(1, path.size()), by)
                      : below;
              if (kept != null) {
                changed.put(key, kept);
              }
            });
    return changed.build();
  }
}
