package dev.assay.collect.rest;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.snapshot.Fact;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The points of which a time series of a case is the sum, as Cloud Monitoring tells them. */
final class ServedSeries {
  private static final Instant BEGIN = Instant.parse("2025-12-01T00:00:00Z");
  private static final int POINTS = 20;
  private static final Pattern ALLOYDB =
      Pattern.compile(".*/locations/([^/]+)/clusters/([^/]+)(?:/instances/([^/]+))?");
  private static final Pattern CLOUD_SQL = Pattern.compile(".*/projects/([^/]+)/instances/([^/]+)");

  private ServedSeries() {}

  static RegoObject of(Fact fact) {
    RegoObject data = fact.data();
    RegoObject.Builder labels = new RegoObject.Builder();
    Matcher alloydb = ALLOYDB.matcher(String.valueOf(fact.parent()));
    Matcher sql = CLOUD_SQL.matcher(String.valueOf(fact.parent()));
    if (alloydb.matches()) {
      labels.put("location", alloydb.group(1)).put("cluster_id", alloydb.group(2));
      Optional.ofNullable(alloydb.group(3)).ifPresent(id -> labels.put("instance_id", id));
    } else if (sql.matches()) {
      labels.put("database_id", sql.group(1) + ":" + sql.group(2));
    }
    return new RegoObject.Builder()
        .put("metric", RegoObject.of("type", RegoString.of(Endpoint.text(data, "metricType"))))
        .put("resource", RegoObject.of("labels", labels.build()))
        .put("points", RegoArray.of(points(data)))
        .build();
  }

  /** The newest first, as the API sends them. */
  private static List<Value> points(RegoObject data) {
    List<Value> points = new ArrayList<>();
    if (data.get("last") instanceof RegoNumber last) {
      points.add(point(time(data, "lastTime", BEGIN.plusSeconds(86_400)), last.doubleValue()));
      if (data.get("first") instanceof RegoNumber first) {
        points.add(point(time(data, "firstTime", BEGIN), first.doubleValue()));
      }
      return points;
    }
    double p95 = number(data, "p95").or(() -> number(data, "mean")).orElseThrow();
    double mean = number(data, "mean").orElse(p95);
    // The two greatest of twenty are the 95th percentile; the others make the mean.
    double others = (POINTS * mean - 2 * p95) / (POINTS - 2);
    for (int i = POINTS - 1; i >= 0; i--) {
      points.add(point(BEGIN.plusSeconds(3600L * i), i < 2 ? p95 : others));
    }
    return points;
  }

  private static Value point(Instant end, double value) {
    return new RegoObject.Builder()
        .put("interval", RegoObject.of("endTime", RegoString.of(end.toString())))
        .put("value", RegoObject.of("doubleValue", RegoNumber.of(BigDecimal.valueOf(value))))
        .build();
  }

  private static Instant time(RegoObject data, String field, Instant otherwise) {
    String text = Endpoint.text(data, field);
    return text.isEmpty() ? otherwise : Instant.parse(text);
  }

  private static Optional<Double> number(RegoObject data, String field) {
    return data.get(field) instanceof RegoNumber number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }
}
