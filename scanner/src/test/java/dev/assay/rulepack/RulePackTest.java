package dev.assay.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.rego.value.Json;
import dev.assay.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulePackTest {
  private static final String FAIL = "fail contains \"bad\" if input.resource.data.bad";

  private static void refused(PackText pack, String... problems) {
    assertThatExceptionOfType(RulePackException.class)
        .isThrownBy(pack::load)
        .satisfies(e -> assertThat(e.problems()).containsExactly(problems));
  }

  /** A rule x/a whose header has a line replaced. */
  private static PackText header(String line, String by) {
    String text = PackText.header("T-1");
    assertThat(text).contains(line);
    return new PackText()
        .with("x/a/rule.rego", text.replace(line, by) + "package assay.rules.x.a\n\n" + FAIL);
  }

  @Test
  void aRuleIsReadWithAllThatItsHeaderSays() throws IOException {
    RulePack pack =
        new PackText()
            .rule(
                "x/a",
                "T-1",
                """
                needs: [test.Thing, test.Other]
                parameters:
                  max: {type: integer, default: 3, description: At most so many.}
                controls: {iso-27001-2022: [A.8.13]}
                seeds: [S0-1]
                aliases: [OLD-1]
                deprecated: Use T-2.
                """,
                FAIL + "\napplies if not input.resource.data.deep.er")
            .with("schema/test.Other.json", "{}")
            .load();

    Rule rule = pack.rule("T-1").orElseThrow();
    assertThat(rule.info().name()).isEqualTo("x/a");
    assertThat(rule.info().area()).isEqualTo("x");
    assertThat(rule.info().title()).isEqualTo("Things are well");
    assertThat(rule.info().severity()).isEqualTo(Severity.HIGH);
    assertThat(rule.info().controls()).containsEntry("iso-27001-2022", List.of("A.8.13"));
    assertThat(rule.needs()).containsExactly("test.Thing", "test.Other");
    assertThat(rule.parameters())
        .containsEntry(
            "max",
            new Parameter("max", Parameter.Type.INTEGER, Json.parse("3"), "At most so many."));
    assertThat(rule.seeds()).containsExactly("S0-1");
    assertThat(rule.deprecated()).isEqualTo("Use T-2.");
    assertThat(rule.file()).isEqualTo("rules/x/a/rule.rego");
    assertThat(rule.reads()).extracting(FieldPath::toString).containsExactly("bad", "deep.er");
    assertThat(pack.rule("OLD-1")).containsSame(rule);
    assertThat(pack.rule("x/a")).containsSame(rule);
  }

  @Test
  void whatIsWrongInAHeaderIsToldWithItsPlace() {
    String file = "rules/x/a/rule.rego:";
    refused(
        header("severity: high", "severity: hgh"),
        file + "6:15: severity \"hgh\": use info, low, medium, high or critical");
    refused(
        header("title:", "titel:"), file + "2:3: unknown key \"titel\": did you mean \"title\"?");
    refused(header("#   id: T-1\n", ""), file + "5:5: \"id\" is missing");
    refused(
        header("id: T-1", "id: t1"),
        file + "5:9: id \"t1\": use capitals, like GC-BKP-001 or ACME-001");
    refused(
        header("test.Thing", "test.Think"),
        file + "7:15: there is no schema/test.Think.json: did you mean \"test.Thing\"?");
    refused(
        header("mend {{name}}", "mend '{{name}}'"),
        file + "8:18: {{name}} is quoted when it is filled in: no quotes around it");
    refused(
        header("mend {{name}}", "mend {{na me}}"),
        file + "8:18: a placeholder is {{field.path}} or {{field.path|literal}}");
    refused(
        new PackText()
            .rule(
                "x/a",
                "T-1",
                "parameters:\n  p: {type: integer, default: x, description: d}",
                FAIL),
        file + "10:35: the default should be a whole number");
    refused(
        new PackText().with("x/a/rule.rego", "package assay.rules.x.a\n\n" + FAIL),
        file
            + "1:1: no METADATA above the package; see \"assay rules new\" for what belongs there");
  }

  @Test
  void whatIsWrongInTheCodeIsToldWithItsPlace() {
    refused(
        new PackText().rule("x/a", "T-1", "fails contains \"bad\""),
        "rules/x/a/rule.rego:9:1: the rule has no \"fail contains …\": did you mean it by"
            + " \"fails\"?");
    refused(
        new PackText().rule("x/a", "T-1", FAIL + "\napplies contains 1"),
        "rules/x/a/rule.rego:12:1: write applies if { … }");
    refused(
        new PackText().with("x/b/rule.rego", PackText.header("T-1") + "package x.a\n" + FAIL),
        "rules/x/b/rule.rego:9:1: package x.a: the folder says assay.rules.x.b");
    assertThatExceptionOfType(RulePackException.class)
        .isThrownBy(() -> new PackText().rule("x/a", "T-1", "fail contains {").load())
        .withMessageContaining("rules/x/a/rule.rego:1");
  }

  @Test
  void aFieldThatTheKindDoesNotHaveIsAMistakeAndNotAPass() {
    PackText pack =
        new PackText()
            .with(
                "schema/test.Deep.json",
                """
                {"properties": {"backup": {"properties": {"enabled": {}}}, "labels":
                 {"additionalProperties": {"type": "string"}}, "list": {"items": {"properties":
                 {"on": {}}}}}}""")
            .with(
                "x/a/rule.rego",
                PackText.header("T-1").replace("test.Thing", "test.Deep")
                    + """
                    package assay.rules.x.a

                    thing := input.resource.data

                    fail contains "a" if input.resource.data.backup.enabeld == false

                    fail contains "b" if thing.bakup.enabled == false

                    fail contains "c" if thing.labels.any == thing.list[0].no
                    """);

    refused(
        pack,
        "rules/x/a/rule.rego:13:22: undefined ref: input.resource.data.backup.enabeld: no"
            + " \"enabeld\" in input.resource.data.backup, did you mean \"enabled\"?",
        "rules/x/a/rule.rego:15:22: undefined ref: data.assay.rules.x.a.thing.bakup.enabled: no"
            + " \"bakup\" in data.assay.rules.x.a.thing, did you mean \"backup\"?",
        "rules/x/a/rule.rego:17:42: undefined ref: data.assay.rules.x.a.thing.list[0].no: no"
            + " \"no\" in data.assay.rules.x.a.thing.list[0], known are on");
    refused(
        new PackText()
            .rule(
                "x/a",
                "T-1",
                "fail contains \"x\" if count(data.estate.by_kind[\"test.Thin\"]) > 0"),
        "rules/x/a/rule.rego:11:28: undefined ref: data.estate.by_kind[\"test.Thin\"]: no"
            + " \"test.Thin\" in data.estate.by_kind, did you mean \"test.Thing\"?");
    refused(
        new PackText().rule("x/a", "T-1", "fail contains \"x\" if input.parameters.max > 0"),
        "rules/x/a/rule.rego:11:22: undefined ref: input.parameters.max:"
            + " input.parameters is object");
  }

  @Test
  void aHiddenFieldOfAKindCanBeNeeded() {
    Rule rule =
        new PackText().rule("x/a", "T-1", "needs: [test.Thing.secret]", FAIL).load().rules().get(0);
    assertThat(rule.needs()).containsExactly("test.Thing", "test.Thing.secret");
    refused(
        new PackText().rule("x/a", "T-1", "needs: [test.Think.secret]", FAIL),
        "rules/x/a/rule.rego:9:13: there is no schema/test.Think.secret.json");
  }

  @Test
  void aGapInWhatARuleLooksAtMustNotGoUnseen() {
    String searched = "fail contains \"x\" if count(data.estate.by_kind[\"test.Other\"]) > 0";
    String below =
        "fail contains \"x\" if data.estate.children[input.resource.id][_].kind == \"test.Other\"";
    String why =
        "rules/x/a/rule.rego:5:9: it looks at test.Other, and would not know what of it could not"
            + " be read; add it to \"needs\"";
    for (String code : List.of(searched, below)) {
      PackText pack = new PackText().with("schema/test.Other.json", "{}");
      refused(pack.rule("x/a", "T-1", code), why);
    }
    String library =
        "package assay.lib.others\n\nany if count(data.estate.by_kind[\"test.Other\"]) > 0";
    PackText through =
        new PackText().with("schema/test.Other.json", "{}").with("lib/others.rego", library);
    refused(through.rule("x/a", "T-1", "fail contains \"x\" if data.assay.lib.others.any"), why);
    assertThat(
            new PackText()
                .with("schema/test.Other.json", "{}")
                .rule("x/a", "T-1", "needs: [test.Other]", searched)
                .load()
                .rules())
        .hasSize(1);
  }

  @Test
  void twoRulesCannotHaveOneIdNotEvenAFormerOne() {
    refused(
        new PackText().rule("x/a", "T-1", FAIL).rule("x/b", "T-2", "aliases: [T-1]", FAIL),
        "rules/x/b/rule.rego:5:9: the id T-1 is taken by rules/x/a/rule.rego:5:9");
  }

  @Test
  void everyMistakeOfAPackIsToldAtOnce() {
    refused(
        header("severity: high", "severity: hgh")
            .with("Bad/name/rule.rego", PackText.header("T-2") + "package x\n" + FAIL)
            .with("x/c/cases.yaml", "[]"),
        "rules/Bad/name/rule.rego: a rule is AREA/NAME/rule.rego, of small letters, digits and"
            + " underscores; a library is lib/NAME.rego",
        "rules/x/c/cases.yaml: there is no rule.rego beside it",
        "rules/x/a/rule.rego:6:15: severity \"hgh\": use info, low, medium, high or critical",
        "rules/Bad/name/rule.rego:9:1: package x: the folder says assay.rules.Bad.name");
  }

  @Test
  void aUsersFolderJoinsTheBundledRules(@TempDir Path folder) throws IOException {
    Path rule = Files.createDirectories(folder.resolve("acme/own")).resolve("rule.rego");
    Files.writeString(
        rule,
        PackText.header("ACME-1").replace("test.Thing", "alloydb.Cluster")
            + "package assay.rules.acme.own\n\n"
            + FAIL.replace("bad", "reconciling"));
    RulePack bundled = RulePack.bundled();
    RulePack both = RulePack.bundledWith(List.of(folder));

    assertThat(both.rules()).hasSize(bundled.rules().size() + 1);
    assertThat(both.rule("ACME-1").orElseThrow().file()).isEqualTo(rule.toString());
    assertThat(both.digest()).isNotEqualTo(bundled.digest()).hasSize(64);
    assertThat(both.select(r -> r.id().equals("ACME-1")).rules()).hasSize(1);
  }

  @Test
  void aUsersRuleCannotTakeTheFolderOfABundledOne(@TempDir Path folder) throws IOException {
    Path rule = folder.resolve("alloydb/automated_backups/rule.rego");
    Files.createDirectories(rule.getParent());
    Files.writeString(rule, PackText.header("ACME-1") + "package x\n" + FAIL);

    assertThatExceptionOfType(RulePackException.class)
        .isThrownBy(() -> RulePack.bundledWith(List.of(folder)))
        .withMessageContaining(
            rule
                + ": rules/alloydb/automated_backups/rule.rego is there already; take another name");
  }
}
