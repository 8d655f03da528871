package dev.assay.collect.rest;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that rules read, and what becomes of their points: numbers that sum a series up, so
 * that a rule needs no statistics of its own.
 */
final class TimeSeries {
  static final String KIND = "monitoring.TimeSeries";
  private static final String ALLOYDB = "alloydb.googleapis.com/";
  private static final String CLOUDSQL = "cloudsql.googleapis.com/";

  /**
   * A metric.
   *
   * @param unit that its numbers have: {@code ratio}, {@code ms}, {@code bytes} or {@code 1}
   * @param window how far back
   * @param alignment the time that one point stands for
   * @param aligner how points within that time become one
   */
  record Metric(String type, String unit, Duration window, Duration alignment, String aligner) {
    /** The projects that have what it measures. */
    Over over() {
      return type.startsWith(ALLOYDB) ? Over.ALLOYDB_PROJECT : Over.SQL_PROJECT;
    }

    /** What the API is asked; times are cut to the alignment, so that no point is half a one. */
    Map<String, String> query(Instant now) {
      Instant to = to(now);
      Map<String, String> query = new TreeMap<>();
      query.put("filter", "metric.type=\"" + type + "\"");
      query.put("interval.startTime", to.minus(window).toString());
      query.put("interval.endTime", to.toString());
      query.put("aggregation.alignmentPeriod", alignment.toSeconds() + "s");
      query.put("aggregation.perSeriesAligner", aligner);
      query.put("pageSize", "50000");
      return query;
    }

    Instant to(Instant now) {
      return now.truncatedTo(ChronoUnit.MINUTES);
    }
  }

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FORTNIGHT = Duration.ofDays(14);

  /** Units: https://cloud.google.com/monitoring/api/metrics_gcp_a_b. CPU counts in 1.0 = 100 %. */
  static final List<Metric> METRICS =
      List.of(
          new Metric(
              ALLOYDB + "instance/cpu/average_utilization", "ratio", FORTNIGHT, HOUR, "ALIGN_MEAN"),
          new Metric(
              ALLOYDB + "instance/cpu/maximum_utilization", "ratio", FORTNIGHT, HOUR, "ALIGN_MAX"),
          new Metric(
              ALLOYDB + "instance/postgres/total_connections", "1", FORTNIGHT, HOUR, "ALIGN_MEAN"),
          new Metric(
              ALLOYDB + "instance/postgres/replication/maximum_lag",
              "ms",
              Duration.ofDays(1),
              Duration.ofMinutes(5),
              "ALIGN_MAX"),
          new Metric(
              ALLOYDB + "instance/postgres/replication/maximum_secondary_lag",
              "ms",
              Duration.ofDays(1),
              Duration.ofMinutes(5),
              "ALIGN_MAX"),
          new Metric(
              ALLOYDB + "cluster/storage/usage",
              "bytes",
              Duration.ofDays(30),
              Duration.ofDays(1),
              "ALIGN_MEAN"),
          new Metric(CLOUDSQL + "database/cpu/utilization", "ratio", FORTNIGHT, HOUR, "ALIGN_MEAN"),
          new Metric(
              CLOUDSQL + "database/postgresql/num_backends", "1", FORTNIGHT, HOUR, "ALIGN_MEAN"));

  private final String project;
  private final Metric metric;
  private final Instant to;
  private final Map<String, Series> series = new LinkedHashMap<>();

  TimeSeries(String project, Metric metric, Instant now) {
    this.project = project;
    this.metric = metric;
    this.to = metric.to(now);
  }

  /** A resource to be. */
  record Summary(String id, String parent, RegoObject data) {}

  private record Series(RegoObject head, List<Point> points) {}

  private record Point(Instant at, double value) {}

  /** Takes a series, or a further part of one that a page broke off. */
  void add(RegoObject part) {
    String key = RegoArray.of(List.of(object(part, "metric"), object(part, "resource"))).toString();
    List<Point> points =
        series.computeIfAbsent(key, k -> new Series(part, new ArrayList<>())).points();
    if (part.get("points") instanceof RegoArray array) {
      for (Value item : array) {
        if (item instanceof RegoObject point) {
          Double number = number(object(point, "value"));
          String at = Endpoint.text(point, "interval.endTime");
          if (number != null && !at.isEmpty()) {
            points.add(new Point(Instant.parse(at), number));
          }
        }
      }
    }
  }

  /** The series that have points, summed up. */
  List<Summary> summaries() {
    List<Summary> all = new ArrayList<>();
    for (Series each : series.values()) {
      if (!each.points().isEmpty()) {
        all.add(summary(each));
      }
    }
    return all;
  }

  private Summary summary(Series one) {
    RegoObject metricLabels = object(object(one.head(), "metric"), "labels");
    RegoObject resource = object(one.head(), "resource");
    RegoObject labels = object(resource, "labels");
    String parent = parent(labels);
    List<Point> byTime = new ArrayList<>(one.points());
    byTime.sort(Comparator.comparing(Point::at));
    double[] sorted = byTime.stream().mapToDouble(Point::value).sorted().toArray();
    double sum = 0;
    for (double value : sorted) {
      sum += value;
    }
    Point first = byTime.get(0);
    Point last = byTime.get(byTime.size() - 1);
    RegoObject data =
        new RegoObject.Builder()
            .put("project", project)
            .put("metricType", metric.type())
            .put("resourceType", Endpoint.text(resource, "type"))
            .put("metricLabels", metricLabels)
            .put("resourceLabels", labels)
            .put("unit", metric.unit())
            .put("from", to.minus(metric.window()).toString())
            .put("to", to.toString())
            .put("windowSeconds", RegoNumber.of(metric.window().toSeconds()))
            .put("alignmentSeconds", RegoNumber.of(metric.alignment().toSeconds()))
            .put("points", RegoNumber.of(sorted.length))
            .put("mean", number(sum / sorted.length))
            .put("min", number(sorted[0]))
            .put("max", number(sorted[sorted.length - 1]))
            // The nearest rank: a value that was measured.
            .put("p95", number(sorted[(int) Math.ceil(0.95 * sorted.length) - 1]))
            .put("first", number(first.value()))
            .put("firstTime", first.at().toString())
            .put("last", number(last.value()))
            .put("lastTime", last.at().toString())
            .build();
    StringBuilder more = new StringBuilder();
    metricLabels.forEach(
        (key, value) ->
            more.append(';')
                .append(Endpoint.segment(text(key)))
                .append('=')
                .append(Endpoint.segment(text(value))));
    String id = parent + "/-/timeSeries/" + Endpoint.segment(metric.type()) + more;
    return new Summary(id, parent, data);
  }

  /** The database that the labels of a monitored resource name, else the project. */
  private String parent(RegoObject labels) {
    String cluster = Endpoint.text(labels, "cluster_id");
    String instance = Endpoint.text(labels, "instance_id");
    String location = Endpoint.text(labels, "location");
    if (metric.type().startsWith(ALLOYDB) && !cluster.isEmpty() && !location.isEmpty()) {
      return "//alloydb.googleapis.com/projects/"
          + project
          + "/locations/"
          + location
          + "/clusters/"
          + cluster
          + (instance.isEmpty() ? "" : "/instances/" + instance);
    }
    String database = Endpoint.text(labels, "database_id");
    if (metric.type().startsWith(CLOUDSQL) && database.contains(":")) {
      return "//cloudsql.googleapis.com/projects/"
          + project
          + "/instances/"
          + database.substring(database.lastIndexOf(':') + 1);
    }
    return "//cloudresourcemanager.googleapis.com/projects/" + project;
  }

  private static @Nullable Double number(RegoObject value) {
    if (value.get("doubleValue") instanceof RegoNumber number) {
      return number.doubleValue();
    }
    String integer = Endpoint.text(value, "int64Value");
    return integer.matches("-?[0-9]{1,19}") ? Double.valueOf(integer) : null;
  }

  private static RegoNumber number(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(9, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return RegoNumber.of(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
  }

  private static RegoObject object(RegoObject of, String key) {
    return of.get(key) instanceof RegoObject object ? object : RegoObject.EMPTY;
  }

  private static String text(Value value) {
    return value instanceof RegoString string ? string.value() : value.toString();
  }
}
