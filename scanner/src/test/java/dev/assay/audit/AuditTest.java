package dev.assay.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Finding.Evidence;
import dev.assay.report.Gap;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import dev.assay.report.json.AuditReportReader;
import dev.assay.report.json.JsonReporter;
import dev.assay.rulepack.PackText;
import dev.assay.rulepack.Parameters;
import dev.assay.snapshot.Digests;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How an audit comes to its verdicts, a rule and a few facts at a time. */
class AuditTest {
  private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");
  private static final Source SOURCE =
      new Source("s", "test", List.of("test.Thing", "test.Other"), Map.of());
  private static final String BAD = "fail contains \"It is bad.\" if input.resource.data.bad";

  private final List<Source> sources = new ArrayList<>(List.of(SOURCE));
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private PackText pack = new PackText().with("schema/test.Other.json", "{}");
  private Focus focus = Focus.ALL;
  private Limits limits = Limits.none(Instant.EPOCH).withStrictErrors();

  private AuditTest thing(String id, String data) {
    return fact("test.Thing", id, data);
  }

  private AuditTest fact(String kind, String id, String data) {
    try {
      RegoObject json = (RegoObject) Json.parse(data.replace('\'', '"'));
      facts.add(new Fact(kind, id, "//top", "s", json));
      return this;
    } catch (IOException e) {
      throw new AssertionError(data, e);
    }
  }

  private AuditTest gap(String kind, String scope) {
    gaps.add(new Gap("s", kind, scope, Gap.Cause.DENIED, "permission denied", "GRANT x"));
    return this;
  }

  private AuditTest rule(String code) {
    return rule("", code);
  }

  private AuditTest rule(String custom, String code) {
    pack = pack.rule("x/a", "T-1", custom, code);
    return this;
  }

  private AuditReport report() {
    Snapshot snapshot = Snapshot.of(new SnapshotHeader("t", TIME), sources, gaps, facts);
    return new Audit("v", pack.load(), Parameters.defaults(), limits).of(focus).of(snapshot, TIME);
  }

  private Finding only() {
    List<Finding> findings = report().findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private void judged(Verdict verdict, String message) {
    Finding finding = only();
    assertThat(tuple(finding.verdict(), finding.message())).isEqualTo(tuple(verdict, message));
  }

  @Test
  void aViolationFailsAndWhatIsLookedAtPasses() {
    AuditReport report =
        rule(BAD).thing("//a", "{'bad': true}").thing("//b", "{'bad': false}").report();

    assertThat(report.findings())
        .extracting(f -> f.resource().id(), Finding::verdict, Finding::message)
        .containsExactly(tuple("//a", Verdict.FAIL, "It is bad."), tuple("//b", Verdict.PASS, ""));
    assertThat(report.tallies()).containsExactly(new Tally("T-1", "s", 1, 0, 0, 1, 0));
    assertThat(report.findings().get(0).evidence()).containsExactly(new Evidence("bad", "true"));
    assertThat(report.findings().get(0).remediation()).isEqualTo("mend {{name}}");
    assertThat(report.collectedAt()).isEqualTo(TIME);
    assertThat(report.complete()).isTrue();
  }

  @Test
  void whatCannotExistInASourceIsNotApplicableThere() {
    sources.set(0, SOURCE.without(Map.of("test.Thing", "extension x is not installed")));

    AuditReport report = rule(BAD).report();

    assertThat(report.findings())
        .extracting(f -> f.resource().id(), Finding::verdict, Finding::message)
        .containsExactly(tuple("s", Verdict.NOT_APPLICABLE, "extension x is not installed"));
    assertThat(report.tallies()).containsExactly(new Tally("T-1", "s", 0, 0, 0, 0, 1));
    assertThat(report.complete()).isTrue();
  }

  @Test
  void onlyTheSchemasInFocusAreJudgedAndTheSourceSaysSo() {
    sources.add(new Source("postgresql://h:1/shop", "test", List.of(), Map.of()));
    rule(BAD);
    for (String place : List.of("app/t", "app_old/t", "tmp/t", "my%20own/t", "-/roles/x")) {
      thing("postgresql://h:1/shop/" + place, "{'bad': true}");
    }
    thing("postgresql://h:1/-/roles/boss", "{'bad': true}");
    focus = new Focus(List.of("app*", "my own"), List.of("*_old"));

    AuditReport report = report();

    assertThat(report.findings())
        .extracting(f -> f.resource().id().substring("postgresql://h:1/".length()))
        .containsExactlyInAnyOrder(
            "shop/app/t", "shop/my%20own/t", "shop/-/roles/x", "-/roles/boss");
    assertThat(report.sources())
        .extracting(s -> s.details().getOrDefault("schemas judged", ""))
        .containsExactly("only app*, my own; without *_old", "");
  }

  @Test
  void schemasOfTheProviderAndOfTheScannerAreNotJudgedUnlessNamed() {
    sources.add(new Source("postgresql://h:1/shop", "test", List.of(), Map.of()));
    pack.with("schema/postgresql.Server.json", "{}").with("schema/postgresql.Schema.json", "{}");
    rule(BAD).fact("postgresql.Server", "postgresql://h:1", "{'provider': 'cloudsql'}");
    schema("public", "'owner_bootstrap': true, 'owner_superuser': true");
    schema("google_things", "'owner_bootstrap': true, 'owner_superuser': true");
    schema("app", "'owner_bootstrap': false, 'owner_superuser': false");
    schema("assay", "'owner_bootstrap': false, 'owner_superuser': true");

    AuditReport report = report();

    assertThat(report.findings())
        .extracting(f -> f.resource().id().substring("postgresql://h:1/shop/".length()))
        .containsExactly("app/t", "public/t");
    assertThat(report.sources().get(0).details())
        .containsEntry(
            "schemas left out", "assay lent to Assay; google_things belongs to cloudsql");

    focus = new Focus(List.of("google_*"), List.of());
    assertThat(only().resource().id()).endsWith("/google_things/t");
  }

  @Test
  void aSchemaThatIsAskedForAndNotThereIsAGap() {
    sources.add(new Source("postgresql://h:1/shop", "test", List.of(), Map.of()));
    pack.with("schema/postgresql.Schema.json", "{}");
    rule(BAD);
    schema("app", "'owner_bootstrap': false");
    focus = new Focus(List.of("ap?", "pap"), List.of());

    AuditReport report = report();

    assertThat(report.complete()).isFalse();
    assertThat(report.gaps())
        .extracting(Gap::message)
        .containsExactly("No schema is named like pap; nothing was judged there.");
  }

  private void schema(String name, String data) {
    String id = "postgresql://h:1/shop/" + name;
    fact("postgresql.Schema", id, "{'name': '" + name + "', " + data + "}");
    thing(id + "/t", "{'bad': true}");
  }

  @Test
  void aFieldThatIsNotReportedIsNeverAPass() {
    rule(BAD).thing("//a", "{}").judged(Verdict.UNKNOWN, "field not reported: bad");
  }

  @Test
  void anAbsentFieldWithADocumentedDefaultIsReported() {
    pack.with(
        "schema/test.Deep.json",
        "{\"properties\": {\"p\": {\"default\": {}, \"properties\": {\"on\": {\"default\": true}}}}}");
    pack.with(
        "x/d/rule.rego",
        """
        # METADATA
        # title: t
        # description: d
        # custom: {id: T-2, severity: low, resource: test.Deep, remediation: r}
        package assay.rules.x.d

        fail contains "It is off." if input.resource.data.p.on == false
        """);
    fact("test.Deep", "//a", "{}");
    assertThat(only().verdict()).isEqualTo(Verdict.PASS);
    facts.clear();
    fact("test.Deep", "//a", "{'p': {'on': false}}").judged(Verdict.FAIL, "It is off.");
  }

  @Test
  void askingWhetherAFieldIsThereIsNoIgnorance() {
    rule("""
            fail contains "It is bad." if object.get(input.resource.data, "bad", false)

            fail contains "It is worse." if not fine

            fine if not input.resource.data.worse
            """)
        .thing("//a", "{}")
        .judged(Verdict.PASS, "");
  }

  @Test
  void aRuleThatDoesNotSpeakOfAResourceIsNotApplicable() {
    rule("applies if input.resource.data.size > 3\n\n" + BAD)
        .thing("//a", "{'size': 2, 'bad': true}")
        .judged(Verdict.NOT_APPLICABLE, "");
  }

  @Test
  void whetherItAppliesIsUnknownWhereAFieldThatIsAlwaysReportedIsNot() {
    pack = new PackText();
    pack.with("schema/test.Other.json", "{\"required\": [\"size\"]}");
    pack.with(
        "x/d/rule.rego",
        """
        # METADATA
        # title: t
        # description: d
        # custom: {id: T-2, severity: low, resource: test.Other, remediation: r}
        package assay.rules.x.d

        applies if input.resource.data.size > 3

        fail contains "bad" if input.resource.data.bad
        """);
    fact("test.Other", "//a", "{'bad': true}").judged(Verdict.UNKNOWN, "field not reported: size");
  }

  @Test
  void aRuleMaySayThatItCannotTell() {
    String code = BAD + "\n\nunknown contains \"Hidden.\" if input.resource.data.hidden";
    rule(code).thing("//a", "{'bad': false, 'hidden': true}").judged(Verdict.UNKNOWN, "Hidden.");
    facts.clear();
    thing("//a", "{'bad': true, 'hidden': true}").judged(Verdict.FAIL, "It is bad.");
  }

  @Test
  void aGapInWhatTheRuleNeedsIsUnknown() {
    rule("needs: [test.Other]", BAD)
        .thing("//a", "{'bad': true}")
        .gap("test.Other", "//a/x")
        .judged(Verdict.UNKNOWN, "test.Other could not be read: permission denied (GRANT x)");
    gaps.clear();
    gap("test.Elsewhere", "//a").judged(Verdict.FAIL, "It is bad.");
  }

  @Test
  void aHiddenFieldTouchesOnlyTheRulesThatNeedIt() {
    rule("needs: [test.Thing.secret]", BAD).thing("//a", "{'bad': true}");
    assertThat(only().verdict()).isEqualTo(Verdict.FAIL);
    gap("test.Thing.secret", "//a");
    assertThat(only().verdict()).isEqualTo(Verdict.UNKNOWN);
    gaps.clear();
    gap("test.Thing.other", "//a").judged(Verdict.FAIL, "It is bad.");
  }

  @Test
  void aGapOfItsOwnKindIsUnknownEvenIfNothingWasRead() {
    AuditReport report = rule(BAD).gap("test.Thing", "//top/b").report();

    assertThat(report.findings())
        .extracting(f -> f.resource().id(), f -> f.resource().kind(), Finding::verdict)
        .containsExactly(tuple("//top/b", "test.Thing", Verdict.UNKNOWN));
    assertThat(report.tallies()).containsExactly(new Tally("T-1", "s", 0, 1, 0, 0, 0));
    assertThat(report.complete()).isFalse();
  }

  @Test
  void aGapBesideWhatWasReadIsToldOfItself() {
    List<Finding> findings =
        rule(BAD)
            .thing("//far/a", "{'bad': false}")
            .gap("test.Thing", "//other/b")
            .report()
            .findings();

    assertThat(findings)
        .extracting(f -> f.resource().id(), Finding::verdict)
        .containsExactly(tuple("//far/a", Verdict.PASS), tuple("//other/b", Verdict.UNKNOWN));
  }

  @Test
  void aGapInAnotherNeedIsToldEvenIfThereIsNothingToJudge() {
    rule("needs: [test.Other]", BAD)
        .gap("test.Other", "//top")
        .judged(Verdict.UNKNOWN, "test.Other could not be read: permission denied (GRANT x)");
  }

  @Test
  void aKindThatWasAskedForAndIsNotThereHasATallyOfZeros() {
    AuditReport report = rule(BAD).report();
    assertThat(report.findings()).isEmpty();
    assertThat(report.tallies()).containsExactly(new Tally("T-1", "s", 0, 0, 0, 0, 0));
  }

  @Test
  void aKindThatNobodyAskedForHasNoVerdict() {
    sources.set(0, new Source("s", "test", List.of("test.Other"), Map.of()));
    AuditReport report = rule(BAD).report();
    assertThat(report.rules()).hasSize(1);
    assertThat(report.tallies()).isEmpty();
  }

  @Test
  void aNeedThatNobodyAskedForIsUnknown() {
    sources.set(0, new Source("s", "test", List.of("test.Thing"), Map.of()));
    rule("needs: [test.Other]", BAD)
        .thing("//a", "{'bad': false}")
        .judged(Verdict.UNKNOWN, "test.Other is needed, and no source was asked for it.");
  }

  @Test
  void aViolationMaySayWhereAndHowBadAndWhy() {
    List<Finding> findings =
        rule("""
                fail contains {"message": m, "at": at, "severity": s, "evidence": {"net": n}} if {
                  some i, n in input.resource.data.nets
                  some [m, s] in [["Wide.", "low"], ["Open.", "critical"]]
                  at := sprintf("nets[%d]", [i])
                }
                """)
            .thing("//a", "{'nets': ['0/0', '::/0']}")
            .report()
            .findings();

    assertThat(findings)
        .extracting(Finding::at, Finding::message, Finding::severity, Finding::evidence)
        .containsExactly(
            tuple(
                "nets[0]",
                "Open. Wide.",
                Severity.CRITICAL,
                List.of(new Evidence("net", "\"0/0\""))),
            tuple(
                "nets[1]",
                "Open. Wide.",
                Severity.CRITICAL,
                List.of(new Evidence("net", "\"::/0\""))));
  }

  @Test
  void aViolationThatIsNotWellWrittenIsAViolation() {
    rule("fail contains {\"message\": \"Bad.\", \"severity\": \"hgh\"}")
        .thing("//a", "{}")
        .judged(Verdict.FAIL, "Bad. (The rule gives it the unknown severity \"hgh\".)");
    pack = new PackText().with("schema/test.Other.json", "{}");
    rule("fail contains 7").judged(Verdict.FAIL, "7");
  }

  @Test
  void aFaultInOneRuleOrOnOneResourceLeavesTheOthersAlone() {
    String conflicting =
        "fail contains x\n\nx := \"a\" if input.resource.data.bad\n\n"
            + "x := \"b\" if input.resource.data.bad\n\nx := \"c\" if input.resource.data.worse";
    rule(conflicting).thing("//a", "{'bad': true}").thing("//b", "{'bad': false, 'worse': true}");

    List<Finding> findings = report().findings();

    assertThat(findings)
        .extracting(f -> f.resource().id(), Finding::verdict)
        .containsExactly(tuple("//a", Verdict.UNKNOWN), tuple("//b", Verdict.FAIL));
    assertThat(findings.get(0).message())
        .startsWith("the rule could not be evaluated: rules/x/a/rule.rego:");
  }

  @Test
  void aBuiltInFunctionThatFailsIsNoPass() {
    rule("fail contains \"Old.\" if time.parse_rfc3339_ns(input.resource.data.at) < 0")
        .thing("//a", "{'at': 'yesterday'}");
    assertThat(only().verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aRuleThatNeverEndsIsUnknown() {
    limits = limits.withSteps(100_000);
    rule("""
            fail contains "Long." if count([1 |
              some a in numbers.range(1, 100000)
              some b in numbers.range(1, 100000)
              a * b == input.resource.data.n
            ]) > 3
            """)
        .thing("//a", "{'n': 7}");
    assertThat(only().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(only().message()).startsWith("the rule could not be evaluated: ");
  }

  @Test
  void theEstateIsThereByKindByIdAndByParent() {
    rule(
            "needs: [test.Other]",
            """
            fail contains sprintf("%d %s %d", [kinds, named, siblings]) if {
              kinds := count(data.estate.by_kind["test.Other"])
              named := data.estate.by_id["//b"].data.name
              siblings := count(data.estate.children[input.resource.parent])
            }
            """)
        .thing("//a", "{}")
        .fact("test.Other", "//b", "{'name': 'n'}")
        .judged(Verdict.FAIL, "1 n 2");
  }

  @Test
  void nowIsWhatTheCallerSays() {
    rule("fail contains sprintf(\"%d\", [time.now_ns()])")
        .thing("//a", "{}")
        .judged(Verdict.FAIL, TIME.getEpochSecond() + "000000000");
  }

  @Test
  void theFingerprintIsOfRuleResourceAndPlaceAlone() {
    Finding finding = rule(BAD).thing("//a", "{'bad': true, 'other': 1}").only();
    var sha = Digests.sha256();
    sha.update("T-1\0//a\0".getBytes(StandardCharsets.UTF_8));
    assertThat(finding.fingerprint()).isEqualTo(Digests.hex(sha));
  }

  @Test
  void aListMayBeOrderedAnew() {
    rule(
        """
        fail contains {"message": "open", "at": sprintf("nets[%d].range", [i])} if {
        	some i, net in input.resource.data.nets
        	net.range == "0.0.0.0/0"
        }
        """);
    Finding first = thing("//a", "{'nets': [{'range': '0.0.0.0/0', 'name': 'x'}]}").only();
    facts.clear();
    Finding later =
        thing("//a", "{'nets': [{'range': '10.0.0.0/8'}, {'range': '0.0.0.0/0', 'name': 'x'}]}")
            .only();
    assertThat(later.at()).isEqualTo("nets[1].range").isNotEqualTo(first.at());
    assertThat(later.fingerprint()).isEqualTo(first.fingerprint());
    facts.clear();
    Finding other = thing("//a", "{'nets': [{'range': '0.0.0.0/0', 'name': 'y'}]}").only();
    assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
  }

  @Test
  void hostileNamesAreOnlyNames() {
    String id = "postgresql://h:5432/a\n\"'$(x)\u202e😀/{{name}}";
    Finding finding = rule(BAD).thing(id, "{'bad': true, 'name': '{{x}}\\nreboot'}").only();
    assertThat(finding.resource().id()).isEqualTo(id);
    assertThat(finding.remediation())
        .isEqualTo("mend {{name}}\n# {{name}} cannot be quoted safely here; see the resource.");
  }

  @Test
  void longEvidenceIsCutBetweenCharacters() {
    Finding finding = rule(BAD).thing("//a", "{'bad': '" + "😀".repeat(300) + "'}").only();
    String value = finding.evidence().get(0).value();
    assertThat(value).endsWith("😀…").hasSizeLessThanOrEqualTo(201);
  }

  @Test
  void findingsAreOrderedByWhatMattersMost() {
    pack =
        pack.rule("x/b", "T-2", "fail contains {\"message\": \"m\", \"severity\": \"low\"}")
            .rule("x/c", "T-3", "fail contains \"m\"");
    thing("//b", "{'bad': true}").thing("//a", "{'bad': true}");

    assertThat(rule(BAD).report().findings())
        .extracting(Finding::severity, Finding::rule, f -> f.resource().id())
        .containsExactly(
            tuple(Severity.HIGH, "T-1", "//a"),
            tuple(Severity.HIGH, "T-1", "//b"),
            tuple(Severity.HIGH, "T-3", "//a"),
            tuple(Severity.HIGH, "T-3", "//b"),
            tuple(Severity.LOW, "T-2", "//a"),
            tuple(Severity.LOW, "T-2", "//b"));
  }

  @Test
  void manyPassesAreCountedAndFewAreListed() {
    Fact[] many = new Fact[3000];
    Arrays.setAll(
        many,
        i ->
            new Fact(
                "test.Thing",
                "//t/%05d".formatted(i),
                null,
                "s",
                RegoObject.of("bad", dev.assay.rego.value.RegoBoolean.of(i % 3 == 0))));
    facts.addAll(Arrays.asList(many));
    rule(BAD);

    AuditReport report = report();

    assertThat(report.tallies()).containsExactly(new Tally("T-1", "s", 1000, 0, 0, 2000, 0));
    assertThat(report.findings()).filteredOn(f -> f.verdict() == Verdict.FAIL).hasSize(1000);
    assertThat(report.findings())
        .filteredOn(f -> f.verdict() == Verdict.PASS)
        .hasSize(Audit.MOST_LISTED)
        .last()
        .extracting(f -> f.resource().id())
        .isEqualTo("//t/00149");
    assertThat(report()).isEqualTo(report);
  }

  @Test
  void anExplanationTellsWhatHeldAndWhatDidNotAndSurvivesTheFile() throws Exception {
    rule(BAD).thing("//a", "{'bad': true}").thing("//b", "{}");
    Snapshot snapshot = Snapshot.of(new SnapshotHeader("t", TIME), sources, gaps, facts);
    Audit audit = new Audit("v", pack.load(), Parameters.defaults(), limits);

    AuditReport report = audit.explaining(f -> f.rule().equals("T-1")).of(snapshot, TIME);

    String place = "rules/x/a/rule.rego:11";
    String text = "input.resource.data.bad";
    assertThat(report.findings())
        .extracting(f -> f.resource().id(), Finding::explanation)
        .containsExactly(
            tuple(
                "//a",
                List.of(
                    new Finding.Expression(
                        place, text, true, List.of(new Evidence(text, "true"))))),
            tuple(
                "//b",
                List.of(
                    new Finding.Expression(
                        place, text, false, List.of(new Evidence(text, "undefined"))))));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new JsonReporter().write(report, file);
    assertThat(AuditReportReader.read("audit.json", new ByteArrayInputStream(file.toByteArray())))
        .isEqualTo(report);
    assertThat(audit.of(snapshot, TIME).findings())
        .allSatisfy(f -> assertThat(f.explanation()).isEmpty());
  }
}
