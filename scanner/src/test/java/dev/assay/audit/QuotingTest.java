package dev.assay.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotingTest {
  private static String identifier(String text) {
    return Quoting.SQL_IDENTIFIER.quote(text).orElse("none");
  }

  private static String literal(String text) {
    return Quoting.SQL_LITERAL.quote(text).orElse("none");
  }

  private static String shell(String text) {
    return Quoting.SHELL.quote(text).orElse("none");
  }

  @Test
  void plainNames() {
    assertThat(identifier("orders")).isEqualTo("\"orders\"");
    assertThat(literal("orders")).isEqualTo("'orders'");
    assertThat(shell("europe-west1")).isEqualTo("europe-west1");
  }

  @Test
  void aQuoteDoesNotEndTheName() {
    assertThat(identifier("a\"; DROP TABLE x; --")).isEqualTo("\"a\"\"; DROP TABLE x; --\"");
    assertThat(literal("a'; DROP TABLE x; --")).isEqualTo("'a''; DROP TABLE x; --'");
    assertThat(shell("a'; rm -rf ~; '")).isEqualTo("'a'\\''; rm -rf ~; '\\'''");
    assertThat(shell("$(reboot)`x`")).isEqualTo("'$(reboot)`x`'");
  }

  @Test
  void aLineBreakDoesNotEndTheCommentThatTheNameStandsIn() {
    assertThat(identifier("a\nDROP TABLE x")).isEqualTo("U&\"a\\000ADROP TABLE x\"");
    assertThat(identifier("a\\b\r\"c")).isEqualTo("U&\"a\\\\b\\000D\"\"c\"");
    assertThat(literal("a\u2028b")).isEqualTo("E'a\\u2028b'");
    assertThat(shell("a\nreboot")).isEqualTo("none");
  }

  @Test
  void aBackslashMeansTheSameWhateverTheServersSettings() {
    assertThat(literal("a\\' OR true")).isEqualTo("E'a\\\\'' OR true'");
    assertThat(identifier("a\\b")).isEqualTo("\"a\\b\"");
  }

  @Test
  void charactersThatHideOrTurnTheTextAreShown() {
    assertThat(identifier("a\u202Eb")).isEqualTo("U&\"a\\202Eb\"");
    assertThat(identifier("a\u200Bb😀")).isEqualTo("U&\"a\\200Bb\\D83D\\DE00\"");
    assertThat(shell("a\u202Eb")).isEqualTo("none");
  }

  @Test
  void whatNoFormCanHoldIsRefused() {
    assertThat(identifier("a\0b")).isEqualTo("none");
    assertThat(identifier("")).isEqualTo("none");
    assertThat(literal("a\0b")).isEqualTo("none");
    assertThat(shell("--quiet")).isEqualTo("none");
    assertThat(shell("")).isEqualTo("''");
  }
}
