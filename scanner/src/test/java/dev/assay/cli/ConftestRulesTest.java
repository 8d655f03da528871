package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that somebody wrote for conftest, given as {@code --rules}. */
class ConftestRulesTest {
  private static final String SERVER = "postgresql://db:5432";
  private static final String GAP =
      """
      {"gap":{"kind":"postgresql.Index","scope":"%s/shop","source":"%s/shop","cause":"denied","message":"No.","remedy":""}}
      """
          .formatted(SERVER, SERVER);

  @TempDir private Path folder;
  private Path rules;

  @BeforeEach
  void someRules() throws Exception {
    rules = Files.createDirectories(folder.resolve("policy"));
    Files.writeString(
        rules.resolve("roles.rego"),
        """
        package main

        deny contains msg if {
          some role in input.by_kind["postgresql.Role"]
          role.data.superuser
          msg := sprintf("%s is a superuser", [role.data.name])
        }

        # METADATA
        # title: Roles are limited
        # custom:
        #   severity: low
        violation_limits contains {"msg": "no limit", "resource": role.id, "details": {"n": -1}} if {
          some role in input.resources
          role.kind == "postgresql.Role"
          role.data.connlimit == -1
        }

        warn contains "nobody logs in" if count(input.by_kind["postgresql.Role"]) == 0
        """);
  }

  @Test
  void denyAndViolationAreHighAndWarnIsMediumUnlessTheySaySo() throws Exception {
    Run run = check(snapshot(role("ann", true, -1), role("bob", true, 5)), "--report", "json=-");

    assertThat(run.code()).isEqualTo(1);
    String report = run.out().replaceAll("\\s", "");
    assertThat(report)
        .contains("\"id\":\"main.deny\"", "\"title\":\"Rolesarelimited\"")
        .contains("\"annisasuperuser\"", "\"bobisasuperuser\"")
        .contains("\"nolimit\"");
    Run failed = check(snapshot(role("ann", false, -1)), "--fail-on", "high");
    assertThat(failed.out()).contains("no limit");
    assertThat(failed.code()).isZero();
    assertThat(check(snapshot(role("ann", false, -1)), "--fail-on", "low").code()).isEqualTo(1);
    assertThat(check(snapshot(), "--fail-on", "medium").out()).contains("nobody logs in");
  }

  @Test
  void silenceIsAPassOnlyIfEverythingWasRead() throws Exception {
    Run whole = check(snapshot(role("ann", false, 5)));
    assertThat(whole.code()).as(whole.out() + whole.err()).isZero();
    assertThat(whole.out()).contains("3 passed");

    Run gap = check(snapshot(GAP, role("ann", false, 5)));
    assertThat(gap.code()).isEqualTo(3);
    assertThat(gap.out()).contains("does not see what could not be read:", "postgresql.Index.");

    Run denied = check(snapshot(GAP, role("ann", true, 5)));
    assertThat(denied.code()).isEqualTo(1);
    assertThat(denied.out()).contains("ann is a superuser");
  }

  @Test
  void aFieldThatWasNotReportedAndAKindThatNobodyAskedForAreUnknown() throws Exception {
    String bare =
        """
        {"kind":"postgresql.Role","id":"%s/-/roles/x","source":"%s/shop","data":{"name":"x"}}
        """
            .formatted(SERVER, SERVER);
    Run absent = check(snapshot(bare), "--select", "main.deny");
    assertThat(absent.code()).isEqualTo(3);
    assertThat(absent.out()).contains("field not reported: role.data.superuser");

    Files.writeString(
        rules.resolve("more.rego"),
        """
        package more

        deny contains x.id if {
          some x in input.resources
          x.kind == "alloydb.Cluster"
        }
        """);
    Run unasked = check(snapshot(role("ann", false, 5)), "--select", "more.deny");
    assertThat(unasked.code()).isEqualTo(3);
    assertThat(unasked.out()).contains("alloydb.Cluster is needed, and no source was asked for it");
  }

  @Test
  void theGuidesPolicyIsOne() throws Exception {
    String guide = Files.readString(Path.of("../docs/writing-rules.md"));
    Matcher example = Pattern.compile("(?s)```rego\n(package main\n.*?)```").matcher(guide);
    assertThat(example.find()).isTrue();
    Files.writeString(rules.resolve("roles.rego"), example.group(1));

    Run run = check(snapshot(role("ann", true, 5)));

    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("No superusers", "ann is a superuser.", "roles/ann");
  }

  @Test
  void whatIsNoSuchPolicyIsRefused() throws Exception {
    Files.writeString(rules.resolve("a.rego"), "package a\n\ndeny := true\n");
    Run value = check(snapshot());
    assertThat(value.code()).isEqualTo(2);
    assertThat(value.err()).contains("a.rego:3:1: write deny contains \"…\" if { … }");

    Files.writeString(rules.resolve("a.rego"), "package a\n\nexception contains [\"x\"]\n");
    assertThat(check(snapshot()).err()).contains("a.rego:3:1: exceptions are waivers here");

    Files.writeString(rules.resolve("a.rego"), "package a\n\ndeny[x] { x := 1 }\n");
    assertThat(check(snapshot()).err()).contains("a.rego:3:1: ", "`if` keyword is required");

    Files.delete(rules.resolve("a.rego"));
    Files.writeString(rules.resolve("roles.rego"), "package a\n\nx := 1\n");
    assertThat(check(snapshot()).err()).contains("roles.rego: no rule in this folder");
  }

  private Run check(Path snapshot, String... options) {
    List<String> all = new ArrayList<>(List.of("check", snapshot.toString()));
    all.addAll(List.of("--rules", rules.toString()));
    all.addAll(List.of(options));
    if (!all.contains("--select")) {
      all.addAll(List.of("--select", "main"));
    }
    return Run.of(all.toArray(String[]::new));
  }

  private static String role(String name, boolean superuser, int limit) {
    return """
        {"kind":"postgresql.Role","id":"%s/-/roles/%s","parent":"%s","source":"%s/shop","data":{"name":"%s","superuser":%s,"connlimit":%d}}
        """
        .formatted(SERVER, name, SERVER, SERVER, name, superuser, limit);
  }

  private Path snapshot(String... lines) throws Exception {
    long resources = Stream.of(lines).filter(l -> !l.contains("\"gap\"")).count();
    String header =
        """
        {"assay":"snapshot","schema":1,"tool":"0","time":"2026-11-20T06:00:00Z","resources":%d}
        {"source":{"id":"%s/shop","collector":"postgresql","kinds":["postgresql.Role","postgresql.Index"],"details":{}}}
        """
            .formatted(resources, SERVER);
    return Files.writeString(folder.resolve("s.jsonl"), header + String.join("", lines));
  }
}
