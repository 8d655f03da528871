package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.value.Json;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of Rego that is no rules of ours, run as {@code opa test} 1.22 runs them. */
class RulesTestCommandTest {
  @TempDir private Path folder;

  @Test
  void aTestPassesWhenItIsTrue() throws Exception {
    write(
        "policy.rego",
        """
        package p

        import rego.v1

        allow if input.user == "ann"

        test_true if allow with input.user as "ann"

        test_undefined if allow with input.user as "bob"

        test_number := 3

        test_set contains true

        in_a.folder.test_true if true

        todo_test_later if false

        test_printing if {
          print("user", input)
          false
        }
        """);

    Run run = test();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "FAIL " + folder + "/policy.rego:9:1: data.p.test_undefined: is undefined",
            "data.p.test_number: is 3, should be true",
            "data.p.test_set: is {true}, should be true",
            "data.p.test_printing: is undefined, should be true\n     user <undefined>\n")
        .endsWith("2 passed, 4 failed, 1 skipped\n");
  }

  @Test
  void eachDefinitionIsATestOfItsOwn() throws Exception {
    write(
        "p_test.rego",
        """
        package p

        test_two if true

        test_two if false

        default test_two := true
        """);

    Run run = test("-v");

    assertThat(run.out())
        .contains("pass ", "data.p.test_two\n", "data.p.test_two#01: is undefined")
        .contains("data.p.test_two#02\n")
        .endsWith("2 passed, 1 failed, 0 skipped\n");
  }

  @Test
  void aCaseThatBeganAndDoesNotHoldFails() throws Exception {
    write(
        "p_test.rego",
        """
        package p

        test_double[tc.note] if {
          some tc in [{"note": "one", "in": 1, "out": 2}, {"note": "two", "in": 2, "out": 5}]
          tc.in * 2 == tc.out
        }

        test_nested.a[x].b if {
          some x in ["q", "r"]
          x == "r"
        }

        test_none[x] if some x in []
        """);

    Run run = test();

    assertThat(run.out())
        .contains("data.p.test_double[two]: does not hold")
        .contains("data.p.test_nested[a/q/b]: does not hold")
        .endsWith("3 passed, 2 failed, 0 skipped\n");
  }

  @Test
  void aTestThatCannotBeEvaluatedIsAnError() throws Exception {
    write(
        "p_test.rego",
        """
        package p

        two := 1

        two := 2 if input == {}

        test_conflict if two == 1 with input as {}

        test_called(x) if x

        test_long if count([x | numbers.range(1, 100000)[x]; numbers.range(1, 100000)[_] < 0]) > 0
        """);

    Run run = test("--timeout", "200ms");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("ERROR ", "test_conflict: ", "eval_conflict_error")
        .contains("test_called: is a function")
        .contains("test_long: eval_cancel_error: evaluation stopped: no answer within 200 ms")
        .endsWith("0 passed, 0 failed, 3 with errors, 0 skipped\n");
  }

  @Test
  void dataLiesWhereItsFolderIs() throws Exception {
    write("limits/eu/data.yaml", "days: &d 30\nnights: *d\nanswer: yes\n");
    write("limits/data.json", "{\"max\": 9}");
    write("notes/README.md", "# no data");
    write(
        "p_test.rego",
        """
        package p

        test_data if data.limits == {"eu": {"days": 30, "nights": 30, "answer": "yes"}, "max": 9}
        """);

    assertThat(test().out()).isEqualTo("1 passed, 0 failed, 0 skipped\n");

    write("limits/other.json", "{\"max\": 8}");

    Run conflict = test();
    assertThat(conflict.code()).isEqualTo(2);
    assertThat(conflict.err()).contains("other.json: another file has data at \"max\" already");
    assertThat(test("--ignore", "oth*.json").code()).isZero();
  }

  @Test
  void nothingToRunIsNoSuccess() throws Exception {
    write("p.rego", "package p\n\nx := 1\n");

    assertThat(test().code()).isEqualTo(2);

    write("p_test.rego", "package p\n\ntest_x if x == 1\n");
    Run none = test("--run", "test_y");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--run: no case and no test whose name has a match for test_y");
  }

  @Test
  void coverageTellsTheLinesThatNoTestReaches() throws Exception {
    write(
        "p.rego",
        """
        package p

        deny contains "no user" if not input.user

        deny contains msg if {
          input.user == "root"
          some x in input.roles
          msg := sprintf("root has %v", [x])
        }

        never if {
          every x in input.roles {
            x != "a"
          }
        }
        """);
    write("p_test.rego", "package p\n\ntest_deny if deny == {\"no user\"} with input as {}\n");

    Run table = test("--coverage");

    assertThat(table.out())
        .contains(" 28.6 %  " + folder + "/p.rego  not: 5, 8, 11-13\n")
        .contains("100.0 %  " + folder + "/p_test.rego\n")
        .contains(" 37.5 %  of all: 3 of 8 lines\n");

    Run json = test("--coverage", "--format", "json");

    assertThat(Json.parse(json.out()).toString())
        .contains("\"covered\": [{\"end\": {\"row\": 3}, \"start\": {\"row\": 3}}, ")
        .contains("\"covered_lines\": 3", "\"not_covered_lines\": 5", "\"coverage\": 37.5");
    assertThat(json.err()).isEqualTo("assay: 1 passed, 0 failed, 0 skipped\n");
  }

  @Test
  void aReportIsWhatBuildServersAccept() throws Exception {
    write(
        "p_test.rego",
        """
        package p

        test_a if true

        test_b if {
          print("a <b> \\u0000")
          false
        }

        test_c(x) if x

        todo_test_d if false
        """);
    Path report = folder.resolve("out/tests.xml");

    Run run = test("--report", "junit=" + report);

    assertThat(run.out()).endsWith("1 passed, 1 failed, 1 with errors, 1 skipped\n");
    String xml = Files.readString(report);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Path.of("../reporters/src/test/resources/schemas/junit-10.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
    assertThat(xml)
        .contains("tests=\"4\" failures=\"1\" errors=\"1\"")
        .contains("<testsuite name=\"data.p\"", "name=\"test_b\"", "<skipped/>", "a &lt;b&gt; ");
    assertThat(test("--report", "html=x").err()).contains("no report format \"html\" for tests");
  }

  private Run test(String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "rules";
    all[1] = "test";
    all[2] = folder.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return Run.of(all);
  }

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
