package dev.assay.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.report.AuditReport;
import dev.assay.report.Counts;
import dev.assay.report.Golden;
import dev.assay.report.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class HtmlReporterTest {
  private static final List<AuditReport> ALL =
      List.of(
          Samples.messy(),
          Samples.hostile(),
          Samples.clean(),
          Samples.empty(),
          Samples.allUnknown());

  private final HtmlReporter reporter = new HtmlReporter();

  @Test
  void looksLikeThis() throws IOException {
    Golden.matches("messy.html", Golden.written(reporter, Samples.messy()));
  }

  @Test
  void isWellFormed() throws IOException {
    for (AuditReport report : ALL) {
      Parser parser = Parser.htmlParser().setTrackErrors(10);
      Jsoup.parse(Golden.written(reporter, report), "", parser);
      assertThat(parser.getErrors()).isEmpty();
    }
  }

  @Test
  void runsNothingButItsOwnScript() throws IOException, NoSuchAlgorithmException {
    for (AuditReport report : ALL) {
      Document page = page(report);
      assertThat(page.select("script")).hasSize(2);
      assertThat(page.select("style")).hasSize(1);
      assertThat(page.select("img, iframe, object, embed, base, form, link[rel=stylesheet]"))
          .isEmpty();
      String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
      List<String> hashes = new ArrayList<>();
      for (Element element : page.select("style, script")) {
        hashes.add("'sha256-" + sha256(element.data()) + "'");
      }
      assertThat(policy)
          .isEqualTo(
              "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
                  + "%s; script-src %s %s".formatted(hashes.get(0), hashes.get(2), hashes.get(1)));
      for (Element element : page.getAllElements()) {
        for (Attribute attribute : element.attributes()) {
          assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
        }
      }
    }
  }

  @Test
  void asksNobodyForAnything() throws IOException {
    for (AuditReport report : ALL) {
      Document page = page(report);
      assertThat(page.select("[src], [srcset], [action], [poster], [xlink:href]")).isEmpty();
      assertThat(page.select("link[href]").eachAttr("href")).containsExactly("data:,");
      for (Element link : page.select("a[href]")) {
        assertThat(link.attr("href")).matches("#.*|https?://.*");
      }
      assertThat(page.select("style").get(0).data()).doesNotContain("url(", "@import");
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    Document page = page(Samples.messy());
    for (Element link : page.select("a[href^=#]")) {
      assertThat(page.getElementById(link.attr("href").substring(1)))
          .as(link.outerHtml())
          .isNotNull();
    }
  }

  @Test
  void aNameIsTextWhateverIsInIt() throws IOException {
    Document page = page(Samples.hostile());
    assertThat(page.text())
        .contains("</script><img src=x onerror=alert(1)>", "<!--<script>", "]]>");
    assertThat(page.text()).contains("invoice⟨U+202E⟩fdp.exe", "nul⟨U+0000⟩byte⟨U+001B⟩[31mred");
    assertThat(page.text()).contains("two⟨U+000A⟩lines⟨U+000D⟩⟨U+000A⟩and⟨U+0009⟩tabs");
    assertThat(page.text()).doesNotContain("\u202E", "\u0000", "\u001B");
  }

  @Test
  void theTableOfFindingsHasEveryName() throws IOException {
    JsonNode data = data(Samples.hostile());
    List<String> resources = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    List<String> leaves = List.of(data.get("leaves").asString().split("\n", -1));
    for (int row = 0; row < leaves.size(); row++) {
      String resource = told(data, "folder", "folders", row) + leaves.get(row);
      resources.add(resource);
      String message = told(data, "message", "texts", row);
      List<String> segments = List.of(resource.split("/", -1));
      for (int i = 0; i < Math.min(18, segments.size()); i++) {
        message = message.replace(Character.toString((char) (0xE + i)), segments.get(i));
      }
      messages.add(message);
    }
    assertThat(resources)
        .hasSize(Samples.hostile().findings().size())
        .contains(
            "10.20.0.5:5432/orders/-/roles/</script><img src=x onerror=alert(1)>",
            "10.20.0.5:5432/orders/-/roles/half⟨U+D800⟩pair");
    assertThat(messages)
        .contains(
            "The role invoice⟨U+202E⟩fdp.exe is a superuser.",
            "The role ../../../etc/passwd is a superuser.",
            "Row level security is off, and the table has a tenant_id column.");
  }

  @Test
  void readsWithoutScripts() throws IOException {
    Document page = page(Samples.messy());
    page.select("script").remove();
    assertThat(page.select("h1").text()).isEqualTo(Samples.messy().summary().sentence());
    assertThat(page.select("#unseen").text())
        .contains("GRANT pg_read_all_settings TO assay_reader;", "2 unknown");
    assertThat(page.select("#worst").text()).contains("--authorized-external-networks");
    assertThat(page.select("#rule-PG-RLS-001").text())
        .contains("50 looked at: 6 failed, 1 waived, 43 passed.", "orders/public/order lines");
    assertThat(page.select("#rule-GC-NET-001").text())
        .contains("instances update <instance>")
        .doesNotContain("{{");
    assertThat(page.select("#waivers").text())
        .contains("2026-10-31 lapsed", "payments@shop.example");
    assertThat(page.select("#provenance").text()).contains(Samples.messy().snapshotDigest());
  }

  @Test
  void isNotGreenWhenSomethingIsNotKnown() throws IOException {
    assertThat(page(Samples.clean()).select(".mood-pass")).hasSize(1);
    assertThat(page(Samples.allUnknown()).select(".mood-unknown")).hasSize(1);
    assertThat(page(Samples.allUnknown()).select("#worst").text())
        .contains("Nothing failed, as far as could be seen.");
    assertThat(page(Samples.empty()).select(".mood-unknown")).hasSize(1);
    assertThat(page(Samples.messy()).select(".mood-fail")).hasSize(1);
  }

  @Test
  void oneOfThousandsCanBeSeenInABar() {
    List<Bar.Segment> segments = new Bar().add("fail", "f", 1).add("pass", "p", 9_999).segments();
    assertThat(segments)
        .containsExactly(new Bar.Segment("fail", 0, 8), new Bar.Segment("pass", 11, 989));
  }

  @Test
  void aFrameworkOfWhichLittleWasJudgedIsNotAFullBar() {
    Bar bar = new Posture("nist-800-53-r5", new Counts(0, 0, 0, 2, 34), 36).bar();

    assertThat(bar.label()).isEqualTo("2 passed, 34 not judged");
    assertThat(bar.segments())
        .extracting(Bar.Segment::style, segment -> segment.width() < 100)
        .containsExactly(tuple("pass", true), tuple("none", false));
  }

  private Document page(AuditReport report) throws IOException {
    return Jsoup.parse(Golden.written(reporter, report));
  }

  private JsonNode data(AuditReport report) throws IOException {
    return new ObjectMapper().readTree(page(report).select("#data").get(0).data());
  }

  private static String told(JsonNode data, String column, String texts, int row) {
    return data.get(texts).get(data.get("columns").get(column).get(row).asInt()).asString();
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
