package dev.assay.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loops that look entries up rather than ask them all give what all would have given. */
class JoinTest {
  /** Twenty tables of five owners; the last has none, and one has a number for a name. */
  private static final String DATA =
      """
      {"tables": [
        {"name": "t0", "owner": "a"}, {"name": "t1", "owner": "b"}, {"name": "t2", "owner": "c"},
        {"name": "t3", "owner": "a"}, {"name": "t4", "owner": "b"}, {"name": "t5", "owner": "c"},
        {"name": "t6", "owner": "a"}, {"name": "t7", "owner": "b"}, {"name": "t8", "owner": "c"},
        {"name": "t9", "owner": "a"}, {"name": "t10", "owner": "b"}, {"name": "t11", "owner": 1},
        {"name": "t12", "owner": "a"}, {"name": "t13", "owner": "b"}, {"name": "t14"}],
       "owners": ["b", "a", 1.0, "nobody", "c"]}
      """;

  private static Result ask(String rule) throws IOException {
    Policy policy = Policy.compile(List.of(new RegoSource("p.rego", "package p\n\n" + rule)));
    return policy
        .over(Json.parse(DATA), Limits.none(Instant.EPOCH))
        .evaluate(policy.query("data.p.r"), null);
  }

  private static void assertAnswer(String rule, String json) throws IOException {
    assertThat(ask(rule).value()).contains(Json.parse(json));
  }

  @Test
  void eachOwnersTablesInTheOrderOfTheTables() throws IOException {
    assertAnswer(
        """
        r := [names |
          some owner in data.owners
          names := [t.name | some t in data.tables; t.owner == owner]]
        """,
        """
        [["t1", "t4", "t7", "t10", "t13"], ["t0", "t3", "t6", "t9", "t12"], ["t11"], [],
         ["t2", "t5", "t8"]]
        """);
  }

  @Test
  void bySubscriptsAndByAssignedNames() throws IOException {
    assertAnswer(
        """
        r := [[owner, count(names), count(places)] |
          some owner in data.owners
          names := {data.tables[i].name | data.tables[i].owner == owner}
          places := {i | table := data.tables[i]; mine := table.owner; owner == mine}]
        """,
        """
        [["b", 5, 5], ["a", 5, 5], [1, 1, 1], ["nobody", 0, 0], ["c", 3, 3]]
        """);
  }

  @Test
  void inObjectsAndSets() throws IOException {
    assertAnswer(
        """
        named := {t.name: t | some t in data.tables}
        pairs := {[t.owner, t.name] | some t in data.tables}
        r := [[a, b] |
          some owner in data.owners
          a := [name | some name, t in named; t.owner == owner]
          b := [pair[1] | some pair in pairs; pair[0] == owner]]
        """,
        """
        [[["t1", "t10", "t13", "t4", "t7"], ["t1", "t10", "t13", "t4", "t7"]],
         [["t0", "t12", "t3", "t6", "t9"], ["t0", "t12", "t3", "t6", "t9"]],
         [["t11"], ["t11"]], [[], []],
         [["t2", "t5", "t8"], ["t2", "t5", "t8"]]]
        """);
  }

  @Test
  void firstConditionsNarrowTheIndex() throws IOException {
    assertAnswer(
        """
        r := [n |
          some owner in data.owners
          n := count([1 | some t in data.tables; t.name == "t3"; t.owner == owner])]
        """,
        "[0, 1, 0, 0, 0]");
  }

  @Test
  void whatAnEntryLacksIsReportedThoughTheEntryIsNotWanted() throws IOException {
    Result result =
        ask(
            """
            r if {
              some owner in data.owners
              [t.name | some t in data.tables; t.owner == owner] == ["t14"]
            }
            """);
    assertThat(result.value()).isEmpty();
    assertThat(result.absentReads()).extracting(AbsentRead::path).containsExactly("t.owner");
  }

  @Test
  void whatIsComparedWithMayBeAbsent() throws IOException {
    Result result =
        ask("r := [t.name | some o in data.owners; some t in data.tables; t.owner == data.x.y]");
    assertThat(result.value()).contains(Json.parse("[]"));
  }

  @Test
  void replacedFunctionsAreAsked() throws IOException {
    assertAnswer(
        """
        wanted := [n |
          some owner in data.owners
          n := count([1 | some t in data.tables; lower(t.name) == owner])]
        r := [wanted, x] if x := wanted with lower as "b"
        """,
        "[[0, 0, 0, 0, 0], [15, 0, 0, 0, 0]]");
  }
}
