package dev.assay.audit;

import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Schemas that nobody who reads the report can mend: those of a managed service's own superuser,
 * and the one with the views that a superuser has lent to Assay. Both are known by an owner whom no
 * customer can be or make, never by a name alone.
 *
 * @param reasons by the schema's id
 */
record LeftOut(Map<String, String> reasons) {
  static final LeftOut NOTHING = new LeftOut(Map.of());

  private static final String PREFIX = "postgresql://";
  private static final String OURS = "assay";

  /** The slashes of {@code postgresql://host:port/DB/SCHEMA/…} up to the schema's end. */
  private static final int SLASHES = 5;

  static LeftOut of(Estate estate) {
    Map<String, String> reasons = new TreeMap<>();
    for (Estate.Item schema : estate.items("postgresql.Schema")) {
      Fact fact = schema.fact();
      String name = text(fact.data(), "name");
      String provider = estate.provider(fact.id());
      if (is(fact.data(), "owner_bootstrap")
          && !name.equals("public")
          && !provider.isEmpty()
          && !provider.equals("postgresql")) {
        reasons.put(fact.id(), "belongs to " + provider);
      } else if (is(fact.data(), "owner_superuser") && name.equals(OURS)) {
        reasons.put(fact.id(), "lent to Assay");
      }
    }
    return reasons.isEmpty() ? NOTHING : new LeftOut(reasons);
  }

  /** Those of the items that are not left out. */
  List<Estate.Item> rest(List<Estate.Item> items) {
    return reasons.isEmpty() ? items : items.stream().filter(i -> !has(i.fact())).toList();
  }

  private boolean has(Fact fact) {
    if (!fact.id().startsWith(PREFIX)) {
      return false;
    }
    int end = -1;
    for (int i = 0; i < SLASHES; i++) {
      end = fact.id().indexOf('/', end + 1);
      if (end < 0) {
        return reasons.containsKey(fact.id());
      }
    }
    return reasons.containsKey(fact.id().substring(0, end));
  }

  /** A source's account of what was not judged of it. */
  Source told(Source source) {
    StringBuilder text = new StringBuilder();
    reasons.forEach(
        (id, reason) -> {
          if (id.startsWith(source.id() + "/")) {
            text.append(text.isEmpty() ? "" : "; ");
            text.append(id.substring(source.id().length() + 1)).append(' ').append(reason);
          }
        });
    if (text.isEmpty()) {
      return source;
    }
    Map<String, String> details = new TreeMap<>(source.details());
    details.put("schemas left out", text.toString());
    return new Source(source.id(), source.collector(), source.kinds(), details);
  }

  private static boolean is(RegoObject data, String field) {
    return RegoBoolean.TRUE.equals(data.get(field));
  }

  private static String text(RegoObject data, String field) {
    return data.get(field) instanceof RegoString s ? s.value() : "";
  }
}
