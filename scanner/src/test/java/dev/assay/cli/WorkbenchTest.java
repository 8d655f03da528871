package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rulepack.RulePack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody does who writes a rule: begin it, check it, try parts of it, test it. */
class WorkbenchTest {
  @TempDir private Path folder;

  // ---- new

  @Test
  void aDraftOfEveryKindIsWellWrittenAndItsCasesHold() {
    for (String kind : RulePack.bundled().schemas().kinds()) {
      String name = "ours/" + kind.toLowerCase(Locale.ROOT).replace('.', '_');

      Run drafted = Run.of("rules", "new", name, "--kind", kind, "-o", folder.toString());

      assertThat(drafted.code()).as(kind + ": " + drafted.err()).isZero();
    }
    Run check = Run.of("rules", "check", folder.toString());
    assertThat(check.code()).as(check.out()).isZero();
    Run test = Run.of("rules", "test", folder.toString());
    assertThat(test.code()).as(test.out()).isZero();
    assertThat(test.out()).endsWith(" passed, 0 failed, 0 skipped\n");
  }

  @Test
  void aDraftDoesNotReplaceARule() throws Exception {
    String[] command = {"rules", "new", "ours/bypass", "-o", folder.toString()};
    Run.of(command);
    Path rule = folder.resolve("ours/bypass/rule.rego");
    Files.writeString(rule, "mine");

    Run again = Run.of(command);

    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("rule.rego: is there already").hasLineCount(1);
    assertThat(rule).hasContent("mine");
  }

  @Test
  void theGuideShowsADraftAsItIsWritten() throws Exception {
    String guide = Files.readString(Path.of("../docs/writing-rules.md"));
    draft("no_bypass");

    assertThat(guide)
        .contains("assay rules new ours/no_bypass --kind postgresql.Role --field bypassrls\n")
        .contains(
            "```rego\n" + Files.readString(folder.resolve("ours/no_bypass/rule.rego")) + "```")
        .contains(
            "```yaml\n" + Files.readString(folder.resolve("ours/no_bypass/cases.yaml")) + "```");
  }

  // ---- check

  @Test
  void theBundledRulesAreWellWritten() {
    Run run = Run.of("rules", "check");

    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).contains("cases are well written").hasLineCount(1);
  }

  @Test
  void theMistakesOfAllRulesAreShownWhereTheyAre() throws Exception {
    change(draft("one"), "data.bypassrls", "data.bypasrls");
    change(draft("two"), "severity: medium", "severity: hgh");

    Run run = Run.of("rules", "check", folder.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("one/rule.rego:12:71: ", "did you mean \"bypassrls\"?")
        .contains(
            """
            two/rule.rego:6:15: severity "hgh": use info, low, medium, high or critical
            \t#   severity: hgh
            \t              ^
            """);
    assertThat(run.err()).isEqualTo("assay: 2 mistakes in the rules\n");
  }

  @Test
  void aTestThatDoesNotCompileAndACaseThatIsNoneAreMistakes() throws Exception {
    Path rule = draft("one");
    Files.writeString(rule.resolveSibling("one_test.rego"), "package one_test\ntest_a if x\n");
    change(rule.resolveSibling("cases.yaml"), "pass: true", "passs: true");

    Run run = Run.of("rules", "check", folder.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("one_test.rego:2:11: rego_unsafe_var_error: var x is unsafe\n\ttest_a if x\n")
        .contains("cases.yaml:6:3: unknown key \"passs\": did you mean \"pass\"?");
  }

  @Test
  void aMistakeHidesNoOther() throws Exception {
    change(draft("one"), "== true", "== tru(");
    change(draft("two"), "fail contains", "import data.unused\n\nfail contains");
    change(draft("three"), "input.resource.data.bypassrls ==", "uper(input.kind) ==");
    change(draft("four"), "severity: medium", "severity: hgh");
    draft("five");
    Files.delete(folder.resolve("ours/five/cases.yaml"));
    change(draft("six").resolveSibling("cases.yaml"), "pass: true", "pass: [");

    Run parse = Run.of("rules", "check", folder.toString());

    assertThat(parse.code()).isEqualTo(2);
    assertThat(parse.out())
        .contains("one/rule.rego:13:1: rego_parse_error")
        .contains("four/rule.rego:6:15: severity \"hgh\"")
        .contains("five/rule.rego: there is no cases.yaml beside it")
        .contains("six/cases.yaml:");

    Files.delete(folder.resolve("ours/one/rule.rego"));
    Files.delete(folder.resolve("ours/one/cases.yaml"));
    Run compile = Run.of("rules", "check", folder.toString());

    assertThat(compile.out())
        .contains(
            "two/rule.rego:12:1: rego_compile_error: import data.unused unused\n\timport data")
        .contains(
            "three/rule.rego:12:71: rego_type_error: undefined function uper (did you mean upper")
        .contains("four/rule.rego:6:15: severity \"hgh\"")
        .contains("five/rule.rego: there is no cases.yaml beside it")
        .contains("six/cases.yaml:");
  }

  @Test
  void regoThatIsNoRulesOfOursOnlyHasToCompile() throws Exception {
    Files.writeString(
        folder.resolve("main.rego"), "package main\n\ndeny contains \"x\" if input.a\n");

    Run good = Run.of("rules", "check", folder.toString());

    assertThat(good.code()).as(good.out()).isZero();
    assertThat(good.out()).isEqualTo("1 files of Rego are well written\n");

    Files.writeString(folder.resolve("old.rego"), "package old\n\ndeny[x] { x := 1; y := 2 }\n");
    Run old = Run.of("rules", "check", folder.toString());
    assertThat(old.code()).isEqualTo(2);
    assertThat(old.out()).contains("old.rego:3:1: rego_parse_error: `if` keyword is required");
    Run asked = Run.of("rules", "check", "--v0-compatible", folder.resolve("old.rego").toString());
    assertThat(asked.out()).contains("old.rego:3:19: rego_compile_error: assigned var y unused");
  }

  // ---- test

  @Test
  void testsInRegoCountBesideTheCases() throws Exception {
    Files.writeString(
        draft("one").resolveSibling("one_test.rego"),
        """
        package assay.rules.ours.one_test

        import data.assay.rules.ours.one

        test_bypass if count(one.fail) == 1 with input.resource.data as {"bypassrls": true}

        test_wrong if count(one.fail) == 1 with input.resource.data as {"bypassrls": false}

        test_each[name] if some name, n in {"a": 1, "b": 2}

        todo_test_later if false
        """);

    Run all = Run.of("rules", "test", folder.toString());

    assertThat(all.code()).isEqualTo(1);
    assertThat(all.out())
        .contains(
            "FAIL ", "one_test.rego:7:1: data.assay.rules.ours.one_test.test_wrong: is undefined")
        .endsWith("7 passed, 1 failed, 1 skipped\n")
        .hasLineCount(2);

    Run some = Run.of("rules", "test", folder.toString(), "-v", "--run", "test_by|one: it could");

    assertThat(some.code()).isZero();
    assertThat(some.out())
        .contains("pass ", "cases.yaml:10:3: ours/one: it could not be read", "test_bypass\n")
        .endsWith("2 passed, 0 failed, 0 skipped\n");
  }

  // ---- eval; what is expected is what opa 1.4.2 writes

  @Test
  void aQueryHasTheValueOfEachExpressionAndItsBindings() {
    Run run = Run.of("rules", "eval", "x := 2; x + 1 # c");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            {
              "result": [
                {
                  "expressions": [
                    {
                      "value": true,
                      "text": "x := 2",
                      "location": {
                        "row": 1,
                        "col": 1
                      }
                    },
                    {
                      "value": 3,
                      "text": "x + 1",
                      "location": {
                        "row": 1,
                        "col": 9
                      }
                    }
                  ],
                  "bindings": {
                    "x": 2
                  }
                }
              ]
            }
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '%',
      textBlock =
          """
          data.none                 | {}
          1 == 2; true              | {}
          [1, false][_]             | {"result":[{"expressions":[{"value":1,"text":"[1,false][_]","location":{"row":1,"col":1}}]}]}
          1 == 2                    | {"result":[{"expressions":[{"value":false,"text":"1==2","location":{"row":1,"col":1}}]}]}
          input.a with input.a as 1 | {"result":[{"expressions":[{"value":1,"text":"input.awithinput.aas1","location":{"row":1,"col":1}}]}]}
          plus(1, 2, x)             | {"result":[{"expressions":[{"value":true,"text":"plus(1,2,x)","location":{"row":1,"col":1}}],"bindings":{"x":3}}]}
          "<é"                      | {"result":[{"expressions":[{"value":"\\u003cé","text":"\\"\\u003cé\\"","location":{"row":1,"col":1}}]}]}
          1 / 0                     | {}
          """)
  void answersAreThoseOfOpa(String query, String answer) {
    Run run = Run.of("rules", "eval", query);

    assertThat(run.code()).isZero();
    assertThat(run.out().replaceAll("\\s", "")).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          foo(1)         | rego_type_error       | 1
          1; x           | rego_unsafe_var_error | 4
          true; upper(1) | rego_type_error       | 7
          x := 1 / 0     | eval_builtin_error    | 6
          true; x := 1/0 | eval_builtin_error    | 12
          """)
  void errorsAreToldByCodeAndPlace(String query, String code, int column) {
    Run run = Run.of("rules", "eval", "--strict-builtin-errors", query);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .startsWith("{\n  \"errors\": [\n    {\n      \"message\": \"")
        .contains("\"code\": \"" + code + "\"", "\"file\": \"\"", "\"col\": " + column);
  }

  @Test
  void documentsOfAFolderLieUnderTheNamesOfItsFolders() throws Exception {
    Files.createDirectories(folder.resolve("limits/eu"));
    Files.writeString(folder.resolve("any.json"), "{\"a\": 1}");
    Files.writeString(folder.resolve("limits/eu/days.yaml"), "days: 30\n");
    Files.writeString(
        folder.resolve("p.rego"), "package p\n\nlate if input.age > data.limits.eu.days\n");
    Path input = Files.writeString(folder.resolve("input.yml.txt"), "{\"age\": 31}");

    Run run = Run.of("rules", "eval", "-d", folder.toString(), "-i", input.toString(), "data");

    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out().replaceAll("\\s", ""))
        .contains("{\"a\":1,\"limits\":{\"eu\":{\"days\":30}},\"p\":{\"late\":true}}");
  }

  @Test
  void aRuleInItsFolderIsAskedWhatItSays() throws Exception {
    draft("one");
    Path input = folder.resolve("input.json");
    Files.writeString(input, "{\"resource\": {\"data\": {\"bypassrls\": true}}}");
    String query = "data.assay.rules.ours.one.fail";

    Run run = Run.of("rules", "eval", "-d", folder.toString(), "-i", input.toString(), query);

    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("\"message\": \"bypassrls is true.\"");
  }

  @Test
  void aRuleAndADocumentAtOnePlaceContradictEachOther() throws Exception {
    Files.writeString(folder.resolve("a.json"), "{\"p\": {\"q\": 1}}");
    Files.writeString(folder.resolve("p.rego"), "package p\n\nq := 2\n");

    Run run = Run.of("rules", "eval", "-d", folder.toString(), "data.p.q");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("conflicting rule for data path p/q found", "p.rego");
  }

  private Path draft(String name) {
    Run run =
        Run.of("rules", "new", "ours/" + name, "--field", "bypassrls", "-o", folder.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return folder.resolve("ours/" + name + "/rule.rego");
  }

  private static void change(Path file, String from, String to) throws Exception {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}
