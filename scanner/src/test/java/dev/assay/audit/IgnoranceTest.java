package dev.assay.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Declaration;
import dev.assay.report.Finding;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.rulepack.PackText;
import dev.assay.rulepack.Parameters;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a file does not tell is neither a default nor a pass. */
class IgnoranceTest {
  private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");
  private static final String APPLY = "known after apply";
  private static final String SCHEMA =
      """
      {"properties": {
        "tls": {"type": "boolean", "default": true},
        "type": {"type": "string"},
        "net": {"default": {}, "properties": {
          "public": {"type": "boolean", "default": false},
          "address": {"type": "string", "default": ""}}},
        "grants": {"type": "array", "default": [], "items": {"properties": {"to": {"type": "string"}}}}
      }}
      """;

  private final List<Fact> facts = new ArrayList<>();
  private Source source = new Source("s", "test", List.of("test.Thing", "test.Other"), Map.of());
  private PackText pack =
      new PackText().with("schema/test.Box.json", SCHEMA).with("schema/test.Other.json", SCHEMA);

  private IgnoranceTest fact(String kind, String data, String... untold) {
    Map<String, String> places = new java.util.TreeMap<>();
    for (String place : untold) {
      places.put(place, APPLY);
    }
    try {
      RegoObject json = (RegoObject) Json.parse(data.replace('\'', '"'));
      facts.add(new Fact(kind, "//" + kind, null, "s", json).without(places));
      return this;
    } catch (IOException e) {
      throw new AssertionError(data, e);
    }
  }

  private IgnoranceTest rule(String code) {
    String text = "package assay.rules.x.a\n\n" + code + "\n";
    String header =
        """
        # METADATA
        # title: Boxes are well
        # description: Because.
        # custom:
        #   id: T-1
        #   severity: high
        #   resource: test.Box
        #   needs: [test.Box, test.Other]
        #   remediation: mend it
        """;
    pack = pack.with("x/a/rule.rego", header + text);
    return this;
  }

  private Finding only() {
    Snapshot snapshot =
        Snapshot.of(new SnapshotHeader("t", TIME), List.of(source), List.of(), facts);
    Limits limits = Limits.none(TIME).withStrictErrors();
    List<Finding> findings =
        new Audit("v", pack.load(), Parameters.defaults(), limits).of(snapshot, TIME).findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private void judged(Verdict verdict, String message) {
    Finding finding = only();
    assertThat(finding.verdict() + " " + finding.message()).isEqualTo(verdict + " " + message);
  }

  @Test
  void aFieldThatIsKnownAfterApplyIsNotItsDefault() {
    rule("fail contains \"No TLS.\" if not input.resource.data.tls")
        .fact("test.Box", "{}", "tls")
        .judged(Verdict.UNKNOWN, "not told: tls (known after apply)");
  }

  @Test
  void aFieldWithADefaultThatIsToldToBeUnsetHasIt() {
    rule("fail contains \"No TLS.\" if not input.resource.data.tls")
        .fact("test.Box", "{}")
        .judged(Verdict.PASS, "");
  }

  @Test
  void askingWithAFallbackIsNoWayRoundIt() {
    rule("""
            fail contains "Public." if public(input.resource.data)
            public(box) if object.get(box, ["net", "public"], false) == true
            """)
        .fact("test.Box", "{'type': 'X'}", "net")
        .judged(Verdict.UNKNOWN, "not told: net (known after apply)");
  }

  @Test
  void whatTheRuleDoesNotReadDoesNotMatter() {
    rule("fail contains \"Public.\" if input.resource.data.net.public")
        .fact("test.Box", "{'net': {'public': false}}", "net.address", "tls")
        .judged(Verdict.PASS, "");
  }

  @Test
  void aViolationThatNamesAToldPlaceStands() {
    rule("""
            fail contains {"message": "Public.", "at": "net.public"} if input.resource.data.net.public
            fail contains "It has an address." if input.resource.data.net.address != ""
            """)
        .fact("test.Box", "{'net': {'public': true}}", "net.address")
        .judged(Verdict.FAIL, "Public.");
  }

  @Test
  void aViolationOfWhatIsNotToldIsUnknown() {
    rule("fail contains \"Nobody has it.\" if count(input.resource.data.grants) == 0")
        .fact("test.Box", "{'grants': []}", "grants")
        .judged(Verdict.UNKNOWN, "not told: grants (known after apply)");
  }

  @Test
  void aGrantThatIsToldIsHeldAgainstItThoughThereMayBeMore() {
    rule("""
            fail contains {"message": "Everybody has it.", "at": sprintf("grants[%d]", [i])} if {
              some i, grant in input.resource.data.grants
              grant.to == "all"
            }
            """)
        .fact("test.Box", "{'grants': [{'to': 'x'}, {'to': 'all'}]}", "grants")
        .judged(Verdict.FAIL, "Everybody has it.");
  }

  @Test
  void noGrantIsFoundWhereThereMayBeMore() {
    rule("fail contains \"Everybody.\" if input.resource.data.grants[_].to == \"all\"")
        .fact("test.Box", "{'grants': [{'to': 'x'}]}", "grants")
        .judged(Verdict.UNKNOWN, "not told: grants (known after apply)");
  }

  @Test
  void whetherARuleAppliesMayBeUnknown() {
    rule("""
            applies if not input.resource.data.type == "SECONDARY"
            fail contains "No TLS." if not input.resource.data.tls
            """)
        .fact("test.Box", "{'tls': true}", "type")
        .judged(Verdict.UNKNOWN, "not told: type (known after apply)");
  }

  @Test
  void aViolationOfARuleThatMayNotApplyIsUnknown() {
    rule("""
            applies if not input.resource.data.type == "replica"

            fail contains {"message": "No TLS.", "at": "tls"} if not input.resource.data.tls""")
        .fact("test.Box", "{'tls': false}", "type")
        .judged(Verdict.UNKNOWN, "not told: type (known after apply)");
  }

  @Test
  void aRuleThatDoesNotApplyNeedsNoMore() {
    rule("""
            applies if input.resource.data.type == "PRIMARY"
            fail contains "No TLS." if not input.resource.data.tls
            """)
        .fact("test.Box", "{'type': 'SECONDARY'}", "tls")
        .judged(Verdict.NOT_APPLICABLE, "");
  }

  @Test
  void anotherResourceMayBeToldInPartToo() {
    rule("fail contains \"No TLS there.\" if data.estate.by_id[\"//test.Other\"].data.tls == false")
        .fact("test.Other", "{}", "tls")
        .fact("test.Box", "{}")
        .judged(Verdict.UNKNOWN, "not told: test.Other tls (known after apply)");
  }

  @Test
  void noneFoundAmongAPartIsNotNone() {
    source = source.inPart("a plan tells only what it manages");

    rule("fail contains \"Open.\" if data.estate.by_kind[\"test.Other\"][_].data.net.public")
        .fact("test.Other", "{}")
        .fact("test.Box", "{}")
        .judged(
            Verdict.UNKNOWN,
            "not told: there may be more of test.Other (a plan tells only what it manages)");
  }

  @Test
  void aFindingTellsWhereTheResourceIsDeclared() {
    Declaration there = new Declaration("module.db.box.main", "db/main.tf", 12);
    rule("fail contains \"It is.\" if input.resource.data.tls").fact("test.Box", "{}");
    facts.set(0, facts.get(0).declared(there));

    assertThat(only().resource().declaration()).isEqualTo(Optional.of(there));
  }
}
