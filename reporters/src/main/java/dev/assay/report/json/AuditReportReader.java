package dev.assay.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.assay.report.AuditReport;
import dev.assay.report.Declaration;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Terms;
import dev.assay.report.Verdict;
import dev.assay.report.Waiver;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what {@link JsonReporter} wrote: the same report, to the last character. The derived {@code
 * summary} is not read but made anew.
 */
public final class AuditReportReader {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String NOT_OURS =
      "this is not an audit report; name a file that assay check wrote";

  private final String file;
  private final Set<String> lists = new HashSet<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<RuleInfo> rules = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Tally> tallies = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  private AuditReportReader(String file) {
    this.file = file;
  }

  /**
   * Reads a whole report.
   *
   * @param file the name to put before errors
   * @throws ReportFormatException when this is not an audit report of a schema known here
   */
  public static AuditReport read(String file, InputStream in) throws IOException {
    return new AuditReportReader(file).read(in);
  }

  private AuditReport read(InputStream in) throws IOException {
    try (JsonParser json = FACTORY.createParser(in)) {
      return read(json);
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      String what =
          "not readable as JSON: " + e.getOriginalMessage().lines().findFirst().orElse("");
      throw where == null
          ? new ReportFormatException(file + ": " + what)
          : Item.error(file, where, what);
    }
  }

  private AuditReport read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw Item.error(file, json.currentTokenLocation(), NOT_OURS);
    }
    Item head = new Item(file, json.currentTokenLocation());
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      switch (name) {
        case "sources" -> each(json, item -> sources.add(source(item)));
        case "rules" -> each(json, item -> rules.add(rule(item)));
        case "gaps" -> each(json, item -> gaps.add(gap(item)));
        case "findings" -> each(json, item -> findings.add(finding(item)));
        case "tallies" -> each(json, item -> tallies.add(tally(item)));
        default -> {
          head.readMember(json);
          checkKind(name, head);
          continue;
        }
      }
      lists.add(name);
    }
    if (json.nextToken() != null) {
      throw Item.error(
          file, json.currentTokenLocation(), "the report has ended; remove what follows");
    }
    head.text("assay");
    head.count("schema");
    for (String list : List.of("sources", "rules", "gaps", "findings", "tallies")) {
      if (!lists.contains(list)) {
        throw head.error("\"" + list + "\" is missing; " + Item.WRITE_ANEW);
      }
    }
    return report(head);
  }

  /** Tells early, before an error in what cannot be understood would. */
  private static void checkKind(String name, Item head) throws ReportFormatException {
    if (name.equals("assay") && !head.text(name).equals(JsonReporter.TYPE)) {
      throw head.error(name, NOT_OURS);
    }
    if (name.equals("schema") && head.count(name) != JsonReporter.SCHEMA) {
      throw head.error(
          name,
          "schema %s is not known here; this Assay reads schema %s"
              .formatted(head.count(name), JsonReporter.SCHEMA));
    }
  }

  private AuditReport report(Item head) throws ReportFormatException {
    String tool = head.text("toolVersion");
    String rulesDigest = head.text("rulesDigest");
    String snapshotDigest = head.text("snapshotDigest");
    Instant collectedAt = head.parsed("collectedAt", Instant::parse, "2026-11-21T10:00:00Z");
    Instant asOf = head.parsed("asOf", Instant::parse, "2026-11-21T10:00:00Z");
    try {
      return new AuditReport(
          tool,
          rulesDigest,
          snapshotDigest,
          collectedAt,
          asOf,
          sources,
          rules,
          findings,
          tallies,
          gaps);
    } catch (IllegalArgumentException e) {
      throw head.error(e.getMessage() + "; " + Item.WRITE_ANEW);
    }
  }

  private interface Element {
    void read(Item item) throws IOException;
  }

  private void each(JsonParser json, Element element) throws IOException {
    String name = json.currentName();
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw Item.error(file, json.currentTokenLocation(), "\"" + name + "\" must be a list");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      element.read(Item.read(file, json));
    }
  }

  private static Source source(Item item) throws ReportFormatException {
    return new Source(
        item.text("id"), item.text("collector"), item.texts("kinds"), item.textsByName("details"));
  }

  private static RuleInfo rule(Item item) throws ReportFormatException {
    return new RuleInfo(
        item.text("id"),
        item.text("name"),
        item.text("title"),
        item.text("description"),
        severity(item),
        item.text("kind"),
        item.texts("links"),
        item.listsByName("controls"),
        item.text("remediation"),
        item.textsByName("parameters"));
  }

  private static Gap gap(Item item) throws ReportFormatException {
    return new Gap(
        item.text("source"),
        item.text("kind"),
        item.text("scope"),
        item.choice("cause", Gap.Cause::of, Gap.Cause.values(), Gap.Cause::label),
        item.text("message"),
        item.textIfAny("remedy"));
  }

  private static Finding finding(Item item) throws ReportFormatException {
    Verdict verdict = item.choice("verdict", Verdict::of, Verdict.values(), Verdict::label);
    Item resource = item.object("resource");
    Optional<Waiver> waiver = Optional.empty();
    if (verdict == Verdict.WAIVED || item.has("waiver")) {
      waiver = Optional.of(waiver(item.object("waiver")));
    }
    Optional<Finding.Age> age = Optional.empty();
    if (item.has("age")) {
      age =
          Optional.of(
              item.choice("age", Finding.Age::of, Finding.Age.values(), Finding.Age::label));
    }
    return new Finding(
        item.text("fingerprint"),
        item.text("rule"),
        verdict,
        severity(item),
        new Resource(
            resource.text("id"),
            resource.text("kind"),
            resource.text("source"),
            declaration(resource)),
        item.textIfAny("message"),
        item.textIfAny("at"),
        evidence(item, "evidence"),
        item.textIfAny("remediation"),
        waiver,
        age,
        explanation(item),
        1,
        terms(item));
  }

  private static Terms terms(Item item) throws ReportFormatException {
    List<Terms.Parameter> parameters = new ArrayList<>();
    for (Item one : item.itemsIfAny("parameters")) {
      parameters.add(new Terms.Parameter(one.text("name"), one.text("value"), one.text("origin")));
    }
    Optional<Terms.Regrading> regrading = Optional.empty();
    if (item.has("regrading")) {
      Item by = item.object("regrading");
      regrading =
          Optional.of(
              new Terms.Regrading(
                  by.choice("from", Severity::of, Severity.values(), Severity::label),
                  by.choice("to", Severity::of, Severity.values(), Severity::label),
                  by.text("reason"),
                  by.text("origin")));
    }
    return new Terms(parameters, regrading);
  }

  private static Optional<Declaration> declaration(Item resource) throws ReportFormatException {
    if (!resource.has("declaration")) {
      return Optional.empty();
    }
    Item there = resource.object("declaration");
    return Optional.of(
        new Declaration(there.text("name"), there.text("file"), there.count("line")));
  }

  private static List<Finding.Expression> explanation(Item item) throws ReportFormatException {
    List<Finding.Expression> expressions = new ArrayList<>();
    for (Item one : item.itemsIfAny("explanation")) {
      expressions.add(
          new Finding.Expression(
              one.text("place"),
              one.text("text"),
              one.text("outcome").equals("held"),
              evidence(one, "values")));
    }
    return expressions;
  }

  private static List<Finding.Evidence> evidence(Item item, String name)
      throws ReportFormatException {
    List<Finding.Evidence> evidence = new ArrayList<>();
    for (Item one : item.itemsIfAny(name)) {
      evidence.add(new Finding.Evidence(one.text("path"), one.text("value")));
    }
    return evidence;
  }

  private static Waiver waiver(Item item) throws ReportFormatException {
    return new Waiver(
        item.text("owner"),
        item.text("reason"),
        item.parsed("expires", LocalDate::parse, "2026-11-21"),
        item.textIfAny("ticket"),
        item.textIfAny("approvedBy"));
  }

  private static Tally tally(Item item) throws ReportFormatException {
    return new Tally(
        item.text("rule"),
        item.text("source"),
        item.count("fail"),
        item.count("unknown"),
        item.count("waived"),
        item.count("pass"),
        item.count("notApplicable"));
  }

  private static Severity severity(Item item) throws ReportFormatException {
    return item.choice("severity", Severity::of, Severity.values(), Severity::label);
  }
}
