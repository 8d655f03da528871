package dev.assay.doctor;

import dev.assay.collect.postgresql.PostgresCollector;
import dev.assay.report.AuditReport;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import dev.assay.report.RuleInfo;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.text.Visible;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a collection was let see: for each source and kind whether it was seen, seen in part,
 * hidden, or cannot exist there; which rules are unknown for that; and the grants that would change
 * it. It says what was found by trying, not what privileges promise.
 *
 * @param report all rules' verdicts on the snapshot
 */
public record Diagnosis(Snapshot snapshot, AuditReport report, RulePack pack) {
  /** Providers whose customers are no superusers. */
  private static final Set<String> MANAGED = Set.of("alloydb", "cloudsql", "rds", "azure");

  /** Who may grant what, by provider. */
  private static final Map<String, String> GRANTOR =
      Map.of(
          "alloydb", "the user postgres, or another member of alloydbsuperuser",
          "cloudsql", "the user postgres, or another member of cloudsqlsuperuser",
          "rds", "the master user, or another member of rds_superuser",
          "azure", "the server's administrator, or another member of azure_pg_admin");

  /** Whether everything was seen. */
  public boolean complete() {
    return snapshot.gaps().isEmpty();
  }

  /** The whole account, the grants last. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Source source : snapshot.sources()) {
      text.append(heading(source)).append("\n\n");
      String before = "";
      for (String kind : source.kinds()) {
        String why = why(gaps(source, kind));
        boolean again = !why.isEmpty() && why.equals(before);
        text.append(line(source, kind, again ? "the same" : why)).append('\n');
        before = why;
      }
      text.append('\n');
    }
    List<String> unknown = unknownRules();
    if (unknown.isEmpty()) {
      text.append("No rule is unknown for want of a privilege.\n");
    } else {
      text.append("Unknown for what could not be read (")
          .append(unknown.size())
          .append(" rules):\n");
      unknown.forEach(rule -> text.append("  ").append(rule).append('\n'));
    }
    String google = new GoogleGrants(snapshot).text();
    boolean databases = snapshot.sources().stream().anyMatch(s -> s.id().startsWith("postgresql:"));
    if (databases || google.isEmpty()) {
      text.append('\n').append(script());
    }
    if (!google.isEmpty()) {
      text.append('\n').append(google);
    }
    return text.toString();
  }

  /** Commands that grant the minimum in Google Cloud; empty if nothing is hidden there. */
  public String commands() {
    return new GoogleGrants(snapshot).text();
  }

  /** SQL that grants the minimum, with comments; nothing but comments if nothing is to grant. */
  public String script() {
    StringBuilder script = new StringBuilder();
    Set<String> done = new LinkedHashSet<>();
    for (Source source : snapshot.sources()) {
      Set<String> grants = new TreeSet<>(grants(source));
      grants.removeAll(done);
      done.addAll(grants);
      Set<String> views = views(source);
      String provider = provider(source);
      if (!grants.isEmpty() || !views.isEmpty()) {
        script
            .append("-- In ")
            .append(source.id())
            .append(", as ")
            .append(GRANTOR.getOrDefault(provider, "a superuser"))
            .append(":\n");
      }
      for (String grant : grants) {
        if (MANAGED.contains(provider) && ofSuperusers(grant)) {
          script.append("-- not for customers of ").append(provider).append(": ");
        }
        script.append(grant).append('\n');
      }
      if (!views.isEmpty()) {
        script.append("-- What only superusers see, without its secrets:\n");
        views.forEach(script::append);
      }
    }
    for (Gap gap : snapshot.gaps()) {
      boolean ofGoogle = gap.source().startsWith("//");
      if (!ofGoogle
          && !GoogleGrants.tells(gap)
          && !isGrant(gap)
          && !isLent(gap)
          && done.add(gap.message())) {
        script.append("-- No grant helps: ").append(oneLine(gap.message())).append(' ');
        script.append(oneLine(gap.remedy())).append('\n');
      }
    }
    return script.isEmpty()
        ? "-- Nothing is hidden: there is nothing to grant.\n"
        : script.toString();
  }

  private static String heading(Source source) {
    Map<String, String> details = source.details();
    if (!source.id().startsWith("postgresql://")) {
      String told =
          details.entrySet().stream()
              .map(detail -> detail.getKey() + ": " + detail.getValue())
              .collect(Collectors.joining("; "));
      return source.id().startsWith("//") || told.isEmpty()
          ? source.id()
          : source.id() + " (" + told + ")";
    }
    return source.id()
        + (details.containsKey("version")
            ? " as %s: PostgreSQL %s, provider %s"
                .formatted(
                    details.get("scan_role"), details.get("version"), details.get("provider"))
            : ": not reached");
  }

  /**
   * @param why it could not be read, or not all of it; empty if it was
   */
  private String line(Source source, String kind, String why) {
    long seen = facts(source, kind);
    if (source.absence(kind).isPresent()) {
      return row("absent", kind, source.absence(kind).get());
    }
    if (why.isEmpty()) {
      return row("seen", kind, String.valueOf(seen));
    }
    return row(seen > 0 ? "partly" : "hidden", kind, seen + "; " + why);
  }

  private static String why(List<Gap> gaps) {
    Set<String> messages = new TreeSet<>();
    gaps.forEach(gap -> messages.add(oneLine(gap.message())));
    if (messages.isEmpty()) {
      return "";
    }
    String more = messages.size() > 1 ? " (and " + (messages.size() - 1) + " more)" : "";
    return messages.iterator().next() + more;
  }

  private static String row(String state, String kind, String rest) {
    return String.format(Locale.ROOT, "  %-6s  %-30s  %s", state, kind, rest);
  }

  private long facts(Source source, String kind) {
    return snapshot.facts().stream()
        .filter(fact -> fact.source().equals(source.id()) && fact.kind().equals(kind))
        .map(Fact::id)
        .count();
  }

  private List<Gap> gaps(Source source, String kind) {
    return snapshot.gaps().stream()
        .filter(gap -> gap.source().equals(source.id()))
        .filter(gap -> gap.kind().equals(kind) || gap.kind().startsWith(kind + "."))
        .toList();
  }

  /** The rules with unknown verdicts that need, or are about, something that has a gap. */
  private List<String> unknownRules() {
    Set<String> kinds =
        snapshot.gaps().stream()
            .map(gap -> gap.kind())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Integer> unknown = new TreeMap<>();
    for (Tally tally : report.tallies()) {
      unknown.merge(tally.rule(), tally.unknown(), Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    for (RuleInfo info : report.rules()) {
      boolean touched =
          pack.rule(info.id()).map(Rule::needs).orElse(List.of()).stream()
              .anyMatch(
                  need -> kinds.stream().anyMatch(k -> k.equals(need) || k.startsWith(need + ".")));
      if (touched && unknown.getOrDefault(info.id(), 0) > 0) {
        lines.add(info.id() + "  " + info.title());
      }
    }
    return lines;
  }

  private List<String> grants(Source source) {
    return snapshot.gaps().stream()
        .filter(gap -> gap.source().equals(source.id()) && isGrant(gap))
        .map(Gap::remedy)
        .toList();
  }

  /** Views in this database by which a superuser shows what is missing here or of the server. */
  private Set<String> views(Source source) {
    Set<String> views = new LinkedHashSet<>();
    for (Gap gap : snapshot.gaps()) {
      boolean here = gap.source().equals(source.id()) || source.id().startsWith(gap.scope() + "/");
      if (here && isLent(gap)) {
        String role = source.details().getOrDefault("scan_role", "");
        PostgresCollector.lend(gap.kind(), role).ifPresent(views::add);
      }
    }
    return views;
  }

  /** Whether a superuser may lend it, where there is one. */
  private boolean isLent(Gap gap) {
    return gap.cause() == Cause.DENIED
        && PostgresCollector.lend(gap.kind(), "").isPresent()
        && snapshot.sources().stream()
            .filter(source -> source.id().equals(gap.source()))
            .noneMatch(source -> MANAGED.contains(provider(source)));
  }

  private static String provider(Source source) {
    return source.details().getOrDefault("provider", "postgresql");
  }

  private static boolean isGrant(Gap gap) {
    return gap.cause() == Cause.DENIED && gap.remedy().startsWith("GRANT ");
  }

  /** Catalogs and system functions are a superuser's to grant; predefined roles are not. */
  private static boolean ofSuperusers(String grant) {
    return grant.contains(" ON ") && grant.contains("pg_") && !grant.contains(" DATABASE ");
  }

  private static String oneLine(String text) {
    return Visible.line(text.replaceAll("\\s+", " "));
  }
}
