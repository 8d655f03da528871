package dev.assay.bench;

import dev.assay.audit.Fingerprint;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import dev.assay.rulepack.RuleNames;
import dev.assay.waiver.Waivers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * CPU time of matching findings with waivers, exact names and patterns by halves: {@code main [RUNS
 * [FINDINGS WAIVERS]...]}.
 */
final class WaiverMatching {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final String DB = "postgresql://db.shop.example:5432/shop";
  private static final int RULES = 20;

  private WaiverMatching() {}

  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    int[][] sizes = {
      {12_500, 625}, {25_000, 1250}, {50_000, 2500}, {100_000, 5000}, {100_000, 20_000}
    };
    for (int[] size : sizes) {
      AuditReport report = report(size[0]);
      Waivers waivers = waivers(size[1]);
      long best = Long.MAX_VALUE;
      for (int i = 0; i < runs; i++) {
        long start = cpu();
        AuditReport waived = waivers.applyTo(report);
        best = Math.min(best, cpu() - start);
        if (waived.summary().waived() == 0) {
          throw new IllegalStateException("nothing was waived");
        }
      }
      System.out.printf(
          "%,d findings, %,d waivers: %d ms of CPU%n", size[0], size[1], best / 1_000_000);
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String rule(int i) {
    return "PG-B-%03d".formatted(i % RULES);
  }

  private static AuditReport report(int findings) {
    List<RuleInfo> rules = new ArrayList<>();
    List<Tally> tallies = new ArrayList<>();
    for (int i = 0; i < RULES; i++) {
      rules.add(
          new RuleInfo(
              rule(i),
              "bench/r" + i,
              "t",
              "d",
              Severity.HIGH,
              "k",
              List.of(),
              Map.of(),
              "",
              Map.of()));
      tallies.add(new Tally(rule(i), DB, findings / RULES, 0, 0, 0, 0));
    }
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      String id = DB + "/app_" + (i / 1000) + "/table_" + i;
      all.add(
          new Finding(
              Fingerprint.of(rule(i), id, ""),
              rule(i),
              Verdict.FAIL,
              Severity.HIGH,
              new Resource(id, "k", DB),
              "It is so.",
              "",
              List.of(),
              ""));
    }
    Source source = new Source(DB, "postgresql", List.of("k"), Map.of());
    return new AuditReport(
        "t", "r", "s", NOW, NOW, List.of(source), rules, all, tallies, List.of());
  }

  private static Waivers waivers(int count) throws IOException, InputException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int table = i * 17;
      String name =
          switch (i % 4) {
            case 0 -> DB + "/app_" + (table / 1000) + "/table_" + table + "*";
            case 1 -> DB + "/*/table_" + table;
            default -> DB + "/app_" + (table / 1000) + "/table_" + table;
          };
      text.append(
          """
          - {rule: %s, resource: "%s", reason: The partner moves in March, owner: o, expires: 2027-01-31}
          """
              .formatted(rule(table), name));
    }
    List<RuleInfo> rules = report(0).rules();
    Path file = Files.createTempFile("waivers", ".yaml");
    try {
      Files.writeString(file, text);
      return Waivers.read(file, RuleNames.of(List.of()).and(rules), Waivers.MOST_DAYS);
    } finally {
      Files.delete(file);
    }
  }
}
