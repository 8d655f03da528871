package dev.assay.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Golden;
import dev.assay.report.Samples;
import dev.assay.report.text.Markdown;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReporterTest {
  private final MarkdownReporter reporter = new MarkdownReporter();

  @Test
  void looksLikeThis() throws IOException {
    Golden.matches("messy.md", Golden.written(reporter, Samples.messy()));
    Golden.matches("empty.md", Golden.written(reporter, Samples.empty()));
  }

  @Test
  void fitsACommentOnAPullRequest() throws IOException {
    for (AuditReport report :
        List.of(Samples.messy(), Samples.hostile(), Samples.large(10_000), Samples.allUnknown())) {
      String page = Golden.written(reporter, report);
      assertThat(page.length()).isLessThan(65_536);
      assertThat(page.split("<details>", -1)).hasSameSizeAs(page.split("</details>", -1));
    }
  }

  @Test
  void tellsOfTheGapsHoweverManyFailuresThereAre() throws IOException {
    assertThat(Golden.written(reporter, Samples.large(10_000)))
        .contains("### Failed", "### Could not be seen", "### Could not be decided", "### Waived");
  }

  @Test
  void aNameIsNoMarkup() throws IOException {
    String page = Golden.written(reporter, Samples.hostile());
    assertThat(page).doesNotContain("\u202e").contains("`invoice⟨U+202E⟩fdp.exe`".substring(1));
    // Outside of code, whose content is shown as it is, no mark of a stranger's is alive.
    String prose =
        page.replaceAll("(?ms)^(`{3,})\\n.*?\\n\\1$", "")
            .replaceAll("\\\\.|(`+)(?!`).*?(?<!`)\\1(?!`)", "");
    assertThat(prose).doesNotContain("<img", "<script", "](https").doesNotContainPattern("@\\w");
  }

  @Test
  void namesWithBackticksStayCode() {
    assertThat(Markdown.inlineCode("a`b", 80)).isEqualTo("``a`b``");
    assertThat(Markdown.inlineCode("`tick`", 80)).isEqualTo("`` `tick` ``");
    assertThat(Markdown.line("mail <me@example.com> | $x", 80))
        .isEqualTo("mail \\<me@<!-- -->example.com\\> \\| \\$x");
  }
}
