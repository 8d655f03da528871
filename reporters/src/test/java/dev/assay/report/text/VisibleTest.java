package dev.assay.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void whatCannotBeSeenIsShown() {
    assertThat(Visible.line("a\u202Eb")).isEqualTo("a⟨U+202E⟩b");
    assertThat(Visible.line("a\nb\tc\u0000")).isEqualTo("a⟨U+000A⟩b⟨U+0009⟩c⟨U+0000⟩");
    assertThat(Visible.line("zero\u200Bwidth")).isEqualTo("zero⟨U+200B⟩width");
    assertThat(Visible.line("half\uD800")).isEqualTo("half⟨U+D800⟩");
    assertThat(Visible.line("\uDB40\uDC41tag")).isEqualTo("⟨U+E0041⟩tag");
    assertThat(Visible.line("no\u00A0break")).isEqualTo("no⟨U+00A0⟩break");
  }

  @Test
  void whatCanBeSeenStays() {
    assertThat(Visible.line("naïve 🐘 中文 ı İ")).isEqualTo("naïve 🐘 中文 ı İ");
    assertThat(Visible.text("a\r\n\tb")).isEqualTo("a\n\tb");
  }

  @Test
  void theMiddleOfWhatIsTooLongIsLeftOut() {
    assertThat(Visible.line("abcdefghij", 7)).isEqualTo("abcd…ij");
    assertThat(Visible.line("🐘".repeat(10), 7)).isEqualTo("🐘🐘🐘🐘…🐘🐘");
    assertThat(Visible.line("short", 7)).isEqualTo("short");
  }

  @Test
  void aNameIsBrief() {
    assertThat(
            ResourceName.brief(
                "//alloydb.googleapis.com/projects/p/locations/l/clusters/c/instances/i"))
        .isEqualTo("p/l/clusters/c/instances/i");
    assertThat(ResourceName.brief("//cloudresourcemanager.googleapis.com/projects/p"))
        .isEqualTo("projects/p");
    assertThat(ResourceName.brief("postgresql://h:5432/db/public/order%20%C3%A9%2Fx%0A"))
        .isEqualTo("h:5432/db/public/order é/x⟨U+000A⟩");
    assertThat(ResourceName.brief("postgresql://h:5432/100%")).isEqualTo("h:5432/100%");
  }

  @Test
  void aRelativeUriStaysInItsFolder() {
    assertThat(ResourceName.relativeUri("postgresql://h:5432/db/order%20lines"))
        .isEqualTo("postgresql/h:5432/db/order%20lines");
    assertThat(ResourceName.relativeUri("//a.googleapis.com/projects/p"))
        .isEqualTo("a.googleapis.com/projects/p");
    assertThat(ResourceName.relativeUri("x:y/../../<b> é"))
        .isEqualTo("x%3Ay/_../_../%3Cb%3E%20%C3%A9");
    assertThat(ResourceName.relativeUri("")).isEqualTo("unnamed");
  }

  @Test
  void markdownShowsTheTextItWasGiven() {
    assertThat(Markdown.escape("1. <b>_x_</b> [a](b)\n# no\n- https://x.example"))
        .isEqualTo("1\\. \\<b\\>\\_x\\_\\</b\\> \\[a\\](b)\n\\# no\n\\- https\\://x.example");
    assertThat(Markdown.code("a ``` b")).isEqualTo("````\na ``` b\n````");
  }
}
