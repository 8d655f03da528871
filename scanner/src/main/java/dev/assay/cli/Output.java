package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Reporter;
import dev.assay.report.WholeFile;
import dev.assay.report.format.Formats;
import dev.assay.report.redact.Redaction;
import dev.assay.report.terminal.ExplanationText;
import dev.assay.report.terminal.TerminalReporter;
import dev.assay.report.text.Quantity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The reports of one run: those that were asked for, and the summary for the person at the
 * terminal, which makes way when a report goes to standard output.
 */
final class Output {
  private static final String STANDARD_OUTPUT = "-";

  /** No page shows more one by one, and no service that takes such reports takes more. */
  private static final int MOST_ONE_BY_ONE = 100_000;

  private final Console console;
  private final Map<Reporter, String> paths;
  private final Telling telling;
  private final Optional<String> redaction;

  /** What the person at the terminal is told. */
  enum Telling {
    VERDICT,
    SUMMARY,
    EVERYTHING
  }

  private Output(
      Console console, Map<Reporter, String> paths, Telling telling, Optional<String> redaction) {
    this.console = console;
    this.paths = paths;
    this.telling = telling;
    this.redaction = redaction;
  }

  /**
   * @param paths by format; {@code -} is standard output
   * @throws InputException if there is no such format, or two want standard output
   */
  Output(Console console, Map<String, String> paths, Telling telling) throws InputException {
    this(console, known(paths), telling, Optional.empty());
  }

  /** The same, with names replaced by pseudonyms which this key makes; empty for none. */
  Output redacted(String key) {
    return new Output(console, paths, telling, Optional.of(key));
  }

  private static Map<Reporter, String> known(Map<String, String> paths) throws InputException {
    Map<Reporter, String> known = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : paths.entrySet()) {
      Reporter reporter =
          Formats.byName(entry.getKey())
              .orElseThrow(
                  () ->
                      new InputException(
                          "no report format \""
                              + entry.getKey()
                              + "\""
                              + Nearest.hint(entry.getKey(), Formats.names())));
      known.put(reporter, entry.getValue());
    }
    if (known.values().stream().filter(STANDARD_OUTPUT::equals).count() > 1) {
      throw new InputException("only one report can go to standard output (-)");
    }
    return known;
  }

  /**
   * Writes every report, even if another cannot be written.
   *
   * @throws IOException the first failure, after all were tried
   */
  void write(AuditReport whole) throws IOException {
    AuditReport report = redaction.map(key -> Redaction.of(whole, key)).orElse(whole);
    int findings = report.findings().size();
    boolean each = telling == Telling.EVERYTHING && findings <= MOST_ONE_BY_ONE;
    // What the person is told is made meanwhile, unless it is long.
    CompletableFuture<byte[]> brief =
        paths.containsValue(STANDARD_OUTPUT) || telling == Telling.EVERYTHING
            ? CompletableFuture.completedFuture(new byte[0])
            : CompletableFuture.supplyAsync(() -> brief(report));
    boolean folds = paths.keySet().stream().anyMatch(Reporter::folds);
    AuditReport folded = each || !folds ? report : report.folded();
    if (telling == Telling.EVERYTHING && !each) {
      console.message(
          "HTML, SARIF and JUnit reports tell findings together where they are alike: there are %s,"
                  .formatted(Quantity.of(findings))
              + " and they can tell %s one by one; csv, json, ocsf, oscal and xlsx tell each"
                  .formatted(Quantity.of(MOST_ONE_BY_ONE)));
    }
    console.progress("writing " + String.join(", ", paths.values()));
    if (paths.containsValue(STANDARD_OUTPUT)) {
      console.progress("");
    }
    // Beside each other: one report takes as long as another, and none needs much room.
    List<Written> all =
        paths.entrySet().parallelStream()
            .map(entry -> write(report, folded, entry.getKey(), entry.getValue()))
            .toList();
    IOException failure = null;
    List<String> written = new ArrayList<>();
    for (Written one : all) {
      if (one.failure() == null) {
        written.add(one.path());
      } else if (failure == null) {
        failure = one.failure();
      } else {
        failure.addSuppressed(one.failure());
      }
    }
    written.remove(STANDARD_OUTPUT);
    console.progress("");
    if (!paths.containsValue(STANDARD_OUTPUT)) {
      console.out().writeBytes(brief.join());
      if (telling == Telling.EVERYTHING) {
        terminal().verbose().write(report, console.out());
      }
      if (telling != Telling.VERDICT) {
        written.forEach(path -> console.out().println("wrote " + path));
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** A report that went where it was to go, or why it did not. */
  private record Written(String path, @Nullable IOException failure) {}

  private Written write(AuditReport report, AuditReport folded, Reporter reporter, String path) {
    AuditReport told = reporter.folds() ? folded : report;
    try {
      if (path.equals(STANDARD_OUTPUT)) {
        reporter.write(told, console.out());
      } else {
        WholeFile.write(Path.of(path), out -> reporter.write(told, out));
      }
      return new Written(path, null);
    } catch (IOException e) {
      return new Written(path, e);
    }
  }

  private TerminalReporter terminal() {
    return console.colour() ? TerminalReporter.coloured() : TerminalReporter.plain();
  }

  /** What a person is told who did not ask for everything. */
  private byte[] brief(AuditReport report) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
      if (telling == Telling.VERDICT) {
        out.println(report.summary().sentence());
      } else {
        terminal().write(report, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return text.toByteArray();
  }

  /** Shows how findings came about, unless a report has taken standard output. */
  void explain(AuditReport report, Explanation asked) throws IOException {
    List<Finding> findings = report.findings().stream().filter(asked).toList();
    if (!paths.containsValue(STANDARD_OUTPUT)) {
      new ExplanationText(console.colour()).write(findings, console.out());
    }
    long explained = findings.stream().filter(f -> !f.explanation().isEmpty()).count();
    if (explained == 0) {
      console.message("nothing to explain: no resource of the snapshot was judged by that rule");
    } else if (explained < findings.size()) {
      console.message(
          explained
              + " of "
              + findings.size()
              + " findings are explained; name one: --explain "
              + asked.rule()
              + "@RESOURCE");
    }
  }
}
