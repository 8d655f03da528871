package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(tenant = 'secret'::text)                  | (tenant = ?::text)",
        "(a = 'it''s secret') AND b                 | (a = ?) AND b",
        "a = E'it\\'s secret' AND b                 | a = ? AND b",
        "a = e'secret\\\\' AND b = 'secret'         | a = ? AND b = ?",
        "a = U&'secret' AND a = u&'secret'          | a = ? AND a = ?",
        "a = B'101' OR a = x'1F' OR a = N'secret'   | a = ? OR a = ? OR a = ?",
        "a = $$secret 'x$$ AND b                    | a = ? AND b",
        "a = $tag$secret $$ x$tag$ AND b            | a = ? AND b",
        "a = $1 AND b                               | a = $? AND b",
        "id > 42 AND rate < 1.5e-10 AND n = .5      | id > ? AND rate < ? AND n = ?",
        "id = ANY (ARRAY[1, -2, 3])                 | id = ANY (ARRAY[?, -?, ?])",
        "(\"it's\" = 'secret') AND \"a\"\"b\" = 'x' | (\"it's\" = ?) AND \"a\"\"b\" = ?",
        "column1 = 1 AND t$x = 2                    | column1 = ? AND t$x = ?",
        "prénom = 'secret' AND été                  | prénom = ? AND été",
        "a = 'secret                                | a = ?",
        "a = 0x1F AND b = 1_000                     | a = ? AND b = ?",
        "name = 'secret' + name                    | name = ? + name",
      })
  void constants_go_and_identifiers_stay(String expression, String expected) {
    assertThat(SqlExpression.withoutConstants(expression)).isEqualTo(expected);
  }

  @Test
  void a_long_expression_is_cut_after_its_literals_are_gone() {
    String text = "x".repeat(295) + " = 'secret secret secret' AND b";
    assertThat(SqlExpression.withoutConstants(text))
        .isEqualTo("x".repeat(295) + " = ? …")
        .doesNotContain("secret");
  }
}
