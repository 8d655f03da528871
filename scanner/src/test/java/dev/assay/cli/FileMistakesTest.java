package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.attestation.Attestations;
import dev.assay.attestation.AttestedControl;
import dev.assay.audit.Fingerprint;
import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.report.Finding;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Verdict;
import dev.assay.rulepack.RuleNames;
import dev.assay.waiver.Waivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What people get wrong in the three files: one line each that says where, what, and what to do.
 */
class FileMistakesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final RuleInfo RULE =
      new RuleInfo(
          "PG-RLS-001",
          "postgresql/rls_off",
          "t",
          "d",
          Severity.CRITICAL,
          "k",
          List.of(),
          Map.of(),
          "",
          Map.of());
  private static final RuleNames NAMES = RuleNames.of(List.of()).and(List.of(RULE));
  private static final Finding VIOLATION =
      new Finding(
          Fingerprint.of("PG-RLS-001", "postgresql://h/db/t", ""),
          "PG-RLS-001",
          Verdict.FAIL,
          Severity.CRITICAL,
          new Resource("postgresql://h/db/t", "k", "s"),
          "m",
          "",
          List.of(),
          "");
  private static final String WAIVER =
      "{rule: PG-RLS-001, resource: 'postgresql://h/**', reason: The partner moves., owner: o,"
          + " expires: 2027-01-31, allow_critical: true}";
  private static final String RECORD =
      "{id: AT-003, scope: projects/p, performed_on: 2026-11-01, by: ops, evidence: {uri:"
          + " 'https://w/1', sha256: "
          + "0123456789abcdef".repeat(4)
          + "}, expires: 2027-01-31}";

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    Path file = folder.resolve("f.yaml");
    Files.writeString(file, text.replace("\\t", "\t").replace("\\n", "\n").replace("\\0", "\0"));
    return file;
  }

  private String shown(String line) {
    return line.replace(folder.resolve("f.yaml") + ":", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rule: PG-RLS-001       | rule: PG-RLS-01        | 1:10: no rule or area "PG-RLS-01": did you mean PG-RLS-001?
          rule: PG-RLS-001       | rul: PG-RLS-001        | 1:4: unknown key "rul": did you mean "rule"?
          rule: PG-RLS-001,      | ``                     | 1:3: "rule" is missing; every entry has one
          rule: PG-RLS-001       | rule: [PG-RLS-001]     | 1:10: expected a value, found a list
          'postgresql://h/**'    | shop                   | 1:32: "shop" is no resource name; write it as reports do (postgresql://…, //alloydb…), or begin with **
          'postgresql://h/**'    | 'postgresql://x/**'    | 1:3: it covers nothing that the audit found; mend the pattern, or remove it
          The partner moves.     | later                  | 1:61: "later" is no reason; say why it may stay, and what will end it
          The partner moves.     | ''                     | 1:61: expected a text, found nothing; write it or leave the key out
          owner: o,              | ``                     | 1:3: "owner" is missing; every entry has one
          owner: o               | owner: {name: o}       | 1:88: expected a value, found a mapping
          2027-01-31             | 2027-02-30             | 1:100: "2027-02-30" is not a day; write it as 2027-01-31
          2027-01-31             | soon                   | 1:100: "soon" is not a day; write it as 2027-01-31
          2027-01-31             | 2026-11-20             | 1:3: the waiver expired on 2026-11-20; mend the violation, or have it approved anew
          2027-01-31             | 2029-01-31             | 1:3: the waiver expires on 2029-01-31, and may last until 2027-11-22 at most; mend the violation, or have it approved anew
          expires: 2027-01-31,   | ``                     | 1:3: "expires" is missing; every entry has one
          allow_critical: true   | allow_critical: sure   | 1:128: expected true or false, found "sure"
          , allow_critical: true | ``                     | 1:3: it would hide a critical violation; mend that, or write allow_critical: true
          allow_critical: true   | id: a b                | 1:116: id "a b": use up to 64 letters, digits, dots and dashes
          allow_critical: true   | owner: p               | 1:112: "owner" is given twice
          allow_critical: true   | approved_on: 2027-02-01 | 1:100: it expires on 2027-01-31, before it is approved; write a later day
          """)
  void aMistakeInAWaiver(String from, String to, String line) throws Exception {
    assertThat(
            Waivers.check(
                file("- " + WAIVER.replace(from, to) + "\n"),
                NAMES,
                Waivers.MOST_DAYS,
                NOW,
                List.of(VIOLATION)))
        .extracting(this::shown)
        .containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          waivers: []             | 1:1: expected a list (- item), found a mapping; each waiver is an item of a list: - rule: …
          - PG-RLS-001            | 1:3: expected a mapping (key: value), found "PG-RLS-001"
          - rule: "x              | 2:1: found unexpected end of stream
          - a: b\\n\\t- c         | 2:1: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation); indent with spaces
          - &a [x]\\n- *a         | 2:3: *a repeats a list or mapping; write it out
          - "a\\0b"               | 1:5: the character U+0000 is not allowed in YAML; remove it
          """)
  void aFileThatIsNoListOfWaivers(String text, String line) throws Exception {
    String told;
    try {
      told = Waivers.check(file(text + "\n"), NAMES, 366, NOW, List.of()).get(0);
    } catch (InputException e) {
      told = String.valueOf(e.getMessage());
    }
    assertThat(shown(told)).isEqualTo(line);
  }

  @Test
  void aWordWithoutEndIsRefusedBeforeAnybodyReadsIt() throws Exception {
    Path file = file("- reason: " + "x".repeat(20_000_000) + "\n");

    assertThat(catchThrowable(() -> Waivers.check(file, NAMES, 366, NOW, List.of())))
        .isInstanceOf(InputException.class)
        .extracting(e -> shown(String.valueOf(e.getMessage())))
        .isEqualTo("1:11: a million characters without a space; shorten it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id: AT-003           | id: AT-03            | 1:8: no attested control "AT-03": did you mean "AT-003"?
          id: AT-003,          | ``                   | 1:3: "id" is missing; every entry has one
          scope: projects/p    | scope: p             | 1:23: "p" is no resource; write projects/ID, a resource, or a pattern
          2026-11-01           | lately               | 1:49: "lately" is not a day; write it as 2027-01-31
          2026-11-01           | 2026-12-01           | 1:3: it is dated 2026-12-01, which is to come; attest it anew
          2026-11-01           | 2026-01-01           | 1:3: it is of 2026-01-01, and counts for 90 days; attest it anew
          2026-11-01           | 2027-12-01           | 1:185: it expires before it was performed; write a later day
          'https://w/1'        | the wiki             | 1:86: "the wiki" is no URI; write where the evidence is, https://…
          sha256: 0            | sha256: x            | 1:109: sha256 takes 64 hex digits, as sha256sum writes them
          by: ops              | by: []               | 1:65: expected a value, found a list
          by: ops              | bye: ops             | 1:61: unknown key "bye": did you mean "by"?
          expires: 2027-01-31  | expires: 2026-11-20  | 1:3: it expired on 2026-11-20; attest it anew
          expires: 2027-01-31  | expires: 2027-01-31, signature: {key: eve, value: AAAA} | 1:3: its key eve is not among the trusted ones; attest it anew
          """)
  void aMistakeInAnAttestation(String from, String to, String line) throws Exception {
    Path file = file("- " + RECORD.replace(from, to) + "\n");
    String told;
    try {
      told =
          Attestations.read(file, AttestedControl.bundled(), Attestations.Trust.EVERYBODY)
              .check(NOW)
              .get(0);
    } catch (InputException e) {
      told = String.valueOf(e.getMessage());
    }
    assertThat(shown(told)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          waivers: {most_days: 30}                         | 1:10: "file" is missing; every entry has one
          waivers: {file: w.yaml, most_days: 0}            | 1:36: expected a whole number from 1 to 3650, found "0"
          waivers: {file: w.yaml, most_days: many}         | 1:36: expected a whole number from 1 to 3650, found "many"
          attestations: {file: a.yaml, keys: {ops: x}}     | 1:42: no Ed25519 public key; write what openssl pkey -pubout writes
          attestations: {file: a.yaml, key: {}}            | 1:30: unknown key "key": did you mean "keys"?
          baseline: [a.json]                               | 1:11: expected a value, found a list
          """)
  void aMistakeInTheConfiguration(String text, String line) throws Exception {
    Path file = file(text + "\n");
    assertThat(catchThrowable(() -> Config.read(file)))
        .isInstanceOf(InputException.class)
        .extracting(e -> shown(String.valueOf(e.getMessage())))
        .isEqualTo(line);
  }
}
