package dev.assay.collect.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audit.Audit;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A place that a plan or a manifest leaves open may become anything. So each place is left open in
 * turn: what is still said must hold with what is there, with the opposite, and with what another
 * file has there; all else is unknown.
 */
class UntoldPlacesTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/assay/collect/files/quintuples");
  private static final List<String> TRIED = List.of("guarded", "shop-sql");
  private static final RulePack PACK = RulePack.bundled();
  private static final RulePack ALLOYDB = PACK.select(rule -> rule.kind().startsWith("alloydb."));
  private static final RulePack CLOUD_SQL =
      PACK.select(rule -> rule.kind().equals("sqladmin.Instance"));

  /** What says which resource it is, and labels and types of clusters, which manifests tell all. */
  private static final Set<String> NAMES =
      Set.of(
          "cluster_id",
          "instance_id",
          "name",
          "project",
          "location",
          "region",
          "labels",
          "projectRef",
          "resourceID",
          "clusterRef",
          "clusterType",
          "instanceTypeRef");

  /** What a manifest gives whole or not at all: references, lists, a user's own maps. */
  private static final Set<String> WHOLE =
      Set.of(
          "networkRef",
          "privateNetworkRef",
          "kmsKeyNameRef",
          "databaseFlags",
          "startTimes",
          "authorizedExternalNetworks",
          "authorizedNetworks",
          "maintenanceWindows");

  private record Place(List<String> resource, List<String> below) {
    List<String> whole() {
      return Stream.concat(resource.stream(), below.stream()).toList();
    }

    /** The same place in other files: the type of the resource, and no positions in lists. */
    String anywhere(Value file) {
      Value type = at(file, resource.subList(0, 2));
      return Tree.text(type, "type", Tree.text(type, "kind", ""))
          + String.join(".", below).replaceAll("[.][0-9]+", "");
    }
  }

  /** A plan without what it says twice, or manifests. */
  private static Value file(String estate, String form) throws Exception {
    String text = Files.readString(FOLDER.resolve(estate).resolve(form), StandardCharsets.UTF_8);
    List<Value> documents = new ArrayList<>();
    Document.parse(form, text).forEach(document -> documents.add(document.root()));
    return form.equals("plan.json")
        ? with(documents.get(0), List.of("planned_values"), null)
        : new RegoObject.Builder()
            .put("apiVersion", "v1")
            .put("kind", "List")
            .put("items", RegoArray.of(documents))
            .build();
  }

  private static Map<Place, Value> places(Value file, String form) {
    boolean plan = form.equals("plan.json");
    String list = plan ? "resource_changes" : "items";
    Map<Place, Value> places = new LinkedHashMap<>();
    for (int i = 0; i < Tree.list(file, list).size(); i++) {
      List<String> resource = new ArrayList<>(List.of(list, String.valueOf(i)));
      resource.addAll(plan ? List.of("change", "after") : List.of("spec"));
      places(new Place(resource, List.of()), at(file, resource), places);
    }
    return places;
  }

  private static void places(Place above, Value value, Map<Place, Value> into) {
    children(value)
        .forEach(
            (key, child) -> {
              boolean item = value instanceof RegoArray && !(child instanceof RegoObject);
              if (!NAMES.contains(key) && !(child instanceof RegoNull) && !item) {
                List<String> below = Stream.concat(above.below.stream(), Stream.of(key)).toList();
                Place place = new Place(above.resource, below);
                into.put(place, child);
                if (!WHOLE.contains(key)) {
                  places(place, child, into);
                }
              }
            });
  }

  private static Map<String, Value> children(Value value) {
    if (!(value instanceof RegoArray array)) {
      return Tree.entries(value);
    }
    Map<String, Value> items = new LinkedHashMap<>();
    array.forEach(item -> items.put(String.valueOf(items.size()), item));
    return items;
  }

  private static Value at(Value value, List<String> place) {
    Value found = value;
    for (String key : place) {
      found = requireNonNull(children(found).get(key));
    }
    return found;
  }

  /** The value with another one at a place, or with none there; lists keep their length. */
  private static Value with(Value value, List<String> place, @Nullable Value other) {
    String key = place.get(0);
    List<String> below = place.subList(1, place.size());
    Map<String, Value> children = children(value);
    Value child =
        below.isEmpty() ? other : with(children.getOrDefault(key, RegoNull.NULL), below, other);
    if (value instanceof RegoArray) {
      children.put(key, child == null ? RegoNull.NULL : child);
      return RegoArray.of(List.copyOf(children.values()));
    }
    children.remove(key);
    RegoObject.Builder object = new RegoObject.Builder();
    children.forEach(object::put);
    return child == null ? object.build() : object.put(key, child).build();
  }

  /** {@code after_unknown} of one place: its lists are as long as those of the values. */
  private static Value mark(Value values, List<String> place) {
    if (place.isEmpty()) {
      return RegoBoolean.TRUE;
    }
    Value mark = mark(at(values, place.subList(0, 1)), place.subList(1, place.size()));
    Value none =
        values instanceof RegoArray array
            ? RegoArray.of(Collections.nCopies(array.size(), RegoBoolean.FALSE))
            : RegoObject.EMPTY;
    return with(none, place.subList(0, 1), mark);
  }

  private static Value leftOpen(Value file, Place place) {
    Value open = with(file, place.whole(), null);
    if (place.resource.contains("spec")) {
      return open;
    }
    List<String> unknown = new ArrayList<>(place.resource);
    unknown.set(unknown.size() - 1, "after_unknown");
    return with(open, unknown, mark(at(file, place.resource), place.below));
  }

  /** Rule and resource to the worst verdict. */
  private static Map<String, Verdict> verdicts(Value file) throws Exception {
    Facts facts = Facts.of(file.toString(), Path.of("-"));
    boolean sql = facts.facts.keySet().stream().anyMatch(id -> id.startsWith("//cloudsql."));
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Finding finding :
        new Audit("test", sql ? CLOUD_SQL : ALLOYDB, Parameters.defaults())
            .of(facts.snapshot(), Facts.TIME)
            .findings()) {
      verdicts.merge(
          finding.rule() + " " + finding.resource().id(),
          finding.verdict(),
          (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    return verdicts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan.json", "connector.yaml"})
  void whatIsSaidHoldsWhateverBecomesOfWhatIsLeftOpen(String form) throws Exception {
    Map<String, Set<Value>> elsewhere = new TreeMap<>();
    Value other = file("open", form);
    places(other, form)
        .forEach(
            (place, value) ->
                elsewhere.computeIfAbsent(place.anywhere(other), k -> new TreeSet<>()).add(value));
    List<String> wrong = new ArrayList<>();
    for (String estate : TRIED) {
      Value file = file(estate, form);
      Map<String, Verdict> there = verdicts(file);
      for (Map.Entry<Place, Value> each : places(file, form).entrySet()) {
        Place place = each.getKey();
        Map<String, Verdict> open = verdicts(leftOpen(file, place));
        List<Map<String, Verdict>> may = new ArrayList<>(List.of(there));
        Set<Value> values =
            each.getValue() instanceof RegoBoolean is
                ? Set.of(RegoBoolean.of(!is.value()))
                : elsewhere.getOrDefault(place.anywhere(file), Set.of());
        for (Value value : values) {
          may.add(verdicts(with(file, place.whole(), value)));
        }
        open.forEach(
            (check, verdict) -> {
              for (Map<String, Verdict> one : may) {
                if (verdict != Verdict.UNKNOWN && one.getOrDefault(check, verdict) != verdict) {
                  wrong.add(place.below + ": " + check + " " + verdict + ", " + one.get(check));
                }
              }
            });
      }
    }
    assertThat(wrong).isEmpty();
  }
}
