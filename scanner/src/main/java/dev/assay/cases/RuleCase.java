package dev.assay.cases;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.rulepack.PackFile;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Rule;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A case of a {@code cases.yaml}: facts given, a verdict expected.
 *
 * <pre>{@code
 * - name: switched off            # required, one of its kind in the file
 *   resource: {…}                 # the data of the resource that is judged
 *   id: //alloydb…                # its id and parent, if a made-up one will not do
 *   parent: //cloud…
 *   estate:                       # what else is there
 *   - {kind: K, id: …, parent: …, data: {…}}
 *   parameters: {name: value}
 *   gap: K                        # what could not be read; its scope is the resource
 *   as_of: 2026-01-01T00:00:00Z   # what the rule takes for now
 *   fail: message                 # or a list of messages, one for each place that fails
 *   pass: true
 *   unknown: true                 # or the reason
 *   not_applicable: true
 *   severity: low                 # of what fails, the worst
 *   remediation: text             # filled in
 * }</pre>
 *
 * @param place {@code file:line:column}
 * @param judged the id that the verdict is expected on
 * @param texts the messages or reasons expected, sorted; none if any will do
 */
public record RuleCase(
    String place,
    String name,
    Snapshot snapshot,
    Parameters parameters,
    Instant asOf,
    String judged,
    Verdict expected,
    Optional<List<String>> texts,
    Optional<Severity> severity,
    Optional<String> remediation) {

  private static final String SOURCE = "the case";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<String> FACTS = Set.of("kind", "id", "parent", "data");
  private static final List<String> VERDICTS = List.of("fail", "pass", "unknown", "not_applicable");
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "resource",
          "id",
          "parent",
          "estate",
          "parameters",
          "gap",
          "as_of",
          "fail",
          "pass",
          "unknown",
          "not_applicable",
          "severity",
          "remediation");

  /**
   * Reads a rule's cases.
   *
   * @param kinds those that have a schema; all of them count as asked for
   * @throws InputException with the place of whatever is wrong in the file
   */
  public static List<RuleCase> read(PackFile file, Rule rule, Collection<String> kinds)
      throws InputException {
    Optional<YamlNode> root = YamlNode.parse(file.name(), file.text());
    if (root.isEmpty()) {
      throw new InputException(file.name() + ": there are no cases");
    }
    List<RuleCase> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode node : root.get().list()) {
      RuleCase read = new Reading(node, node.mapping(KEYS), rule, List.copyOf(kinds)).read();
      if (!names.add(read.name())) {
        throw node.error("there is a case \"" + read.name() + "\" already");
      }
      cases.add(read);
    }
    return cases;
  }

  /** The same case with other data of the judged resource. */
  public RuleCase with(RegoObject data) {
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : snapshot.facts()) {
      facts.add(
          fact.id().equals(judged)
              ? new Fact(
                  fact.kind(),
                  fact.id(),
                  fact.parent(),
                  fact.source(),
                  data,
                  fact.untold(),
                  fact.declaration())
              : fact);
    }
    return of(facts, snapshot.gaps());
  }

  /** The same case with some of its resources only. */
  public RuleCase where(Predicate<Fact> kept) {
    return of(snapshot.facts().stream().filter(kept).toList(), snapshot.gaps());
  }

  /** The same case where a resource could not be read. */
  public RuleCase without(Fact unread, Gap gap) {
    List<Gap> gaps = new ArrayList<>(snapshot.gaps());
    gaps.add(gap);
    return of(
        snapshot.facts().stream().filter(fact -> !fact.id().equals(unread.id())).toList(), gaps);
  }

  private RuleCase of(List<Fact> facts, List<Gap> gaps) {
    Snapshot changed = Snapshot.of(snapshot.header(), snapshot.sources(), gaps, facts);
    return new RuleCase(
        place, name, changed, parameters, asOf, judged, expected, texts, severity, remediation);
  }

  /** The data of the judged resource, if the case gives it. */
  public Optional<RegoObject> data() {
    return snapshot.facts().stream().filter(f -> f.id().equals(judged)).map(Fact::data).findFirst();
  }

  private record Reading(YamlNode node, Map<String, YamlNode> keys, Rule rule, List<String> kinds) {

    RuleCase read() throws InputException {
      List<Fact> facts = new ArrayList<>();
      String judged;
      if (keys.containsKey("resource")) {
        Fact fact = fact(rule.kind(), keys.get("resource"), keys);
        facts.add(fact);
        judged = fact.id();
      } else {
        String parent = Names.parent(rule.kind(), RegoObject.EMPTY);
        judged = parent == null ? Names.id(rule.kind(), RegoObject.EMPTY) : parent;
      }
      if (keys.containsKey("estate")) {
        for (YamlNode item : keys.get("estate").list()) {
          facts.add(estate(item));
        }
      }
      Set<String> ids = new HashSet<>();
      for (Fact fact : facts) {
        if (!ids.add(fact.id())) {
          throw node.error("two resources have the id " + fact.id() + "; give them ids");
        }
      }
      String verdict = verdict();
      return new RuleCase(
          node.place(),
          required("name").string(),
          Snapshot.of(
              new SnapshotHeader("", NOW),
              List.of(new Source(SOURCE, "cases", kinds, Map.of())),
              gaps(judged),
              facts),
          parameters(),
          asOf(),
          judged,
          Verdict.of(verdict).orElseThrow(),
          texts(verdict),
          severity(),
          keys.containsKey("remediation")
              ? Optional.of(keys.get("remediation").string().strip())
              : Optional.empty());
    }

    private YamlNode required(String key) throws InputException {
      YamlNode value = keys.get(key);
      if (value == null) {
        throw node.error("\"" + key + "\" is missing");
      }
      return value;
    }

    private Fact estate(YamlNode item) throws InputException {
      Map<String, YamlNode> fields = item.mapping(FACTS);
      YamlNode kind = fields.get("kind");
      YamlNode data = fields.get("data");
      if (kind == null || data == null) {
        throw item.error("expected {kind: …, data: {…}}");
      }
      return fact(kind(kind), data, fields);
    }

    private String kind(YamlNode kind) throws InputException {
      if (!kinds.contains(kind.string())) {
        throw kind.error(
            "no kind \""
                + kind.string()
                + "\""
                + dev.assay.input.Nearest.hint(kind.string(), kinds));
      }
      return kind.string();
    }

    private static Fact fact(String kind, YamlNode node, Map<String, YamlNode> names)
        throws InputException {
      if (!(node.value() instanceof RegoObject data)) {
        throw node.error("expected a mapping (key: value)");
      }
      return new Fact(
          kind,
          names.containsKey("id") ? names.get("id").string() : Names.id(kind, data),
          names.containsKey("parent") ? names.get("parent").string() : Names.parent(kind, data),
          SOURCE,
          data);
    }

    private List<Gap> gaps(String scope) throws InputException {
      YamlNode gap = keys.get("gap");
      return gap == null
          ? List.of()
          : List.of(
              new Gap(SOURCE, gapKind(gap), scope, Gap.Cause.DENIED, "permission denied", ""));
    }

    /** A kind, or a field of one: {@code KIND.field}. */
    private String gapKind(YamlNode gap) throws InputException {
      String name = gap.string();
      return kinds.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))
          ? name
          : kind(gap);
    }

    private Parameters parameters() throws InputException {
      YamlNode given = keys.get("parameters");
      if (given == null) {
        return Parameters.defaults();
      }
      Value values = given.value();
      if (!(values instanceof RegoObject object)) {
        throw given.error("expected a mapping (name: value)");
      }
      try {
        return Parameters.of(rule, object);
      } catch (IllegalArgumentException e) {
        throw given.error(String.valueOf(e.getMessage()));
      }
    }

    private Instant asOf() throws InputException {
      YamlNode given = keys.get("as_of");
      try {
        return given == null ? NOW : Instant.parse(given.string());
      } catch (DateTimeException e) {
        throw node.error("as_of should be like " + NOW);
      }
    }

    private String verdict() throws InputException {
      List<String> given = VERDICTS.stream().filter(keys::containsKey).toList();
      if (given.size() != 1) {
        throw node.error("expected one of " + String.join(", ", VERDICTS));
      }
      return given.get(0);
    }

    private Optional<List<String>> texts(String verdict) throws InputException {
      YamlNode text = required(verdict);
      if (!text.isScalar()) {
        if (!verdict.equals("fail")) {
          throw text.error("expected true" + (verdict.equals("unknown") ? " or the reason" : ""));
        }
        return Optional.of(text.strings().stream().sorted().toList());
      }
      if (text.string().equals("true")) {
        return Optional.empty();
      }
      if (verdict.equals("pass") || verdict.equals("not_applicable")) {
        throw text.error("expected true");
      }
      return Optional.of(List.of(text.string()));
    }

    private Optional<Severity> severity() throws InputException {
      @Nullable YamlNode given = keys.get("severity");
      if (given == null) {
        return Optional.empty();
      }
      Optional<Severity> severity = Severity.of(given.string());
      if (severity.isEmpty()) {
        throw given.error("use info, low, medium, high or critical");
      }
      return severity;
    }
  }
}
