package dev.assay.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatsTest {
  @Test
  void eachNameFindsItsReporter() {
    assertThat(Formats.names()).doesNotHaveDuplicates().contains("json", "sarif", "junit");
    for (String name : Formats.names()) {
      assertThat(Formats.byName(name).orElseThrow().format()).isEqualTo(name);
    }
    assertThat(Formats.byName("pdf")).isEmpty();
  }
}
