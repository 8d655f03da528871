package dev.assay.collect.google;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What a collector told, kept for a test to look at. */
public final class Gathered implements Sink {
  private final Map<String, Fact> facts = new ConcurrentSkipListMap<>();
  private final List<Gap> gaps = new ArrayList<>();

  @Override
  public void fact(Fact fact) {
    if (facts.put(fact.id(), fact) != null) {
      throw new AssertionError("told twice: " + fact.id());
    }
  }

  @Override
  public synchronized void gap(Gap gap) {
    gaps.add(gap);
  }

  public synchronized List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  public List<Fact> facts() {
    return List.copyOf(facts.values());
  }

  public Fact fact(String id) {
    Fact fact = facts.get(id);
    if (fact == null) {
      throw new AssertionError(id + " is not among " + facts.keySet());
    }
    return fact;
  }

  /** The ids of a kind, without their prefix. */
  public List<String> ids(String kind, String prefix) {
    return facts.values().stream()
        .filter(f -> f.kind().equals(kind))
        .map(f -> f.id().substring(prefix.length()))
        .toList();
  }

  /** A value in the data of a fact, as JSON text; {@code absent} if there is none. */
  public String at(String id, String... path) {
    @Nullable Value value = fact(id).data();
    for (String step : path) {
      value =
          value instanceof RegoArray array
              ? array.get(Integer.parseInt(step))
              : value instanceof RegoObject object ? object.get(step) : null;
    }
    return value == null ? "absent" : value instanceof RegoString s ? s.value() : value.toString();
  }
}
