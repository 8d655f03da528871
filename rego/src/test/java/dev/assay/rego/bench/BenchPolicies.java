package dev.assay.rego.bench;

import dev.assay.rego.ast.RegoSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The Rego that is measured; in files, so that OPA gets the very same. */
final class BenchPolicies {
  /** Rules as Assay's, each with a rule in {@code data.bench.audit} that asks it for all. */
  static final List<String> RULES =
      List.of(
          "unused_index",
          "duplicate_index",
          "redundant_prefix",
          "foreign_key_without_index",
          "index_name",
          "index_name_tells_kind",
          "too_many_indexes",
          "heavy_indexes",
          "invalid_index",
          "stale_index",
          "wide_index",
          "index_method",
          "key_types_match",
          "missing_primary_key",
          "owner_may_log_in",
          "column_names",
          "autovacuum_options",
          "ambiguous_table",
          "exemptions",
          "settings");

  /** Modules without data that only compute: {@code data.bench.compute.NAME.answer}. */
  static final List<String> COMPUTE =
      List.of(
          "reachability",
          "aggregation",
          "text",
          "numbers",
          "nested",
          "tree",
          "sets",
          "self_join",
          "indexing");

  private BenchPolicies() {}

  static List<RegoSource> estate() {
    List<RegoSource> sources = new ArrayList<>();
    sources.add(source("estate/lib.rego"));
    sources.add(source("estate/audit.rego"));
    RULES.forEach(rule -> sources.add(source("estate/" + rule + ".rego")));
    return sources;
  }

  static RegoSource compute(String name) {
    return source("compute/" + name + ".rego");
  }

  private static RegoSource source(String path) {
    String name = "/bench/" + path;
    try (InputStream in =
        Objects.requireNonNull(BenchPolicies.class.getResourceAsStream(name), name)) {
      return new RegoSource(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes sources below a folder. */
  static Path write(List<RegoSource> sources, Path folder) throws IOException {
    for (RegoSource source : sources) {
      Path file = folder.resolve(source.file());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, source.text());
    }
    return folder;
  }
}
