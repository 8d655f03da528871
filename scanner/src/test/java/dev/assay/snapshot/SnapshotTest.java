package dev.assay.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.input.InputException;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.report.Declaration;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  private static final SnapshotHeader HEADER =
      new SnapshotHeader("0.1.0", Instant.parse("2026-11-21T08:00:00Z"));
  private static final Source A = source("postgresql://a:5432/shop");
  private static final Source B = source("postgresql://a:5432/blog");

  @TempDir Path folder;

  private static Source source(String id) {
    return new Source(id, "postgresql", List.of("postgresql.Role"), Map.of("role", "auditor"));
  }

  private static Fact role(Source source, String name, boolean superuser) {
    return new Fact(
        "postgresql.Role",
        "postgresql://a:5432/-/roles/" + name,
        "postgresql://a:5432",
        source.id(),
        new RegoObject.Builder()
            .put("name", name)
            .put("superuser", dev.assay.rego.value.RegoBoolean.of(superuser))
            .build());
  }

  private static Gap gap(Source source) {
    return new Gap(
        source.id(),
        "postgresql.Function",
        source.id(),
        Gap.Cause.DENIED,
        "permission denied for table pg_proc",
        "GRANT pg_read_all_data");
  }

  private Path write(String name, List<Source> sources, List<Gap> gaps, Fact... facts) {
    Path file = folder.resolve(name);
    try (SnapshotWriter writer = SnapshotWriter.create(file, HEADER)) {
      for (Fact fact : facts) {
        writer.fact(fact);
      }
      gaps.forEach(writer::gap);
      sources.forEach(writer::source);
      writer.finish();
    }
    return file;
  }

  private Path text(String... lines) throws IOException {
    return Files.writeString(folder.resolve("s.jsonl"), String.join("\n", lines));
  }

  private static final String FIRST =
      "{\"assay\":\"snapshot\",\"schema\":1,\"tool\":\"t\","
          + "\"time\":\"2026-11-21T08:00:00Z\",\"resources\":%d}";
  private static final String SOURCE =
      "{\"source\":{\"id\":\"s\",\"collector\":\"c\",\"kinds\":[],\"details\":{}}}";
  private static final String FACT = "{\"kind\":\"k\",\"id\":\"%s\",\"source\":\"s\",\"data\":{}}";

  private static void refused(Path file, String message) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Snapshot.read(file))
        .withMessage(file + message);
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Fact odd =
        new Fact(
            "postgresql.Relation",
            "postgresql://a:5432/shop/public/na%C3%AFve%0A\"x",
            null,
            A.id(),
            new RegoObject.Builder()
                .put("name", "naïve\n\"x 😀")
                .put("big", RegoNumber.parse("123456789012345678901234567890"))
                .put("exact", RegoNumber.of(new BigDecimal("0.10")))
                .put("none", dev.assay.rego.value.RegoNull.NULL)
                .put("nested", RegoObject.of("list", RegoString.of("İ")))
                .build());
    for (String name : List.of("s.jsonl", "s.jsonl.gz")) {
      Snapshot read = Snapshot.read(write(name, List.of(A), List.of(gap(A)), odd));

      assertThat(read.header()).isEqualTo(HEADER);
      assertThat(read.sources()).containsExactly(A);
      assertThat(read.gaps()).containsExactly(gap(A));
      assertThat(read.facts()).containsExactly(odd);
      assertThat(read).isEqualTo(Snapshot.of(HEADER, List.of(A), List.of(gap(A)), List.of(odd)));
    }
    assertThat(Files.size(folder.resolve("s.jsonl.gz")))
        .isLessThan(Files.size(folder.resolve("s.jsonl")));
  }

  @Test
  void whatIsKeptInMemoryIsWhatIsInTheFile() throws Exception {
    Path file = folder.resolve("s.jsonl");
    try (SnapshotWriter writer = SnapshotWriter.keeping(file, HEADER)) {
      writer.fact(role(B, "naïve 😀", false));
      writer.fact(role(A, "second", true));
      writer.fact(role(A, "first", false).without(Map.of("superuser", "known after apply")));
      writer.fact(role(B, "second", true));
      writer.gap(gap(B));
      writer.source(B);
      writer.source(A);

      assertThat(writer.finish().snapshot()).contains(Snapshot.read(file));
    }
  }

  @Test
  void aFileThatNobodyWantsIsNotMadeUnlessItTellsMore() throws Exception {
    Path file = folder.resolve("wanted.jsonl");
    Path none = folder.resolve("unwanted.jsonl");
    Path broken = folder.resolve("broken.jsonl");
    Snapshot wanted =
        Snapshot.read(write("wanted.jsonl", List.of(A), List.of(), role(A, "x", true)));
    try (SnapshotWriter writer = SnapshotWriter.withoutFile(none, HEADER);
        SnapshotWriter other = SnapshotWriter.withoutFile(broken, HEADER)) {
      writer.fact(role(A, "x", true));
      writer.source(A);
      other.fact(role(A, "half \ud83d", true));
      other.source(A);

      assertThat(writer.finish().snapshot()).contains(wanted);
      assertThat(other.finish().snapshot()).isEmpty();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, broken);
    }
  }

  @Test
  void whatCannotBeWrittenAsItIsIsReadBack() throws Exception {
    Path file = folder.resolve("s.jsonl");
    try (SnapshotWriter writer = SnapshotWriter.keeping(file, HEADER)) {
      writer.fact(role(A, "half \ud83d", false));
      writer.source(A);

      assertThat(writer.finish().snapshot()).isEmpty();
    }
    assertThat(Snapshot.read(file).facts())
        .singleElement()
        .satisfies(fact -> assertThat(fact.data().get("name")).isEqualTo(RegoString.of("half ?")));
  }

  @Test
  void idsAreInTheOrderOfTheirCharacters() throws Exception {
    List<String> names = List.of("b", "a", "ab", "\ufb01", "\ud83d\ude00", "é", "", "a\uffff", "z");
    Fact[] facts = names.stream().map(name -> role(A, name, false)).toArray(Fact[]::new);

    assertThat(Snapshot.read(write("s.jsonl", List.of(A), List.of(), facts)).facts())
        .isSortedAccordingTo(Comparator.comparing(Fact::id))
        .hasSize(names.size());
  }

  @Test
  void whatASourceDoesNotTellAndWhereItIsDeclaredIsRead() throws Exception {
    Fact planned =
        role(A, "planned", false)
            .without(Map.of("network.address", "known after apply", "roles", "a part"))
            .declared(new Declaration("module.db.role.x[\"a\"]", "db/main.tf", 12));
    Fact pointless = role(A, "q", false).declared(new Declaration("", "roles.yaml", 0));

    Path file = write("s.jsonl", List.of(A), List.of(), planned, pointless);

    assertThat(Snapshot.read(file).facts()).containsExactly(planned, pointless);
  }

  @Test
  void theFileDoesNotDependOnTheOrderInWhichCollectorsFinish() throws Exception {
    Fact[] facts = new Fact[500];
    Arrays.setAll(facts, i -> role(A, "r" + i, i % 7 == 0));
    byte[] inOrder = Files.readAllBytes(write("a.jsonl", List.of(A, B), List.of(), facts));

    Path file = folder.resolve("b.jsonl");
    try (SnapshotWriter writer = SnapshotWriter.create(file, HEADER)) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      for (int i = facts.length - 1; i >= 0; i--) {
        Fact fact = facts[i];
        threads.execute(() -> writer.fact(fact));
      }
      writer.source(B);
      writer.source(A);
      threads.shutdown();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      writer.finish();
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(inOrder);
  }

  @Test
  void aRoleThatTwoDatabasesOfAServerReportIsKeptOnceAndTold() throws Exception {
    Snapshot snapshot =
        Snapshot.read(
            write(
                "s.jsonl",
                List.of(A, B),
                List.of(),
                role(A, "app", false),
                role(B, "app", true),
                role(A, "own", false)));

    assertThat(snapshot.facts()).containsExactly(role(B, "app", true), role(A, "own", false));
    assertThat(snapshot.sources().get(1).details())
        .containsEntry("also in " + B.id(), "1 resources, which are kept there");
    assertThat(snapshot.gaps()).isEmpty();
  }

  @Test
  void twoReadingsOfOneIdInOneSourceAreAGap() throws Exception {
    Snapshot snapshot =
        Snapshot.read(
            write(
                "s.jsonl",
                List.of(A),
                List.of(),
                role(A, "app", true),
                role(A, "app", false),
                role(A, "app", true)));

    assertThat(snapshot.facts()).containsExactly(role(A, "app", false));
    assertThat(snapshot.gaps())
        .extracting(Gap::scope, Gap::cause)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "postgresql://a:5432/-/roles/app", Gap.Cause.FAILED));
  }

  @Test
  void halfASurrogatePairCostsOneCharacterNotTheFile() throws Exception {
    Fact broken =
        new Fact("k", "id\ud83d", null, A.id(), RegoObject.of("name", RegoString.of("a\ude00b")));

    Fact read = Snapshot.read(write("s.jsonl", List.of(A), List.of(), broken)).facts().get(0);

    assertThat(read.id()).isEqualTo("id?");
    assertThat(read.data().get("name")).isEqualTo(RegoString.of("a?b"));
  }

  @Test
  void aWriterThatDoesNotFinishLeavesNothing() throws Exception {
    Path file = folder.resolve("s.jsonl");
    Files.writeString(file, "yesterday's");
    try (SnapshotWriter writer = SnapshotWriter.create(file, HEADER)) {
      writer.source(A);
      writer.fact(role(A, "app", true));
    }

    assertThat(folder).isDirectoryContaining(f -> f.equals(file));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(file).hasContent("yesterday's");
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenIsNamed() {
    Path file = folder.resolve("missing/s.jsonl");
    assertThatExceptionOfType(SnapshotException.class)
        .isThrownBy(() -> SnapshotWriter.create(file, HEADER))
        .withMessage(
            file
                + ": cannot be written: its folder does not exist; make room, or name another"
                + " place with -o");
  }

  @Test
  void factsOfASourceThatIsNotListedAreRefused() {
    try (SnapshotWriter writer = SnapshotWriter.create(folder.resolve("s.jsonl"), HEADER)) {
      writer.fact(role(A, "app", true));
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(writer::finish);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void severalFilesBecomeOneSnapshot() throws Exception {
    Path a = write("a.jsonl", List.of(A), List.of(gap(A)), role(A, "x", true));
    Path b = write("b.jsonl.gz", List.of(B), List.of(), role(B, "x", true), role(B, "y", true));

    Snapshot both = Snapshot.read(List.of(a, b));

    assertThat(both.facts()).containsExactly(role(B, "x", true), role(B, "y", true));
    assertThat(both.gaps()).containsExactly(gap(A));
    assertThat(both).isEqualTo(Snapshot.read(List.of(b, a)));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Snapshot.read(List.of(a, b, a)))
        .withMessage(a + ": " + A.id() + " is in " + a + " too; give one of the two");
  }

  @Test
  void aTruncatedFileIsNeverReadAsASmallerEstate() throws Exception {
    Fact[] facts = new Fact[50];
    Arrays.setAll(facts, i -> role(A, "r" + i, false));
    for (String name : List.of("s.jsonl", "s.jsonl.gz")) {
      byte[] whole = Files.readAllBytes(write(name, List.of(A), List.of(), facts));
      for (int length = 0; length < whole.length - 1; length += 97) {
        Path cut = folder.resolve("cut-" + name);
        Files.write(cut, Arrays.copyOf(whole, length));
        assertThatExceptionOfType(InputException.class)
            .as("%s bytes of %s", length, name)
            .isThrownBy(() -> Snapshot.read(cut));
      }
    }
    refused(
        text(FIRST.formatted(3), SOURCE, FACT.formatted("a")),
        ": 1 of 3 resources are there: the file was cut off; copy it again, or collect again");
    refused(
        text(FIRST.formatted(2), SOURCE, FACT.formatted("a"), "{\"kind\":\"k\",\"i"),
        ": the file was cut off; copy it again, or collect again");
  }

  @Test
  void mistakesAreToldWithTheirPlace() throws Exception {
    refused(folder.resolve("none"), ": no such file; make one with \"assay collect\"");
    refused(text(""), ": empty; make a snapshot with \"assay collect\"");
    refused(
        text("{\"name\": 1}"),
        ":1:1: not a snapshot (it begins with {\"assay\":\"snapshot\",…}); make one with"
            + " \"assay collect\"");
    refused(
        text(FIRST.formatted(0).replace("\"schema\":1", "\"schema\":2")),
        ":1:1: schema 2 of a snapshot; this program reads 1: use the Assay that wrote it, or"
            + " collect again");
    refused(
        text(FIRST.formatted(2), SOURCE, FACT.formatted("a"), FACT.formatted("a")),
        ":4:1: a second resource with the id a; collect again");
    refused(
        text(FIRST.formatted(1), FACT.formatted("a")),
        ":2:1: the source s is not listed; collect again");
    refused(
        text(FIRST.formatted(0), SOURCE, FACT.formatted("a")),
        ": 1 resources, where the header says 0: the file was changed after it was written;"
            + " collect again");
    refused(
        text(FIRST.formatted(1), SOURCE, FACT.formatted("a").replace("{}", "{\"x\":1,\"x\":2}")),
        ":3:49: Duplicate field 'x'");
  }

  @Test
  void theDigestIsThatOfTheUncompressedBytes() throws Exception {
    Path plain = write("s.jsonl", List.of(A), List.of(), role(A, "x", true));
    Path gz = write("s.jsonl.gz", List.of(A), List.of(), role(A, "x", true));

    var sha = Digests.sha256();
    sha.update(Files.readString(plain, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    assertThat(Snapshot.read(plain).digest())
        .isEqualTo(Digests.hex(sha))
        .isEqualTo(Snapshot.read(gz).digest());
  }
}
